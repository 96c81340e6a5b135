package org.haprag.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.loss.EmaTeacher;
import org.haprag.loss.LossParts;
import org.haprag.loss.TrainingLoss;
import org.haprag.loss.config.LossConfig;
import org.haprag.loss.weighting.GradientSurgery;
import org.haprag.loss.weighting.GradientWeighting;
import org.haprag.model.HapRagModel;
import org.haprag.training.monitor.MonitorReport;

/**
 * The loop: batch, loss, backward, AdamW, average; every so often validate the averaged weights, keep the best, write a
 * checkpoint; stop when validation no longer improves. At the end, or where training fails, the model holds the best
 * averaged weights, which may be those it started with.
 */
public final class Trainer {
    /** A batch whose gradient overflows is left out; so many of them in a row are no accident. */
    private static final int MOST_SPOILED = 5;

    /** What the monitors' state is called beside the loss's in a checkpoint. */
    private static final String MONITORS = "monitors";

    private final HapRagModel model;
    private final Trainee trainee;
    private final TrainingConfig config;
    private final TrainingLoss loss;
    private final List<TrainingRegion> regions;
    private final EpochRetrieval retrieval;
    private final long seed;
    private final TrainingListener listener;
    private final Optional<Path> checkpointFile;
    private final AdamW optimiser;
    private final Monitors monitors = new Monitors();
    private Map<String, float[]> weights;
    private Map<String, float[]> average;
    private Map<String, float[]> best;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int sinceBest;
    private int spoiled;

    /**
     * @param model what to start from; holds the result afterwards
     * @param regions at least one
     * @param lossConfig resolved: not {@code scenario: auto}
     * @param checkpointFile where checkpoints go; none are written if absent
     */
    public Trainer(
            HapRagModel model,
            List<TrainingRegion> regions,
            TrainingConfig config,
            LossConfig lossConfig,
            long seed,
            Optional<Path> checkpointFile,
            TrainingListener listener) {
        this.model = model;
        this.regions = List.copyOf(regions);
        this.config = config;
        this.loss = new TrainingLoss(lossConfig, seed);
        this.trainee = new Trainee(model, lossConfig);
        this.retrieval = EpochRetrieval.of(model);
        this.seed = seed;
        this.checkpointFile = checkpointFile;
        this.listener = listener;
        this.optimiser = new AdamW(config.weightDecay(), config.clipNorm());
        this.weights = trainee.values();
        this.average = copy(weights);
        this.best = copy(weights);
    }

    /**
     * Trains to the end.
     *
     * @param fingerprint of data and settings, for the checkpoint
     * @param resume whether to go on from the checkpoint file
     * @return the best validation score
     */
    public ValidationScore train(String fingerprint, boolean resume) {
        try {
            return train(fingerprint, resume ? restore(fingerprint) : 0);
        } finally {
            retrieval.close();
        }
    }

    private ValidationScore train(String fingerprint, long firstStep) {
        long step = firstStep;
        retrieval.begin(epoch(step), trainee.ofNetwork(average));
        Validation validation =
                new Validation(regions, retrieval.retriever(), model.manifest().model(), config, seed);
        if (validation.isEmpty()) throw nothingToLearn();
        trainee.requireGradients();
        if (step == 0) validate(validation, 0);
        try (BatchSource source =
                new BatchSource(regions, retrieval, model.manifest().model(), config, seed, step)) {
            while (step < config.steps() && sinceBest < config.patience()) {
                takeStep(source.next(), step);
                step++;
                if (step % config.validateEvery() == 0 || step == config.steps()) {
                    validate(validation, step);
                    if (step % config.validateEvery() == 0) save(fingerprint, step);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        } finally {
            trainee.set(best); // also where training fails: what it had found by then is worth keeping
        }
        beginEpoch(validation, best, config.steps());
        return validation
                .measure(trainee, loss, model.manager(), epoch(config.steps()))
                .score();
    }

    private void takeStep(TrainingBatch batch, long step) {
        LossParts parts;
        Map<String, float[]> gradients;
        Engine.getInstance().setRandomSeed((int) (seed * 1_000_003L + step)); // of dropout, so that resuming repeats it
        try (NDManager manager = model.manager().newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            parts = loss.compute(manager, trainee.forward(manager, batch, true), epoch(step));
            gradients = gradients(parts, collector);
        }
        double value = parts.totalValue();
        if (!Double.isFinite(value)) throw diverged(step, "loss " + value);
        double norm = AdamW.norm(gradients);
        if (!Double.isFinite(norm)) {
            if (++spoiled > MOST_SPOILED) throw diverged(step, spoiled + " gradients in a row of norm " + norm);
            listener.step(step + 1, value, norm);
            return;
        }
        spoiled = 0;
        monitors.step(parts);
        optimiser.step(weights, gradients, LearningRate.at(step, config));
        trainee.set(weights);
        trainee.learn(weights);
        updateAverage(step);
        listener.step(step + 1, value, norm);
    }

    private Map<String, float[]> gradients(LossParts parts, GradientCollector collector) {
        if (loss.weighting() instanceof GradientSurgery surgery) {
            return trainee.unflatten(surgery.combine(parts.gradients(trainee.arrays())));
        }
        if (loss.weighting() instanceof GradientWeighting byGradient) {
            float[][] tasks = parts.gradients(trainee.arrays());
            collector.backward(parts.totalWith(byGradient.weights(parts.baseWeighted(), tasks)));
        } else {
            collector.backward(parts.total());
        }
        return trainee.takeGradients();
    }

    /** The exponential moving average, with a ramp so that the first weights are soon forgotten. */
    private void updateAverage(long step) {
        double decay = Math.min(config.emaDecay(), (1.0 + step) / (10.0 + step));
        average.forEach((name, a) -> {
            float[] w = weights.get(name);
            for (int i = 0; i < a.length; i++) a[i] = (float) (decay * a[i] + (1 - decay) * w[i]);
        });
    }

    /** Begins an epoch with these weights, and draws the validation's batches anew where their neighbours may be others. */
    private void beginEpoch(Validation validation, Map<String, float[]> values, long step) {
        if (retrieval.begin(epoch(step), trainee.ofNetwork(values))) validation.draw();
    }

    private void validate(Validation validation, long step) {
        if (step > 0) beginEpoch(validation, average, step);
        trainee.set(average);
        Validation.Outcome outcome = validation.measure(trainee, loss, model.manager(), epoch(step));
        Map<String, Double> conflicts = validation.conflicts(trainee, loss, model.manager(), epoch(step));
        trainee.set(weights);
        ValidationScore score = outcome.score();
        boolean better = score.crossEntropy() < bestLoss;
        if (better) {
            bestLoss = score.crossEntropy();
            best = copy(average);
            sinceBest = 0;
        } else {
            sinceBest++;
        }
        MonitorReport report = monitors.report(step, outcome, conflicts, sinceBest);
        listener.validated(step, score, better);
        listener.monitored(report);
    }

    /** One "epoch" is the stretch between two validations: what loss schedules count in. */
    private int epoch(long step) {
        return (int) (step / config.validateEvery());
    }

    private void save(String fingerprint, long step) {
        if (checkpointFile.isEmpty()) return;
        AdamW.State state = optimiser.state();
        try {
            new Checkpoint(
                            step,
                            fingerprint,
                            bestLoss,
                            sinceBest,
                            state.step(),
                            weights,
                            average,
                            best,
                            state.mean(),
                            state.square(),
                            trainee.teacher().map(EmaTeacher::weights).orElse(Map.of()),
                            trainee.teacher().map(EmaTeacher::updates).orElse(0L),
                            lossState())
                    .write(checkpointFile.get(), model.manifest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, double[]> lossState() {
        Map<String, double[]> state = new LinkedHashMap<>(loss.state());
        state.put(MONITORS, monitors.state());
        return state;
    }

    private long restore(String fingerprint) {
        Path file = checkpointFile.orElseThrow();
        if (!Files.exists(file)) return 0;
        Checkpoint from = Checkpoint.read(file, fingerprint);
        weights = from.weights();
        average = from.average();
        best = from.best();
        bestLoss = from.bestLoss();
        sinceBest = from.sinceBest();
        optimiser.restore(new AdamW.State(from.optimiserStep(), from.mean(), from.square()));
        loss.restore(from.lossState());
        Optional.ofNullable(from.lossState().get(MONITORS)).ifPresent(monitors::restore);
        if (trainee.teacher().isPresent()) trainee.restoreTeacher(from.teacher(), from.teacherUpdates());
        trainee.set(weights);
        return from.step();
    }

    private static Map<String, float[]> copy(Map<String, float[]> values) {
        Map<String, float[]> out = new LinkedHashMap<>();
        values.forEach((name, v) -> out.put(name, v.clone()));
        return out;
    }

    private InputException diverged(long step, String found) {
        return new InputException(
                "step " + step,
                "training has diverged",
                found,
                "finite numbers",
                "lower training.learningRate; the last good state is kept"
                        + checkpointFile.map(f -> " in " + f).orElse(""));
    }

    private static InputException nothingToLearn() {
        return new InputException(
                "--vcf",
                "no site is left for the network to learn from",
                "panels whose hidden sites the copying model settles by itself",
                "a region with more variation",
                "give a longer region or more samples");
    }
}
