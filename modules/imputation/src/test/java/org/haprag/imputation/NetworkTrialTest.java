package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.Exclusions;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class NetworkTrialTest {
    /** 60 samples are enough for fifteen that are tried. */
    private final TinyImputation tiny = new TinyImputation(
            TinyPanels.mosaicPanel(120, 300, 8, 0.1, 21),
            9,
            0.005,
            IntStream.range(0, 50).map(t -> 2 + 6 * t).toArray());

    @Test
    void itIsTheLeastSquaresShareWhereSamplesAgree() {
        assertThat(NetworkTrial.share(new double[] {5, 10, 20}, new double[] {10, 20, 40}, .3))
                .isEqualTo(.5, within(1e-12));
        assertThat(NetworkTrial.share(new double[] {-5, -10, -20}, new double[] {10, 20, 40}, .3))
                .isZero();
        assertThat(NetworkTrial.share(new double[] {15, 30, 60}, new double[] {10, 20, 40}, .3))
                .isEqualTo(1);
    }

    @Test
    void aShareThatWouldChangeNextToNothingIsNone() {
        double[] added = {10, 10, 10};
        assertThat(NetworkTrial.share(new double[] {.9, .9, .9}, added, .3)).isZero();
        assertThat(NetworkTrial.share(new double[] {1.1, 1.1, 1.1}, added, .3)).isEqualTo(.11, within(1e-12));
    }

    @Test
    void theLessSamplesAgreeTheNearerItIsToTheUsualOneLessSomeCaution() {
        double[] added = {10, 10, 10, 10};
        double sure = NetworkTrial.share(new double[] {8, 8, 8, 8}, added, .5);
        double doubtful = NetworkTrial.share(new double[] {5, 11, 5, 11}, added, .5);
        double hardly = NetworkTrial.share(new double[] {-40, 56, -40, 56}, added, .5);
        assertThat(sure).isEqualTo(.8, within(1e-12));
        assertThat(doubtful).isBetween(.5, .75);
        assertThat(hardly).isBetween(.3, .35);
        assertThat(NetworkTrial.share(new double[8], new double[8], .5)).isEqualTo(.3, within(1e-12));
    }

    @Test
    void theRarerAnAlleleTheLessTheNetworkCounts() {
        assertThat(NetworkImputer.told(.5f, 4000)).isGreaterThan(.998f).isLessThan(1);
        assertThat(NetworkImputer.told(2 / 4000f, 4000)).isCloseTo(.5f, within(1e-6f));
        assertThat(NetworkImputer.told(3999 / 4000f, 4000))
                .isCloseTo(1 / 3f, within(1e-3f)); // its other allele is rare
        assertThat(NetworkImputer.told(0, 4000)).isZero();
    }

    @Test
    void whatOneSampleAloneTellsIsNotBelieved() {
        double[] wanted = {80, -.3, .4, -.1, .2, -.2, .1, -.1};
        double[] added = {100, .1, .1, .1, .1, .1, .1, .1};
        assertThat(NetworkTrial.share(wanted, added, .5)).isBetween(.3, .4);
        double[] alone = {80, 0, 0, 0};
        assertThat(NetworkTrial.share(alone, new double[] {100, 0, 0, 0}, .5)).isEqualTo(.3, within(1e-12));
    }

    @Test
    void inShortWindowsMoreSamplesAreTried() {
        assertThat(TrialSamples.of(panel(200, 20_000), Exclusions.none(1)).count())
                .isEqualTo(16);
        assertThat(TrialSamples.of(panel(200, 5_000), Exclusions.none(1)).count())
                .isEqualTo(20);
        assertThat(TrialSamples.of(panel(200, 100), Exclusions.none(1)).count()).isEqualTo(32);
        assertThat(TrialSamples.of(panel(60, 100), Exclusions.none(1)).count()).isEqualTo(15);
    }

    private static HaplotypePanel panel(int samples, int sites) {
        return new HaplotypePanel(
                new Samples(IntStream.range(0, samples).mapToObj(s -> "S" + s).toList()),
                IntStream.range(0, sites)
                        .mapToObj(s -> new Site("1", s + 1, ".", "A", List.of("C")))
                        .toList(),
                new BitMatrix(sites, 2 * samples));
    }

    @Test
    void samplesAreSpreadOverThePanel() {
        TrialSamples samples = TrialSamples.of(tiny.panel, Exclusions.none(3));
        assertThat(samples.tried()).containsExactly(2, 6, 10, 14, 18, 22, 26, 30, 34, 38, 42, 46, 50, 54, 58);
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
                assertThat(error(tried)).isEqualTo(error(copied));
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
