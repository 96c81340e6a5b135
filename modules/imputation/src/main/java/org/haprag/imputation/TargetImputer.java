package org.haprag.imputation;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/** Imputes a few targets of a batch at a time. One instance serves one thread. */
interface TargetImputer {
    /**
     * A batch of targets, ready to be imputed.
     *
     * @param panel the window's panel at the typed sites
     * @param targets all of the batch, observed alleles only
     * @param exclusions panel samples that each must not see
     * @param query finds neighbours for them
     * @param clustering of the panel, where a network needs it
     */
    record Batch(
            TypedPanel panel,
            TypedHaplotypes targets,
            Exclusions exclusions,
            Retriever.Query query,
            Optional<LocalClustering> clustering) {
        /** Makes one ready: the search begins while the clustering is found. @param clustering as above, found by a worker */
        static Batch open(
                Workers workers,
                TypedPanel panel,
                Retriever.Prepared retrieval,
                TypedHaplotypes targets,
                Exclusions exclusions,
                Callable<Optional<LocalClustering>> clustering) {
            Future<Optional<LocalClustering>> begun = workers.begin(clustering);
            Retriever.Query query;
            try {
                query = workers.spread(() -> retrieval.open(targets, exclusions));
            } catch (RuntimeException | Error e) {
                joinAfter(e, begun);
                throw e;
            }
            return new Batch(panel, targets, exclusions, query, Workers.join(begun));
        }

        private static void joinAfter(Throwable failure, Future<?> task) {
            try {
                Workers.join(task);
            } catch (RuntimeException | Error e) {
                failure.addSuppressed(e);
            }
        }

        /** How many panel haplotypes a target may see. */
        int visible(int target) {
            return exclusions.copyable(target, panel.panel().haplotypes());
        }

        /** The same with another search. */
        Batch with(Retriever.Query other) {
            return new Batch(panel, targets, exclusions, other, clustering);
        }
    }

    /** Fills the rows of targets [from, to). */
    void impute(Batch batch, int from, int to, Dosages out);
}
