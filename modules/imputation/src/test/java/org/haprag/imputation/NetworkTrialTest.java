package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.Exclusions;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class NetworkTrialTest {
    /** 60 samples are enough for eight that are tried. */
    private final TinyImputation tiny = new TinyImputation(
            TinyPanels.mosaicPanel(120, 300, 8, 0.1, 21),
            9,
            0.005,
            IntStream.range(0, 50).map(t -> 2 + 6 * t).toArray());

    @Test
    void itIsTheLeastSquaresShareWhereSamplesAgree() {
        assertThat(NetworkTrial.share(new double[] {5, 10, 20}, new double[] {10, 20, 40}))
                .isEqualTo(.5, within(1e-12));
        assertThat(NetworkTrial.share(new double[] {-5, -10, -20}, new double[] {10, 20, 40}))
                .isZero();
        assertThat(NetworkTrial.share(new double[] {15, 30, 60}, new double[] {10, 20, 40}))
                .isEqualTo(1);
    }

    @Test
    void theLessSamplesAgreeTheNearerItIsToTheUsualOne() {
        double sure = NetworkTrial.share(new double[] {2, 2, 2, 2}, new double[] {10, 10, 10, 10});
        double doubtful = NetworkTrial.share(new double[] {-1, 5, -1, 5}, new double[] {10, 10, 10, 10});
        double hardly = NetworkTrial.share(new double[] {-40, 44, -40, 44}, new double[] {10, 10, 10, 10});
        assertThat(sure).isEqualTo(.2, within(1e-12));
        assertThat(doubtful).isBetween(.25, .6);
        assertThat(hardly).isBetween(.55, .6);
        assertThat(NetworkTrial.share(new double[8], new double[8])).isEqualTo(.6);
    }

    @Test
    void samplesAreSpreadOverThePanel() {
        TrialSamples samples = TrialSamples.of(tiny.panel, Exclusions.none(3));
        assertThat(samples.tried()).containsExactly(3, 11, 18, 26, 33, 41, 48, 56);
        assertThat(samples.hidden()).isEmpty();
        HaplotypePanel small = tiny.panel.subset(new int[] {0, 1, 2, 3, 4, 5, 6});
        assertThat(TrialSamples.of(small, Exclusions.none(3)).count()).isZero();
    }

    @Test
    void whatIsHiddenFromATargetIsNeitherTriedNorCopied() {
        Exclusions exclusions = Exclusions.of(new int[][] {{3, 11}, {}, {18}});
        TrialSamples samples = TrialSamples.of(tiny.panel, exclusions);
        assertThat(samples.hidden()).containsExactly(3, 11, 18);
        assertThat(samples.tried()).doesNotContain(3, 11, 18);
        for (int i = 0; i < samples.count(); i++) {
            for (int hidden : new int[] {3, 11, 18, samples.tried()[i]}) {
                int first = tiny.panel.haplotypes().first(hidden);
                assertThat(samples.exclusions().excludes(i, tiny.panel.haplotypes(), first))
                        .isTrue();
            }
        }
    }

    /** A network that adds noise to copying is silenced: what is left is copying. */
    @Test
    void aNetworkThatHarmsIsSilenced() {
        for (TypedHaplotypes targets : new TypedHaplotypes[] {tiny.typed, tiny.typed.withoutPhase()}) {
            try (HapRagModel model = TinyImputation.model()) {
                var values = model.network().parameters().values();
                Random random = new Random(3);
                values.values().forEach(v -> {
                    for (int i = 0; i < v.length; i++) v[i] += (float) random.nextGaussian();
                });
                model.network().parameters().set(values);
                Dosages tried = tiny.impute(ImputationMethod.network(model), 1, targets);
                Dosages copied = tiny.impute(ImputationMethod.retrieval(TinyImputation.retrieval()), 1, targets);
                assertThat(error(tried)).isLessThan(1.02 * error(copied));
                assertThat(error(believed(model, targets))).isGreaterThan(1.5 * error(copied));
            }
        }
    }

    private Dosages believed(HapRagModel model, TypedHaplotypes targets) {
        try (Imputation imputation = new Imputation(ImputationMethod.network(model), 1)) {
            return imputation
                    .prepare(tiny.panel, tiny.siteCm(), targets.panelSites(), TrialSamples.NONE)
                    .impute(targets, Exclusions.none(tiny.targets()), n -> {});
        }
    }

    private double error(Dosages dosages) {
        double sum = 0;
        for (int target = 0; target < tiny.targets(); target++) {
            for (int row = 0; row < dosages.rowCount(); row++) {
                double truth = tiny.alt(row, 2 * target) + tiny.alt(row, 2 * target + 1);
                sum += Math.pow(truth - dosages.alt(row, target, 0) - dosages.alt(row, target, 1), 2);
            }
        }
        return sum;
    }
}
