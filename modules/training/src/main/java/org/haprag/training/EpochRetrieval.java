package org.haprag.training;

import java.util.Map;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;

/**
 * How neighbours are found while a network learns. An epoch is the stretch between two validations; within one, the same
 * neighbours are found whatever the network learns meanwhile.
 */
sealed interface EpochRetrieval extends AutoCloseable permits FixedRetrieval, OwnSpaceRetrieval {
    /** That of a model's manifest. */
    static EpochRetrieval of(HapRagModel model) {
        RetrievalConfig config = model.manifest().retrieval();
        return config.kind() == RetrievalConfig.Kind.EMBEDDING
                ? new OwnSpaceRetrieval(model)
                : new FixedRetrieval(config.retriever());
    }

    /** Finds the neighbours of the epoch that has begun last. */
    Retriever retriever();

    /**
     * Begins an epoch.
     *
     * @param weights the network's
     * @return whether other neighbours may be found from now on
     */
    boolean begin(long epoch, Map<String, float[]> weights);

    /** Waits until an epoch has begun, where that matters. */
    void await(long epoch) throws InterruptedException;

    @Override
    void close();
}
