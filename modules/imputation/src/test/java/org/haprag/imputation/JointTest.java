package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JointTest {
    private static final float STEP = 5e-5f;

    private static Dosages joint(double p1, double p2, double... logits) {
        float[] gt = {9, 9, (float) logits[0], (float) logits[1], (float) logits[2], 50};
        Dosages out = new Dosages(1, 1);
        Joint.write((float) p1, (float) p2, 0, gt, 2, 0, 0, out);
        return out;
    }

    private static float[] gp(Dosages dosages) {
        float[] gp = new float[3];
        dosages.posteriors(0, 0, gp, 0);
        return gp;
    }

    @Test
    void theProductOfTheHaplotypesStaysTheProduct() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double p1 = random.nextDouble();
            double p2 = random.nextDouble();
            Dosages out = joint(
                    p1, p2, Math.log((1 - p1) * (1 - p2)), Math.log(p1 * (1 - p2) + p2 * (1 - p1)), Math.log(p1 * p2));
            assertThat(out.alt(0, 0, 0)).isCloseTo((float) p1, within(STEP));
            assertThat(out.alt(0, 0, 1)).isCloseTo((float) p2, within(STEP));
            assertThat(out.both(0, 0)).isCloseTo((float) (p1 * p2), within(STEP));
        }
    }

    @Test
    void theGenotypeHeadDecidesTheClassesAndTheHaplotypesTheirOrder() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            double p1 = random.nextDouble();
            double p2 = random.nextDouble();
            double[] logits = {4 * random.nextGaussian(), 4 * random.nextGaussian(), 4 * random.nextGaussian()};
            double total = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
            Dosages out = joint(p1, p2, logits);
            float[] gp = gp(out);
            for (int g = 0; g < 3; g++) {
                assertThat((double) gp[g]).isCloseTo(Math.exp(logits[g]) / total, within(1e-4));
            }
            assertThat(out.alt(0, 0, 0) + out.alt(0, 0, 1)).isCloseTo(gp[1] + 2 * gp[2], within(STEP));
            float difference = out.alt(0, 0, 0) - out.alt(0, 0, 1);
            assertThat(Math.signum(difference) * Math.signum(p1 - p2))
                    .as("the haplotype with the higher probability keeps it")
                    .isGreaterThanOrEqualTo(Math.abs(difference) < STEP ? -1 : 1);
        }
    }

    @Test
    void certainHaplotypesAndLargeLogitsGiveNumbers() {
        for (double p1 : new double[] {0, 1}) {
            for (double p2 : new double[] {0, 1}) {
                for (double one : new double[] {-80, 0, 80}) {
                    Dosages out = joint(p1, p2, 0, one, -80);
                    float[] gp = gp(out);
                    assertThat(gp[0] + gp[1] + gp[2]).isCloseTo(1, within(STEP));
                    assertThat(out.alt(0, 0, 0) + out.alt(0, 0, 1)).isCloseTo(gp[1] + 2 * gp[2], within(STEP));
                }
            }
        }
        assertThat(joint(1, 0, -80, 80, -80).alt(0, 0, 0)).isOne();
        assertThat(joint(1, 0, -80, 80, -80).alt(0, 0, 1)).isZero();
    }
}
