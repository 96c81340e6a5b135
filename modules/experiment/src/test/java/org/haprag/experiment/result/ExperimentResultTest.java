package org.haprag.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.SampleBootstrap;
import org.junit.jupiter.api.Test;

class ExperimentResultTest {
    private final ExperimentResult result = SyntheticRuns.result();

    private Comparison of(String name) {
        return result.comparison(name, MafStratum.RARE, Metric.R2).orElseThrow();
    }

    @Test
    void lessNoiseIsBetterAndMoreIsWorseBeyondNoise() {
        assertThat(of("better").verdict()).isEqualTo(Comparison.Verdict.BETTER);
        assertThat(of("worse").verdict()).isEqualTo(Comparison.Verdict.WORSE);
        assertThat(of("better").seedLow()).isPositive();
        assertThat(of("worse").difference().value()).isNegative();
    }

    @Test
    void aTwinOfTheReferenceIsNoise() {
        assertThat(of("twin").difference().value()).isZero();
        assertThat(of("twin").p()).isEqualTo(1);
        assertThat(of("twin").verdict()).isEqualTo(Comparison.Verdict.NOISE);
    }

    @Test
    void theReferenceIsNotComparedWithItselfAndTheCorrectionSpansAllOthers() {
        assertThat(result.comparisons()).hasSize(3 * 2 * 3);
        assertThat(result.comparison("middle", MafStratum.ALL, Metric.R2)).isEmpty();
        assertThat(result.comparisons()).allSatisfy(c -> assertThat(c.holm()).isGreaterThanOrEqualTo(c.p()));
        Comparison smallest = result.comparisons().stream()
                .min(java.util.Comparator.comparingDouble(Comparison::p))
                .orElseThrow();
        assertThat(smallest.holm()).isCloseTo(18 * smallest.p(), within(1e-15));
    }

    @Test
    void theDifferenceIsThatOfThePooledScores() {
        double better = result.scores().scores(3, MafStratum.RARE).value(Metric.R2);
        double middle = result.scores().scores(1, MafStratum.RARE).value(Metric.R2);
        assertThat(of("better").difference().value()).isCloseTo(better - middle, within(1e-12));
    }

    @Test
    void aSeedThatDisagreesMakesItNoise() {
        Comparison c = of("better");
        Estimate sure = new Estimate(.1, .05, .2);
        assertThat(new Comparison("x", c.stratum(), c.metric(), sure, .01, .2, 0, 0).verdict())
                .isEqualTo(Comparison.Verdict.BETTER);
        assertThat(new Comparison("x", c.stratum(), c.metric(), sure, -.01, .2, 0, 0).verdict())
                .isEqualTo(Comparison.Verdict.NOISE);
        assertThat(new Comparison("x", c.stratum(), Metric.NRD, sure, .01, .2, 0, 0).verdict())
                .isEqualTo(Comparison.Verdict.WORSE);
    }

    @Test
    void overfittingIsWhatTheGapOfTheBaselineDoesNotExplain() {
        ConfigurationRuns better = result.configurations().get(3);
        ConfigurationRuns middle = result.configurations().get(1);
        assertThat(result.overfitGap(better)).isGreaterThan(result.overfitGap(middle) + .001);
        assertThat(result.overfitGap(middle))
                .isCloseTo(middle.rawGap() - result.baseline().rawGap(), within(1e-15));
    }

    @Test
    void aReferenceThatIsNoConfigurationIsOurBug() {
        assertThatThrownBy(() -> new ExperimentResult(
                        result.setting(),
                        List.of(SyntheticRuns.of("other", .1, .1)),
                        result.baseline(),
                        new SampleBootstrap(10, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("middle");
    }
}
