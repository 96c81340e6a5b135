package org.haprag.imputation;

import java.util.Optional;
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
        /** How many panel haplotypes a target may see. */
        int visible(int target) {
            return exclusions.copyable(target, panel.panel().haplotypes());
        }
    }

    /** Fills the rows of targets [from, to). */
    void impute(Batch batch, int from, int to, Dosages out);
}
