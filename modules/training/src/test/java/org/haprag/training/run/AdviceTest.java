package org.haprag.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.haprag.metrics.MafStratifiedScores;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final int PEOPLE = 30;
    private static final int SITES = 200;

    /** Truth and noise of one size on each dosage. */
    private static MafStratifiedScores scores(double noise, long seed) {
        SplittableRandom truths = new SplittableRandom(1);
        SplittableRandom errors = new SplittableRandom(seed);
        MafStratifiedScores out = new MafStratifiedScores(PEOPLE);
        for (int site = 0; site < SITES; site++) {
            float[] ds = new float[PEOPLE];
            float[] gp = new float[3 * PEOPLE];
            byte[] truth = new byte[PEOPLE];
            for (int s = 0; s < PEOPLE; s++) {
                truth[s] = (byte) truths.nextInt(3);
                ds[s] = (float) Math.min(2, Math.max(0, truth[s] + noise * errors.nextGaussian()));
                gp[3 * s + truth[s]] = 1;
            }
            out.add(.3, ds, gp, truth);
        }
        return out;
    }

    private static String advice(double copying, double bundled, double adapted) {
        return Advice.of(
                Map.of("copying", scores(copying, 2), "bundled", scores(bundled, 3), "adapted", scores(adapted, 4)),
                "mine.safetensors",
                1);
    }

    @Test
    void whatIsClearlyBestIsUsed() {
        assertThat(advice(.3, .2, .1)).startsWith("Use the adapted weights: impute --model mine.safetensors.");
        assertThat(advice(.3, .1, .2)).startsWith("Use the bundled weights: leave --model out.");
        assertThat(advice(.1, .3, .2)).startsWith("Use no network: impute --model none.");
    }

    @Test
    void whatNobodyCanTellApartLeavesTheWeightsAsTheyAre() {
        assertThat(advice(.1002, .1, .0999))
                .startsWith("Use the bundled weights")
                .contains("95 % interval");
    }
}
