package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingRegionTest {
    private static final TrainingRegion WHOLE = TinyTraining.region(TinyTraining.panel());

    private static int start(TrainingRegion stretch) {
        int from = 0;
        while (WHOLE.panel().site(from).pos() < stretch.panel().site(0).pos()) from++;
        return from;
    }

    @Test
    void aStretchIsAPieceOfTheRegionAndNothingElse() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            TrainingRegion stretch = WHOLE.stretch(WHOLE.frequencies().lengthBp() / 50.0, random);
            int from = start(stretch);
            int n = stretch.panel().siteCount();
            for (int s = 0; s < n; s++) {
                assertThat(stretch.panel().site(s)).isEqualTo(WHOLE.panel().site(from + s));
                assertThat(stretch.siteCm(s)).isEqualTo(WHOLE.siteCm(from + s));
                assertThat(stretch.frequencies().maf(s))
                        .isEqualTo(WHOLE.frequencies().maf(from + s));
                assertThat(stretch.panel().allele(s, 5)).isEqualTo(WHOLE.panel().allele(from + s, 5));
                assertThat(stretch.panelByHaplotype().get(5, stretch.panel().firstRow(s)))
                        .isEqualTo(stretch.panel().alleles().get(stretch.panel().firstRow(s), 5));
            }
            assertThat(stretch.trainingSamples()).isEqualTo(WHOLE.trainingSamples());
            assertThat(stretch.validationSamples()).isEqualTo(WHOLE.validationSamples());
        }
    }

    @Test
    void stretchesHaveAllLengthsAndLieEverywhere() {
        SplittableRandom random = new SplittableRandom(4);
        int shorter = 0;
        int onTheLeft = 0;
        int n = 1000;
        for (int i = 0; i < n; i++) {
            TrainingRegion stretch = WHOLE.stretch(WHOLE.frequencies().lengthBp() / 100.0, random);
            int sites = stretch.panel().siteCount();
            if (sites < WHOLE.panel().siteCount() / 10) shorter++;
            if (start(stretch) + sites / 2 < WHOLE.panel().siteCount() / 2) onTheLeft++;
        }
        assertThat(shorter / (double) n).isBetween(.4, .6); // uniform in the logarithm
        assertThat(onTheLeft / (double) n).isBetween(.4, .6);
    }

    @Test
    void aRegionThatIsShortAlreadyStaysWhole() {
        assertThat(WHOLE.stretch(1e9, new SplittableRandom(1))).isSameAs(WHOLE);
    }
}
