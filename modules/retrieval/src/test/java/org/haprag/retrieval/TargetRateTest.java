package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.Mosaic;
import org.haprag.testkit.Mosaics;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRateTest {
    private static final int SITES = 1000;
    private static final RetrievalConfig ALONE = RetrievalConfig.copyingAlone();

    /** Sites a twentieth of a cM apart, typed is one in ten. */
    private static final double[] CM =
            IntStream.range(0, SITES).mapToDouble(s -> s / 20.0).toArray();

    private static final int[] TYPED =
            IntStream.range(0, SITES).filter(s -> s % 10 == 5).toArray();

    /** @param log of the log of the rate */
    private static double relative(DoubleUnaryOperator log) {
        return TargetRate.relative(times -> IntStream.rangeClosed(-1, 1)
                .mapToDouble(i -> log.applyAsDouble(Math.log(times) + i * Math.log(TargetRate.RATIO)))
                .toArray());
    }

    private static DoubleUnaryOperator peak(double at, double weight) {
        return x -> -weight / 2 * (x - Math.log(at)) * (x - Math.log(at));
    }

    @Test
    void aTargetThatTellsNothingSwitchesAsThePanelDoes() {
        assertThat(relative(x -> -7)).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1 / 300.0, 1 / 40.0, 1 / 4.0, 5, 40, 300})
    void strongEvidenceIsBelievedHoweverFarItIs(double rate) {
        assertThat(Math.log(relative(peak(rate, 60)))).isCloseTo(Math.log(rate), within(.1));
    }

    @Test
    void weakEvidenceIsHardlyBelieved() {
        assertThat(Math.log(relative(peak(3, 1)))).isBetween(.005, .1);
        assertThat(Math.log(relative(peak(1 / 3.0, 1)))).isBetween(-.1, -.005);
    }

    @Test
    void isTheMeanOfThePosterior() {
        DoubleUnaryOperator log = peak(2, 5);
        double sum = 0;
        double mean = 0;
        // Three times the rate is the likeliest of the first three, so that higher ones are tried, too.
        for (double x = -Math.log(3); x <= Math.log(81); x += 1e-4) {
            double prior = .9 / .2 * Math.exp(-x * x / .08) + .1 / 2 * Math.exp(-x * x / 8);
            double p = prior * Math.exp(log.applyAsDouble(x) / 2);
            sum += p;
            mean += p * x;
        }
        assertThat(Math.log(relative(log))).isCloseTo(mean / sum, within(1e-3));
    }

    @Test
    void whatIsLookedAtIsSpreadOverTheTypedSites() {
        assertThat(TargetRate.runs(5, 16, 384)).containsExactly(new TargetRate.Run(0, 5));
        assertThat(TargetRate.runs(24, 16, 384)).containsExactly(new TargetRate.Run(0, 24));
        List<TargetRate.Run> some = TargetRate.runs(100, 16, 384);
        assertThat(some)
                .hasSize(3)
                .allSatisfy(run -> assertThat(run.to() - run.from()).isEqualTo(8));
        assertThat(some.get(0).from()).isBetween(5, 25);
        assertThat(some.get(1).from()).isBetween(40, 50);
        assertThat(some.get(2).to()).isBetween(75, 95);
        assertThat(TargetRate.runs(4, 200, 384)).as("blocks longer than a run").hasSize(3);
    }

    @Test
    void theLikelihoodOfSomeBlocksIsThatOfTheirSitesAlone() {
        RetrievalCase c = RetrievalCase.mosaics(40, 80, 50, 2, 0, .1, 3);
        RetrievalConfig config = RetrievalCase.config(List.of(5.0, 500.0), 1e-3, 100, 4, 8);
        RetrievalConfig twice = RetrievalCase.config(List.of(10.0, 1000.0), 1e-3, 100, 4, 8);
        double[][] found = new double[50][2];
        likelihood(c.typedPanel(), config, c.targets(), 2, new TargetRate.Run(2, 5), found);
        int[] kept = IntStream.range(16, 40).toArray();
        int[] sites = Arrays.stream(kept).map(c.targets()::panelSite).toArray();
        double[] cm = c.siteCm().stream().mapToDouble(v -> v).toArray();
        double[][] alone = new double[24][2];
        likelihood(
                new TypedPanel(c.panel(), cm, sites),
                twice,
                c.targets().at(kept, sites),
                1,
                new TargetRate.Run(0, 3),
                alone);
        for (int t = 0; t < 50; t++) {
            for (int i = 0; i < 2; i++) {
                double expected = t >= 16 && t < 40 ? alone[t - 16][i] : 0;
                assertThat(found[t][i]).isCloseTo(expected, within(1e-5));
            }
        }
        assertThat(alone[23][0]).isNegative();
    }

    private static void likelihood(
            TypedPanel panel,
            RetrievalConfig config,
            TypedHaplotypes targets,
            double times,
            TargetRate.Run run,
            double[][] to) {
        StateBlocks blocks = PbwtSelection.select(panel, config, targets, Exclusions.none(1))[1];
        new CopyingPosterior(panel, config).addLogLikelihood(targets.weights(1), blocks, 40, times, run, to);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void descendantsOfFoundersAreCopiedOverLongStretches(boolean phased) {
        HaplotypePanel founders = TinyPanels.random(16, SITES, 4);
        List<Mosaic> truth = Mosaics.of(founders, 6, .002, 0, 8);
        TypedHaplotypes targets = targets(truth, phased);
        SwitchRate ofPanel = SwitchRate.estimate(founders, CM, TYPED, ALONE, Exclusions.none(3));
        double own = squaredError(founders, ofPanel, targets, truth);
        double all = squaredError(founders, SwitchRate.given(ofPanel.perCm()), targets, truth);
        assertThat(ofPanel.perCm()).as("founders are strangers to each other").isGreaterThan(2);
        assertThat(own).isLessThan(.02);
        assertThat(all).as("at the rate of the founders").isGreaterThan(5 * own);
    }

    private static TypedHaplotypes targets(List<Mosaic> truth, boolean phased) {
        TypedHaplotypes typed = Mosaics.typed(truth, TYPED);
        return phased ? typed : typed.withoutPhase();
    }

    /** Of both haplotypes' dosage at untyped sites, by copying. */
    private static double squaredError(
            HaplotypePanel panel, SwitchRate rate, TypedHaplotypes targets, List<Mosaic> truth) {
        Retriever.Query query =
                ALONE.at(rate).retriever().open(new TypedPanel(panel, CM, TYPED).at(rate), targets, Exclusions.none(3));
        double sum = 0;
        int n = 0;
        for (int sample = 0; sample < 3; sample++) {
            List<RetrievedHaplotype> found = query.retrieveSample(sample).haplotypes();
            for (int site = 0; site < SITES; site++) {
                if (site % 10 == 5) continue;
                int row = panel.firstRow(site);
                double dosage = found.get(0).middleCopying(row) + found.get(1).middleCopying(row);
                double error = dosage
                        - truth.get(2 * sample).allele(site)
                        - truth.get(2 * sample + 1).allele(site);
                sum += error * error;
                n++;
            }
        }
        return sum / n;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotDependOnWhoElseIsImputed(boolean phased) {
        HaplotypePanel panel = SwitchRateTest.mosaics(60, s -> 2, false, 3);
        double[] cm = IntStream.range(0, panel.siteCount())
                .mapToDouble(s -> s / 100.0)
                .toArray();
        int[] typed =
                IntStream.range(0, panel.siteCount()).filter(s -> s % 5 == 0).toArray();
        TypedHaplotypes many = Mosaics.typed(Mosaics.of(panel, 8, .001, 0, 8), typed);
        TypedHaplotypes targets = phased ? many : many.withoutPhase();
        SwitchRate rate = SwitchRate.estimate(panel, cm, typed, ALONE, Exclusions.none(4));
        TypedPanel at = new TypedPanel(panel, cm, typed).at(rate);
        Retriever retriever = ALONE.at(rate).retriever();
        RetrievedSample among = retriever.open(at, targets, Exclusions.none(4)).retrieveSample(2);
        RetrievedSample alone =
                retriever.open(at, targets.samples(2, 3), Exclusions.none(1)).retrieveSample(0);
        for (int h = 0; h < 2; h++) {
            assertThat(alone.haplotypes().get(h).copying())
                    .isEqualTo(among.haplotypes().get(h).copying());
        }
        RetrievedSample given = ALONE.at(SwitchRate.given(rate.perCm()))
                .retriever()
                .open(at.at(new SwitchRate(rate.perCm(), 0, 0, 0, rate.byStretch())), targets, Exclusions.none(4))
                .retrieveSample(2);
        assertThat(given.haplotypes().get(0).copying())
                .as("a rate that was given is that of all targets")
                .isNotEqualTo(among.haplotypes().get(0).copying());
    }
}
