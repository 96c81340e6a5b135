package org.haprag.imputation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A method of imputation and the threads that carry it out, for as many windows and targets as are wanted. What a target gets
 * depends on nothing but itself, the panel and the method: not on the number of threads, nor on who is imputed with it.
 */
public final class Imputation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Imputation.class);

    private final ImputationMethod method;
    private final Workers workers;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param threads how many, at least 1 */
    public Imputation(ImputationMethod method, int threads) {
        this.method = method;
        this.workers = new Workers(threads);
    }

    /** Logs what was found out, once where windows have the same to tell. */
    void tell(String line) {
        if (told.add(line)) LOG.info(line);
    }

    ImputationMethod method() {
        return method;
    }

    Workers workers() {
        return workers;
    }

    /** Adds so many threads, or, below 0, takes them away: where whoever uses this comes and goes. At least one must stay. */
    public void addThreads(int more) {
        workers.add(more);
    }

    /**
     * Makes a stretch of panel ready, once for any number of batches of targets.
     *
     * @param siteCm position of every panel site in cM
     * @param typedSites increasing panel sites that the targets are typed at; at least one
     * @param tried what a network is tried on before it is believed
     */
    PreparedWindow prepare(HaplotypePanel panel, double[] siteCm, int[] typedSites, TrialSamples tried) {
        return new PreparedWindow(this, panel, panel.alleles().transpose(), siteCm, typedSites, tried);
    }

    /**
     * Makes a stretch of panel ready and imputes one batch of targets ({@link PreparedWindow#impute}).
     *
     * @param siteCm position of every panel site in cM
     */
    public Dosages impute(
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes targets,
            Exclusions exclusions,
            LongConsumer progress) {
        TrialSamples tried = TrialSamples.of(panel, exclusions);
        return prepare(panel, siteCm, targets.panelSites(), tried).impute(targets, exclusions, progress);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        workers.close();
    }
}
