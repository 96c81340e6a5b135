package org.haprag.experiment.result;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.haprag.metrics.MafStratifiedScores;

/** Runs whose dosages are the truth and noise of a known size. */
public final class SyntheticRuns {
    public static final int SAMPLES = 40;
    private static final int SITES = 120;

    private SyntheticRuns() {}

    /** Three seeds of a configuration. @param noise standard deviation of dosages about the truth */
    public static ConfigurationRuns of(String name, double noise, double learnedNoise) {
        List<RunOutcome> runs = LongStream.rangeClosed(1, 3)
                .mapToObj(seed -> new RunOutcome(
                        seed,
                        scores(noise, 100 + seed),
                        scores(learnedNoise, 200 + seed),
                        new RunOutcome.Curve(160, 8, (int) seed, 2, .5, "")))
                .toList();
        return new ConfigurationRuns(name, "noise of " + noise, "", runs);
    }

    /** The same truth and the same draws for the same seed, so that only the size of the noise differs. */
    static MafStratifiedScores scores(double noise, long seed) {
        MafStratifiedScores scores = new MafStratifiedScores(SAMPLES);
        Random random = new Random(seed);
        for (int site = 0; site < SITES; site++) {
            double maf = site % 2 == 0 ? .02 : .3;
            float[] ds = new float[SAMPLES];
            float[] gp = new float[3 * SAMPLES];
            byte[] truth = new byte[SAMPLES];
            for (int s = 0; s < SAMPLES; s++) {
                truth[s] = (byte) ((random.nextDouble() < maf * 3 ? 1 : 0) + (random.nextDouble() < maf ? 1 : 0));
                double x = Math.max(0, Math.min(2, truth[s] + noise * random.nextGaussian()));
                ds[s] = (float) x;
                gp[3 * s + (int) x] = (float) (1 - (x - (int) x));
                if (x > (int) x) gp[3 * s + (int) x + 1] = (float) (x - (int) x);
            }
            scores.add(maf, ds, gp, truth);
        }
        return scores;
    }

    /** A worse, an equal and a better one about the reference. */
    public static ExperimentResult result() {
        ExperimentSetting setting = new ExperimentSetting(
                "tiny",
                "Which noise <b>hurts</b>?",
                "middle",
                "random weights",
                List.of(1L, 2L, 3L),
                "20:1-2",
                50,
                SAMPLES,
                SAMPLES,
                10,
                130,
                "test");
        return new ExperimentResult(
                setting,
                List.of(of("worse", .8, .8), of("middle", .4, .4), of("twin", .4, .4), of("better", .2, .1)),
                of("copying", .5, .5),
                new org.haprag.metrics.SampleBootstrap(200, 1));
    }
}
