package org.haprag.imputation;

import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/** Imputes a few targets of one window at a time. One instance serves one thread. */
interface TargetImputer {
    /**
     * A window, ready to be imputed.
     *
     * @param panel the window's panel at the typed sites
     * @param targets all targets, observed alleles only
     * @param query finds neighbours for them
     * @param clustering of the panel; null where no network needs it
     */
    record Window(TypedPanel panel, TypedHaplotypes targets, Retriever.Query query, LocalClustering clustering) {}

    /** Fills the rows of targets [from, to). */
    void impute(Window window, int from, int to, Dosages out);
}
