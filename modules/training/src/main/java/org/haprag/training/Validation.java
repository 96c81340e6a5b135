package org.haprag.training;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.haprag.encoding.ArrayLikeMask;
import org.haprag.loss.LossInputs;
import org.haprag.loss.TrainingLoss;
import org.haprag.model.ModelConfig;
import org.haprag.retrieval.Retriever;

/**
 * Fixed batches of samples that are never pseudo-targets of a training step, at two array densities, on the largest
 * regions. Only rows that the copying model has not settled are in them: the ratio of squared errors there is what the
 * network adds.
 */
final class Validation {
    private static final double[] SPACINGS_BP = {900, 3500};
    private static final int MOST_REGIONS = 4;
    private static final int MOST_SAMPLES = 60;
    private static final int BATCHES = 6;

    private final List<TrainingBatch> batches = new ArrayList<>();

    Validation(List<TrainingRegion> regions, Retriever retriever, ModelConfig model, TrainingConfig config, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5deece66dL);
        List<TrainingRegion> largest = regions.stream()
                .sorted(Comparator.comparingInt((TrainingRegion r) -> -r.panel().siteCount()))
                .limit(MOST_REGIONS)
                .toList();
        for (TrainingRegion region : largest) {
            for (double spacing : SPACINGS_BP) {
                int[] typed = new ArrayLikeMask(spacing).typedSites(region.frequencies(), random);
                if (typed.length < 2) continue;
                int[] samples = region.validationSamples();
                if (samples.length > MOST_SAMPLES) samples = java.util.Arrays.copyOf(samples, MOST_SAMPLES);
                fill(new Episode(region, retriever, samples, typed), typed.length, model, config, random);
            }
        }
    }

    private void fill(Episode episode, int typed, ModelConfig model, TrainingConfig config, SplittableRandom random) {
        int tries = 0;
        for (int b = 0; b < BATCHES; b++) {
            TrainingBatch batch = new TrainingBatch(model, config.targetsPerStep(), config.rowsPerTarget());
            while (!batch.full()) {
                if (tries++ > 50 * BATCHES * config.targetsPerStep())
                    return; // a region where copying settles everything
                int from = random.nextInt(Math.max(1, typed - model.window() + 1));
                batch.add(episode, random.nextInt(episode.targetCount()), from, random);
            }
            batches.add(batch);
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Scores what is trained with the weights it has now. */
    ValidationScore score(Trainee trainee, TrainingLoss loss, NDManager parent, int epoch) {
        double total = 0;
        ErrorSums sums = new ErrorSums();
        for (TrainingBatch batch : batches) {
            try (NDManager manager = parent.newSubManager()) {
                LossInputs out = trainee.forward(manager, batch, false);
                total += loss.evaluate(manager, out, epoch).totalValue();
                sums.add(
                        batch,
                        out.hap1().softmax(-1).toFloatArray(),
                        out.hap2().softmax(-1).toFloatArray());
            }
        }
        return new ValidationScore(
                total / batches.size(),
                sums.network / sums.cells,
                sums.copying / sums.cells,
                sums.crossEntropy / sums.cells);
    }

    /** Sums over hidden rows and haplotypes. */
    private static final class ErrorSums {
        private double network;
        private double copying;
        private double crossEntropy;
        private long cells;

        void add(TrainingBatch batch, float[] p1, float[] p2) {
            for (int i = 0; i < batch.mask().length; i++) {
                if (batch.mask()[i] == 0) continue;
                one(p1[2 * i + 1], batch.copying()[2 * i], batch.alt1()[i]);
                one(p2[2 * i + 1], batch.copying()[2 * i + 1], batch.alt2()[i]);
            }
        }

        private void one(double p, double copied, double truth) {
            network += (p - truth) * (p - truth);
            copying += (copied - truth) * (copied - truth);
            crossEntropy -= Math.log(Math.max(1e-7, truth > 0 ? p : 1 - p));
            cells++;
        }
    }
}
