package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetrievedHaplotypeTest {
    private static final RetrievalCase CASE = RetrievalCase.mosaics(40, 400, 90, 2, 0, .1, 8);
    private static final TypedPanel PANEL = CASE.typedPanel();

    /** The typed sites where a panel haplotype differs from what is observed, from one on in a direction, two at most. */
    private static int[] mismatches(byte[] observed, int hap, int from, int direction) {
        int[] found = {-1, -1};
        int n = 0;
        for (int t = from; t >= 0 && t < observed.length && n < 2; t += direction) {
            if (observed[t] >= 0 && observed[t] > 0 != PANEL.byHaplotype().get(hap, t)) found[n++] = t;
        }
        return found;
    }

    private static double logRun(int typed, int mismatch, int end) {
        return Math.log(Math.abs(PANEL.typedCm(typed) - PANEL.typedCm(mismatch < 0 ? end : mismatch)) + 1e-3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void runsEndAtMismatchesOrWhereTheRegionEnds(int targetHap) {
        RetrievedHaplotype found = new CopyingRetriever(RetrievalCase.exact())
                .open(PANEL, CASE.targets(), Exclusions.none(1))
                .retrieve(targetHap);
        byte[] observed = CASE.targets().row(targetHap);
        int c = found.scaleCount();
        int last = PANEL.typedCount() - 1;
        float[] features = new float[RetrievedHaplotype.featureCount(c)];
        boolean[] seen = new boolean[3];
        for (int a = 0; a < found.anchors().count(); a++) {
            int t = found.anchors().typed(a);
            for (int i = 0; i < found.neighbourCount(); i++) {
                int hap = found.neighbours()[a * found.neighbourCount() + i];
                if (hap == RetrievedHaplotype.NOBODY) continue;
                found.describe(a, i, features, 0);
                int[] left = mismatches(observed, hap, t, -1);
                int[] right = mismatches(observed, hap, t, 1);
                double[] expected = {
                    logRun(t, left[0], 0), logRun(t, left[1], 0), logRun(t, right[0], last), logRun(t, right[1], last)
                };
                for (int f = 0; f < 4; f++) assertThat((double) features[c + f]).isCloseTo(expected[f], within(1e-4));
                int ofLeft = left[0] < 0 ? 0 : left[1] < 0 ? 1 : 2;
                int ofRight = right[0] < 0 ? 0 : right[1] < 0 ? 1 : 2;
                assertThat(features[c + 4]).isEqualTo(ofLeft);
                assertThat(features[c + 5]).isEqualTo(ofRight);
                seen[ofLeft] = true;
            }
        }
        assertThat(seen).containsOnly(true);
    }
}
