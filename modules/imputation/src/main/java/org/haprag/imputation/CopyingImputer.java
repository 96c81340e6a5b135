package org.haprag.imputation;

import org.haprag.retrieval.RetrievedHaplotype;

/** The copying posterior of one scale, without a network: {@code --model none}. */
final class CopyingImputer implements TargetImputer {
    @Override
    public void impute(Batch batch, int from, int to, Dosages out) {
        for (int target = from; target < to; target++) {
            RetrievedHaplotype h1 = batch.query().retrieve(2 * target);
            RetrievedHaplotype h2 = batch.query().retrieve(2 * target + 1);
            for (int row = 0; row < out.rowCount(); row++) {
                float p1 = h1.middleCopying(row);
                float p2 = h2.middleCopying(row);
                out.set(row, target, p1, p2, p1 * p2);
            }
        }
    }
}
