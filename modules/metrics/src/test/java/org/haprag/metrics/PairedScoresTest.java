package org.haprag.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedScoresTest {
    private static final int SAMPLES = 60;

    private final MafStratifiedScores good = new MafStratifiedScores(SAMPLES);
    private final MafStratifiedScores bad = new MafStratifiedScores(SAMPLES);

    /** Samples differ much in difficulty; {@code bad} is a little worse for every one of them. */
    private PairedScores pair(int replicates) {
        Random random = new Random(7);
        for (int site = 0; site < 300; site++) {
            float[] x = new float[SAMPLES];
            float[] worse = new float[SAMPLES];
            byte[] y = new byte[SAMPLES];
            for (int s = 0; s < SAMPLES; s++) {
                y[s] = (byte) random.nextInt(3);
                double noise = random.nextGaussian() * (.1 + s / (double) SAMPLES);
                x[s] = (float) Math.max(0, Math.min(2, y[s] + noise));
                worse[s] = (float) Math.max(0, Math.min(2, y[s] + 1.15 * noise));
            }
            good.add(.3, x, null, y);
            bad.add(.3, worse, null, y);
        }
        return PairedScores.of(List.of(good, bad), MafStratum.rows(), new SampleBootstrap(replicates, 42));
    }

    @Test
    void thePointEstimateIsThatOfAllSamples() {
        Scores s = pair(200).scores(0, MafStratum.ALL);
        assertThat(s.value(Metric.R2)).isEqualTo(good.scores(MafStratum.ALL).value(Metric.R2));
        assertThat(s.get(Metric.R2).low()).isLessThan(s.value(Metric.R2));
        assertThat(s.get(Metric.R2).high()).isGreaterThan(s.value(Metric.R2));
    }

    @Test
    void aPairedDifferenceIsSeenWhereTheTwoIntervalsOverlap() {
        PairedScores paired = pair(400);
        Estimate a = paired.scores(0, MafStratum.ALL).get(Metric.R2);
        Estimate b = paired.scores(1, MafStratum.ALL).get(Metric.R2);
        assertThat(b.high()).as("the intervals overlap").isGreaterThan(a.low());
        Estimate difference = paired.difference(1, 0, MafStratum.ALL, Metric.R2);
        assertThat(difference.value()).isCloseTo(b.value() - a.value(), within(1e-12));
        assertThat(difference.high()).isLessThan(0);
        assertThat(difference.excludesZero()).isTrue();
        assertThat(paired.errorRatio(1, 0, MafStratum.ALL).low()).isGreaterThan(1);
    }

    @Test
    void theIntervalHasTheWidthOfTheStandardErrorOfAMean() {
        // NRD over equally many non-reference pairs a sample is a mean over samples: half the samples wrong throughout
        MafStratifiedScores scores = new MafStratifiedScores(100);
        float[] x = new float[100];
        byte[] y = new byte[100];
        for (int s = 0; s < 100; s++) {
            x[s] = s < 50 ? 1 : 2;
            y[s] = 1;
        }
        scores.add(.3, x, null, y);
        Estimate nrd = PairedScores.of(List.of(scores), MafStratum.pooled(), new SampleBootstrap(4000, 1))
                .scores(0, MafStratum.ALL)
                .get(Metric.NRD);
        // standard error sqrt(.25 / 100) = .05
        assertThat(nrd.value()).isEqualTo(.5);
        assertThat(nrd.high() - nrd.low()).isCloseTo(2 * 1.96 * .05, within(.02));
    }

    @Test
    void anEceLiesWithinItsInterval() {
        int samples = 40;
        MafStratifiedScores scores = new MafStratifiedScores(samples);
        java.util.Random random = new java.util.Random(3);
        for (int site = 0; site < 30; site++) {
            float[] x = new float[samples];
            float[] gp = new float[3 * samples];
            byte[] y = new byte[samples];
            for (int s = 0; s < samples; s++) {
                float p = .5f + random.nextFloat() / 2;
                gp[3 * s] = p;
                gp[3 * s + 1] = 1 - p;
                x[s] = 1 - p;
                y[s] = (byte) (random.nextFloat() < p ? 0 : 1);
            }
            scores.add(.3, x, gp, y);
        }
        Estimate ece = PairedScores.of(List.of(scores), MafStratum.pooled(), new SampleBootstrap(1000, 1))
                .scores(0, MafStratum.ALL)
                .get(Metric.ECE);
        assertThat(ece.value()).isBetween(ece.low(), ece.high());
        assertThat(ece.low()).isGreaterThan(0);
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndAnotherDoesNot() {
        pair(0);
        Estimate first = r2(new SampleBootstrap(100, 5));
        assertThat(r2(new SampleBootstrap(100, 5))).isEqualTo(first);
        assertThat(r2(new SampleBootstrap(100, 6)).low()).isNotEqualTo(first.low());
    }

    private Estimate r2(SampleBootstrap bootstrap) {
        return PairedScores.of(List.of(good), MafStratum.pooled(), bootstrap)
                .scores(0, MafStratum.ALL)
                .get(Metric.R2);
    }

    @Test
    void withoutReplicatesThereIsNoInterval() {
        Estimate e = pair(0).scores(0, MafStratum.ALL).get(Metric.R2);
        assertThat(e.defined()).isTrue();
        assertThat(e.hasInterval()).isFalse();
    }
}
