package org.haprag.training;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.haprag.genotype.mask.ArrayLikeMask;
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

    /** Targets of the batches of training samples: few, so that they cost little. */
    private static final int MOST_TWINS = 8;

    private static final int TWIN_BATCHES = 2;

    private final List<TrainingRegion> regions;
    private final Retriever retriever;
    private final ModelConfig model;
    private final TrainingConfig config;
    private final long seed;
    private final List<Held> batches = new ArrayList<>();
    private final List<TrainingBatch> twins = new ArrayList<>();

    /** A batch of validation samples. @param detailed whether its sites are looked at one by one */
    private record Held(TrainingBatch batch, ValidationWatch.Part part, boolean detailed) {}

    /** A validation's score and what else it shows. */
    record Outcome(ValidationScore score, ValidationWatch watch) {}

    Validation(List<TrainingRegion> regions, Retriever retriever, ModelConfig model, TrainingConfig config, long seed) {
        this.regions = regions;
        this.retriever = retriever;
        this.model = model;
        this.config = config;
        this.seed = seed;
        draw();
    }

    /** Draws the batches: the same samples, sites and windows each time, with the neighbours that are found now. */
    void draw() {
        batches.clear();
        twins.clear();
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
                boolean first = region == largest.get(0);
                Episode episode = new Episode(region, retriever, samples, typed, config.variety(), random);
                ValidationWatch.Part part = first ? ValidationWatch.Part.COMPARABLE : ValidationWatch.Part.VALIDATION;
                List<TrainingBatch> made = drawn(episode, BATCHES, config.targetsPerStep(), random);
                for (int b = 0; b < made.size(); b++) batches.add(new Held(made.get(b), part, b == 0));
                if (first) addTwins(region, typed);
            }
        }
    }

    /** Training samples as the validation has its own, to see the gap between them. */
    private void addTwins(TrainingRegion region, int[] typed) {
        int[] samples = region.trainingSamples();
        if (samples.length > MOST_TWINS) samples = java.util.Arrays.copyOf(samples, MOST_TWINS);
        Episode episode = new Episode(region, retriever, samples, typed);
        SplittableRandom random = new SplittableRandom(seed + typed.length);
        int targets = Math.min(MOST_TWINS, config.targetsPerStep());
        twins.addAll(drawn(episode, TWIN_BATCHES, targets, random));
    }

    private List<TrainingBatch> drawn(Episode episode, int count, int targets, SplittableRandom random) {
        List<TrainingBatch> made = new ArrayList<>();
        int anchors = episode.anchors().count();
        int tries = 0;
        for (int b = 0; b < count; b++) {
            TrainingBatch batch = new TrainingBatch(model, targets, config.rowsPerTarget());
            while (!batch.full()) {
                if (tries++ > 50 * count * targets) return made; // a region where copying settles everything
                int from = random.nextInt(Math.max(1, anchors - model.window() + 1));
                batch.add(episode, random.nextInt(episode.targetCount()), from, random);
            }
            made.add(batch);
        }
        return made;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Scores what is trained with the weights it has now, and looks at its sites. No gradient collector may be open. */
    Outcome measure(Trainee trainee, TrainingLoss loss, NDManager parent, int epoch) {
        double total = 0;
        ErrorSums sums = new ErrorSums();
        ValidationWatch watch = new ValidationWatch();
        for (Held held : batches) {
            try (NDManager manager = parent.newSubManager()) {
                TrainingBatch batch = held.batch();
                LossInputs in = trainee.forward(manager, batch, false);
                total += loss.evaluate(manager, in, epoch).totalValue();
                float[] p1 = in.outputs().hap1().softmax(-1).toFloatArray();
                float[] p2 = in.outputs().hap2().softmax(-1).toFloatArray();
                sums.add(batch, p1, p2);
                watch.calls(held.part(), batch, p1, p2);
                if (held.detailed()) watch.sites(manager, batch, in, loss, epoch);
            }
        }
        for (TrainingBatch twin : twins) {
            try (NDManager manager = parent.newSubManager()) {
                LossInputs in = trainee.forward(manager, twin, false);
                float[] p1 = in.outputs().hap1().softmax(-1).toFloatArray();
                float[] p2 = in.outputs().hap2().softmax(-1).toFloatArray();
                watch.calls(ValidationWatch.Part.TRAINING, twin, p1, p2);
            }
        }
        ValidationScore score = new ValidationScore(
                total / batches.size(),
                sums.network / sums.cells,
                sums.copying / sums.cells,
                sums.crossEntropy / sums.cells);
        return new Outcome(score, watch);
    }

    /** Cosines of the tasks' gradients, of training samples; none where there is no batch of them. */
    Map<String, Double> conflicts(Trainee trainee, TrainingLoss loss, NDManager parent, int epoch) {
        return twins.isEmpty() ? Map.of() : TaskConflicts.cosines(trainee, loss, parent, twins.get(0), epoch);
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
