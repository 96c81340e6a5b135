package org.haprag.training;

import java.util.Map;
import org.haprag.model.HapRagModel;
import org.haprag.model.NetworkEmbedder;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/**
 * Retrieval in the space of a network that is being trained. Its weights stand still for an epoch, the stretch between two
 * validations: each epoch begins with the averaged weights of its first step, and every panel is indexed anew by them. So the
 * batches that are made ahead do not depend on how far ahead they are made, and a run can be resumed to the bit.
 */
final class EpochRetriever implements Retriever, AutoCloseable {
    private final HapRagModel frozen;
    private final NetworkEmbedder embedder;
    private final Retriever retriever;
    private long epoch = -1;
    private boolean closed;

    private EpochRetriever(HapRagModel model) {
        frozen = HapRagModel.of(
                model.toFile(Map.of()), "the model", model.manager().getDevice());
        embedder = new NetworkEmbedder(frozen);
        retriever = model.manifest().retrieval().retriever(this::embed);
    }

    /** The retriever of a model; one of these where it searches in the model's own space. */
    static Retriever of(HapRagModel model) {
        RetrievalConfig config = model.manifest().retrieval();
        return config.kind() == RetrievalConfig.Kind.EMBEDDING ? new EpochRetriever(model) : config.retriever();
    }

    /** Begins an epoch: from now on neighbours are found by these weights. */
    synchronized void begin(long newEpoch, Map<String, float[]> weights) {
        frozen.network().parameters().set(weights);
        epoch = newEpoch;
        notifyAll();
    }

    /** Waits until an epoch has begun. */
    synchronized void await(long wanted) throws InterruptedException {
        while (epoch < wanted) wait();
    }

    /** No one embeds while the weights are exchanged. */
    private synchronized float[] embed(byte[] tokens, float[] cmFromMiddle) {
        if (closed) throw new IllegalStateException("training has ended");
        return embedder.embed(tokens, cmFromMiddle);
    }

    @Override
    public Prepared prepare(TypedPanel panel) {
        return retriever.prepare(panel);
    }

    @Override
    public synchronized void close() {
        closed = true;
        frozen.close();
    }
}
