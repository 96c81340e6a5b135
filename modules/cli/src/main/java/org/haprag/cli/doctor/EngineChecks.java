package org.haprag.cli.doctor;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.Locale;

/** libtorch through DJL: does it load, does it learn, does it see a GPU. */
final class EngineChecks {
    private static final String ENGINE = "PyTorch";

    private EngineChecks() {}

    static List<Check> all() {
        return List.of(EngineChecks::load, EngineChecks::trainingStep, EngineChecks::gpu);
    }

    static Finding load() {
        try {
            Engine engine = Engine.getEngine(ENGINE);
            return Finding.ok("libtorch", engine.getVersion() + " loaded by DJL " + Engine.getDjlVersion());
        } catch (Exception | LinkageError e) {
            return Finding.fail(
                    "libtorch",
                    "does not load; train needs it, impute only for a GPU: " + rootMessage(e),
                    "see the caches line: the cache must be writable, on a file system that allows executables, with 500 MB"
                            + " free; delete a damaged cache; glibc must be 2.28 or newer");
        }
    }

    /** One step of gradient descent on a small net must lower its loss. */
    static Finding trainingStep() {
        try (Model model = Model.newInstance("doctor", ENGINE)) {
            model.setBlock(new SequentialBlock()
                    .add(Linear.builder().setUnits(8).build())
                    .add(Activation.tanhBlock())
                    .add(Linear.builder().setUnits(1).build()));
            DefaultTrainingConfig config = new DefaultTrainingConfig(Loss.l2Loss())
                    .optOptimizer(Optimizer.sgd()
                            .setLearningRateTracker(Tracker.fixed(0.05f))
                            .build());
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(16, 4));
                float before = step(trainer);
                float after = step(trainer);
                String found = String.format(Locale.ROOT, "loss %.4f, after one step %.4f", before, after);
                if (after < before) return Finding.ok("training", found);
                return Finding.fail("training", found + ": it did not fall", "report this with the lines above");
            }
        } catch (Exception | LinkageError e) {
            return Finding.fail(
                    "training", "a step failed: " + rootMessage(e), "correct what the libtorch line says first");
        }
    }

    /** @return the loss before the step */
    private static float step(Trainer trainer) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray x = manager.arange(0f, 64f, 1f)
                    .toType(DataType.FLOAT32, false)
                    .div(64)
                    .sub(0.5f)
                    .reshape(16, 4);
            NDArray y = x.sum(new int[] {1}, true); // (16, 1)
            float loss;
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDList out = trainer.forward(new NDList(x));
                out.attach(manager);
                NDArray l = trainer.getLoss().evaluate(new NDList(y), out);
                l.attach(manager);
                gradients.backward(l);
                loss = l.getFloat();
            }
            trainer.step();
            return loss;
        }
    }

    static Finding gpu() {
        try {
            return GpuCheck.here(ENGINE).finding();
        } catch (Exception | LinkageError e) {
            return Finding.warn("GPU", "unknown: " + rootMessage(e), "correct what the libtorch line says first");
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
