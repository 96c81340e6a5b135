package org.haprag.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinedR2Test {
    private static double mean(float[] p, int from, int to) {
        double sum = 0;
        for (int h = from; h < to; h++) sum += p[h];
        return sum / (to - from);
    }

    @Test
    void r2OfPartsIsR2OfTheWhole() {
        Random random = new Random(5);
        float[] p = new float[100];
        for (int h = 0; h < p.length; h++) p[h] = (float) Math.pow(random.nextDouble(), 4);
        JoinedR2 joined = new JoinedR2();
        int[] cuts = {0, 10, 64, 100};
        for (int i = 0; i + 1 < cuts.length; i++) {
            int n = cuts[i + 1] - cuts[i];
            joined.add(n, mean(p, cuts[i], cuts[i + 1]), HaplotypeR2.estimated(p, cuts[i], n));
        }
        assertThat(joined.value()).isCloseTo(HaplotypeR2.estimated(p, 0, p.length), within(1e-9));
    }

    @Test
    void aPartWhereNobodyCarriesTheAlleleCountsAllTheSame() {
        JoinedR2 joined = new JoinedR2();
        joined.add(2, 0, 0);
        joined.add(2, .5, 1);
        joined.add(0, Double.NaN, Double.NaN);
        assertThat(joined.value()).isCloseTo(HaplotypeR2.estimated(new float[] {0, 0, 1, 0}, 0, 4), within(1e-12));
    }

    @Test
    void whatOnePartDoesNotTellIsNotKnownOfAll() {
        JoinedR2 joined = new JoinedR2();
        assertThat(joined.value()).isNaN();
        joined.add(2, .5, 1);
        joined.add(2, .5, Double.NaN);
        assertThat(joined.value()).isNaN();
        joined.clear();
        joined.add(2, 0, 0);
        assertThat(joined.value()).isZero();
    }
}
