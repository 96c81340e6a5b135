package org.haprag.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.haprag.genotype.Haplotypes;
import org.junit.jupiter.api.Test;

/** Constructed cases; every expected number was worked out by hand from the definition. */
class MetricTest {
    private static final float NONE = Float.NaN;

    private static Scores score(float[] ds, float[] gp, int... truth) {
        MafStratifiedScores scores = new MafStratifiedScores(ds.length);
        scores.add(.1, ds, gp, bytes(truth));
        return scores.scores(MafStratum.ALL);
    }

    private static byte[] bytes(int... values) {
        byte[] b = new byte[values.length];
        for (int i = 0; i < b.length; i++) b[i] = (byte) values[i];
        return b;
    }

    @Test
    void r2IsTheSquaredPearsonCorrelationOfDosages() {
        Scores s = score(new float[] {0, 1, 2, 1}, null, 0, 1, 2, 2);
        // S x = 4, S y = 5, S xx = 6, S yy = 9, S xy = 7: cov = 7 - 5 = 2, vx = 2, vy = 2.75
        assertThat(s.value(Metric.R2)).isCloseTo(4 / 5.5, within(1e-12));
    }

    @Test
    void r2PoolsSitesInsteadOfAveragingThem() {
        MafStratifiedScores scores = new MafStratifiedScores(2);
        scores.add(.1, new float[] {0, 0}, null, bytes(0, 0));
        scores.add(.1, new float[] {2, 2}, null, bytes(2, 2));
        // neither site varies within itself, the pool does
        assertThat(scores.scores(MafStratum.ALL).value(Metric.R2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void r2IsUndefinedWhereDosagesDoNotVary() {
        assertThat(score(new float[] {.1f, .1f, .1f}, null, 0, 1, 2).value(Metric.R2))
                .isNaN();
        assertThat(score(new float[] {0, 1, 2}, null, 1, 1, 1).value(Metric.R2)).isNaN();
    }

    @Test
    void f1IsPerClassAndMacroLeavesOutClassesThatNeverOccur() {
        // called 0 0 1 1, true 0 1 1 1
        Scores s = score(new float[] {0, 0, 1, 1}, null, 0, 1, 1, 1);
        assertThat(s.value(Metric.F1_REF)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(s.value(Metric.F1_HET)).isCloseTo(4 / 5.0, within(1e-12));
        assertThat(s.value(Metric.F1_HOM)).isNaN();
        assertThat(s.value(Metric.F1_MACRO)).isCloseTo((2 / 3.0 + 4 / 5.0) / 2, within(1e-12));
    }

    @Test
    void altF1TakesHeterozygousAndHomozygousAsOneClass() {
        // carries ALT: called 0 1 1 0, true 0 1 1 1 (a 1/1 called 0/1 still carries it)
        Scores s = score(new float[] {0, 1, 1, 0}, null, 0, 1, 2, 1);
        assertThat(s.value(Metric.F1_ALT)).isCloseTo(4 / 5.0, within(1e-12));
    }

    @Test
    void haplotypeF1CountsSingleHaplotypesAndSwitchErrors() {
        MafStratifiedScores scores = new MafStratifiedScores(2);
        scores.add(.1, new float[] {1, 1}, null, bytes(1, 1));
        // sample 0 right, sample 1 with its haplotypes exchanged: TP 1, FP 1, FN 1
        scores.addHaplotypes(.1, Haplotypes.diploid(2), bytes(1, 0, 0, 1), bytes(1, 0, 1, 0));
        assertThat(scores.scores(MafStratum.ALL).value(Metric.F1_HAPLOTYPE)).isCloseTo(.5, within(1e-12));
    }

    @Test
    void aHaploidSamplesHaplotypeCountsOnceAndForItself() {
        MafStratifiedScores scores = new MafStratifiedScores(3);
        scores.add(.1, new float[] {1, 1, 1}, null, bytes(1, 1, 0));
        scores.addHaplotypes(.1, Haplotypes.of(1, 2, 1), bytes(1, 0, 1, 1), bytes(1, 0, 1, 0));
        assertThat(scores.scores(MafStratum.ALL).value(Metric.F1_HAPLOTYPE)).isCloseTo(.8, within(1e-12));
        assertThat(scores.scores(MafStratum.ALL, 0).value(Metric.F1_HAPLOTYPE)).isOne();
        assertThat(scores.scores(MafStratum.ALL, 1).value(Metric.F1_HAPLOTYPE)).isOne();
        assertThat(scores.scores(MafStratum.ALL, 2).value(Metric.F1_HAPLOTYPE)).isZero();
    }

    @Test
    void frequenciesAreThoseOfHaplotypes() {
        SiteAccuracy site = new SiteAccuracy();
        site.measure(
                new float[] {.5f, 1, 0}, null, bytes(1, 2, -1), Haplotypes.of(1, 2, 2), CallRule.LARGEST_POSTERIOR);
        assertThat(site.calledAltFrequency()).isCloseTo(.5, within(1e-12));
        assertThat(site.trueAltFrequency()).isOne();
    }

    @Test
    void nrdLeavesOutPairsThatAreReferenceInBoth() {
        Scores s = score(new float[] {0, 0, 1, 2, 0}, null, 0, 0, 1, 1, 2);
        assertThat(s.value(Metric.NRD)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void iqsOfLin2010TakesPosteriorsAndSubtractsChance() {
        // Table with rows (called) and columns (true): two pairs, GP .8/.2/0 true 0 and .1/.9/0 true 1
        Scores s = score(new float[] {.2f, .9f}, new float[] {.8f, .2f, 0, .1f, .9f, 0}, 0, 1);
        double po = (.8 + .9) / 2;
        double pc = (.9 * 1 + 1.1 * 1) / 4;
        assertThat(s.value(Metric.IQS)).isCloseTo((po - pc) / (1 - pc), within(1e-6));
    }

    @Test
    void iqsOfTheMajorityGenotypeForEverybodyIsZero() {
        Scores s = score(new float[] {0, 0, 0, 0}, null, 0, 0, 0, 1);
        assertThat(s.value(Metric.IQS)).isCloseTo(0, within(1e-12));
    }

    @Test
    void eceWeighsTheGapOfEachBinByItsShare() {
        // max GP .9 (right), .9 (wrong), .5 (right): bin of .9: |1.8 - 1| = .8; bin of .5: |.5 - 1| = .5
        Scores s = score(new float[] {.1f, .1f, 1}, new float[] {.9f, .1f, 0, .9f, .1f, 0, .3f, .5f, .2f}, 0, 1, 1);
        assertThat(s.value(Metric.ECE)).isCloseTo(1.3 / 3, within(1e-6));
    }

    @Test
    void calibrationBinsIncludeTheirUpperEdge() {
        for (int b = 1; b <= 15; b++)
            assertThat(Tally.bin(b / 15f)).as("upper edge %d/15", b).isEqualTo(b - 1);
        assertThat(Tally.bin(0)).isZero();
        assertThat(Tally.bin(Math.nextUp(1 / 15f))).isEqualTo(1);
        assertThat(Tally.bin(1.001f)).isEqualTo(14);
    }

    @Test
    void brierSumsOverTheThreeGenotypes() {
        Scores s = score(new float[] {.4f}, new float[] {.7f, .2f, .1f}, 0);
        assertThat(s.value(Metric.BRIER)).isCloseTo(.09 + .04 + .01, within(1e-6));
    }

    @Test
    void callsComeFromPosteriorsOnlyWhereEveryPairHasThem() {
        // DS .9 rounds to 1, but .45/.2/.35 calls 0; the second pair has no GP
        float[] gp = {.45f, .2f, .35f, NONE, NONE, NONE};
        assertThat(score(new float[] {.9f}, gp, 0).value(Metric.F1_REF)).isEqualTo(1);
        Scores mixed = score(new float[] {.9f, 1}, gp, 0, 1);
        assertThat(mixed.value(Metric.F1_HET)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(mixed.posteriorPairs()).isEqualTo(1);
    }

    @Test
    void aMissingDosageCountsAsReferenceAndAMissingTruthDoesNotCount() {
        Scores s = score(new float[] {NONE, 1, 1}, null, 1, 1, -1);
        assertThat(s.pairs()).isEqualTo(2);
        assertThat(s.value(Metric.NRD)).isCloseTo(.5, within(1e-12));
    }

    @Test
    void sitesFallIntoTheBinOfTheirPanelMaf() {
        MafStratifiedScores scores = new MafStratifiedScores(1);
        scores.add(.0499, new float[] {0}, null, bytes(0));
        scores.add(.05, new float[] {0}, null, bytes(1));
        scores.add(.5, new float[] {0}, null, bytes(1));
        assertThat(scores.sites(MafStratum.RARE)).isEqualTo(1);
        assertThat(scores.sites(MafStratum.COMMON)).isEqualTo(2);
        assertThat(scores.sites(MafStratum.ALL)).isEqualTo(3);
        assertThat(scores.scores(MafStratum.RARE).value(Metric.F1_REF)).isEqualTo(1);
    }

    @Test
    void mergingIsTheSameAsCountingInOnePlace() {
        MafStratifiedScores whole = new MafStratifiedScores(2);
        MafStratifiedScores left = new MafStratifiedScores(2);
        MafStratifiedScores right = new MafStratifiedScores(2);
        float[] gp = {.9f, .1f, 0, 0, .3f, .7f};
        for (MafStratifiedScores part : List.of(whole, left)) part.add(.2, new float[] {.1f, 1.7f}, gp, bytes(0, 1));
        for (MafStratifiedScores part : List.of(whole, right)) part.add(.001, new float[] {1, 0}, null, bytes(1, 2));
        left.merge(right);
        for (Metric m : Metric.values()) {
            assertThat(left.scores(MafStratum.ALL).value(m))
                    .as(m.key())
                    .isEqualTo(Double.valueOf(whole.scores(MafStratum.ALL).value(m)));
        }
    }

    @Test
    void aSubsetOfSamplesScoresThoseSamplesAlone() {
        MafStratifiedScores scores = new MafStratifiedScores(3);
        scores.add(.2, new float[] {0, 1, 2}, null, bytes(0, 1, 0));
        Scores last = scores.subset(new int[] {2}).scores(MafStratum.ALL);
        assertThat(last.pairs()).isEqualTo(1);
        assertThat(last.value(Metric.NRD)).isEqualTo(1);
        assertThat(scores.scores(MafStratum.ALL, 1).value(Metric.NRD)).isZero();
    }

    @Test
    void theReliabilityCurveTellsConfidenceFromAccuracy() {
        MafStratifiedScores scores = new MafStratifiedScores(2);
        scores.add(.2, new float[] {.1f, .1f}, new float[] {.9f, .1f, 0, .9f, .1f, 0}, bytes(0, 1));
        ReliabilityBin bin = scores.reliability(MafStratum.ALL).get(13);
        assertThat(bin.pairs()).isEqualTo(2);
        assertThat(bin.confidence()).isCloseTo(.9, within(1e-6));
        assertThat(bin.accuracy()).isEqualTo(.5);
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        MafStratifiedScores scores = new MafStratifiedScores(2);
        assertThatThrownBy(() -> scores.add(.1, new float[1], null, bytes(0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 samples, but 1 dosages, 2 true genotypes");
    }
}
