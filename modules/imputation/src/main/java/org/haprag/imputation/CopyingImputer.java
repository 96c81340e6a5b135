package org.haprag.imputation;

import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.RetrievedSample;

/** The copying posterior of one scale, without a network: {@code --model none}. */
final class CopyingImputer implements TargetImputer {
    @Override
    public void impute(Batch batch, int from, int to, Dosages out) {
        for (int target = from; target < to; target++) imputeOne(batch, target, out);
    }

    private static void imputeOne(Batch batch, int target, Dosages out) {
        RetrievedSample found = batch.query().retrieveSample(target);
        write(found, target, out);
        ChosenPhase.write(found, batch.targets(), batch.panel().panel(), target, out);
        out.phase().ifPresent(phase -> phase.write(found, batch.targets(), target));
    }

    /** Writes what copying alone says of all rows. */
    static void write(RetrievedSample found, int target, Dosages out) {
        if (found.haplotypes().size() == 1) haploid(found.haplotypes().get(0), target, out);
        else diploid(found, target, out);
    }

    private static void haploid(RetrievedHaplotype found, int target, Dosages out) {
        for (int row = 0; row < out.rowCount(); row++) out.set(row, target, found.middleCopying(row));
    }

    private static void diploid(RetrievedSample found, int target, Dosages out) {
        RetrievedHaplotype h1 = found.haplotypes().get(0);
        RetrievedHaplotype h2 = found.haplotypes().get(1);
        for (int row = 0; row < out.rowCount(); row++) {
            float p1 = h1.middleCopying(row);
            float p2 = h2.middleCopying(row);
            out.set(row, target, p1, p2, Joint.both(p1, p2, found.covariance(row)));
        }
    }
}
