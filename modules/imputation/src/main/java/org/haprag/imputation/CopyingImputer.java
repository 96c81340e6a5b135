package org.haprag.imputation;

import org.haprag.genotype.Haplotypes;
import org.haprag.retrieval.RetrievedHaplotype;

/** The copying posterior of one scale, without a network: {@code --model none}. */
final class CopyingImputer implements TargetImputer {
    @Override
    public void impute(Batch batch, int from, int to, Dosages out) {
        Haplotypes haplotypes = batch.targets().haplotypes();
        for (int target = from; target < to; target++) {
            RetrievedHaplotype first = batch.query().retrieve(haplotypes.first(target));
            if (haplotypes.ploidy(target) == 1) haploid(first, target, out);
            else diploid(first, batch.query().retrieve(haplotypes.end(target) - 1), target, out);
        }
    }

    private static void haploid(RetrievedHaplotype found, int target, Dosages out) {
        for (int row = 0; row < out.rowCount(); row++) out.set(row, target, found.middleCopying(row));
    }

    private static void diploid(RetrievedHaplotype h1, RetrievedHaplotype h2, int target, Dosages out) {
        for (int row = 0; row < out.rowCount(); row++) {
            float p1 = h1.middleCopying(row);
            float p2 = h2.middleCopying(row);
            out.set(row, target, p1, p2, p1 * p2);
        }
    }
}
