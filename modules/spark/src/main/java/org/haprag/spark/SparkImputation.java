package org.haprag.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.haprag.imputation.ImputationPlan;
import org.haprag.imputation.PlannedWindow;
import org.haprag.imputation.RunEstimate;
import org.haprag.imputation.WindowTargets;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's side of a job. Some windows are under way at a time: their panel and targets are laid out in the work folder,
 * executors impute the units, then write the window's records, and the driver appends those to the output in order. So the
 * work folder holds some windows, not all, and so does nobody's memory.
 */
final class SparkImputation {
    private static final Logger LOG = LoggerFactory.getLogger(SparkImputation.class);

    /** Batches that a window's targets are cut in where memory would allow larger ones: enough to share out. */
    private static final int SHARES = 8;

    /** Targets of a unit, so that preparing a batch does not outweigh it. */
    private static final int LEAST_BATCH = 16;

    private static final int MOST_WINDOWS = 16;

    private final ImputationJob job;
    private final JavaSparkContext spark;
    private final RunRecorder recorder;
    private final ImputationPlan plan;
    private final SparkTally tally = new SparkTally();

    SparkImputation(ImputationJob job, JavaSparkContext spark, RunRecorder recorder) {
        this.job = job;
        this.spark = spark;
        this.recorder = recorder;
        this.plan = job.plan();
    }

    void run() throws IOException {
        boolean begun = WorkFolder.begun(job.work());
        WorkFolder work = WorkFolder.open(job.work(), job.fingerprint(), batch());
        TaskSettings settings = new TaskSettings(
                UUID.randomUUID().toString(),
                work,
                job.method(),
                job.empirical(),
                job.output().form(),
                job.settings());
        recorder.phase("impute", () -> {
            try (ImputedVcfWriter out = ImputedVcfWriter.resumable(
                    job.output().file(), job.output().header(), 1, job.fingerprint(), begun)) {
                impute(out, settings);
                out.commit();
            }
            work.remove();
            return plan;
        });
        recorder.result("samples", plan.targets().count());
        recorder.result("sites", plan.siteCount());
        recorder.result("typedSites", plan.targets().typed().typedCount());
        recorder.result("windows", plan.windowCount());
        tally.tell(recorder);
    }

    /** Targets of a unit: by memory and targets alone, so that any cluster can go on with the job. */
    private int batch() {
        int share = (plan.targets().count() + SHARES - 1) / SHARES;
        return Math.min(plan.batchSize(), Math.max(LEAST_BATCH, share));
    }

    private void impute(ImputedVcfWriter out, TaskSettings settings) throws IOException {
        int done = out.checkpoints();
        int batches = (plan.targets().count() + settings.work().batch() - 1)
                / settings.work().batch();
        LOG.info(String.format(
                Locale.ROOT,
                "%d windows of %d units, each of up to %d targets; %d windows are in the output already",
                plan.windowCount(),
                batches,
                settings.work().batch(),
                done));
        tellMemory();
        int cores = spark.defaultParallelism();
        int underWay = Math.min(MOST_WINDOWS, 1 + (2 * cores + batches - 1) / batches);
        ExecutorService windows = Executors.newFixedThreadPool(underWay, task -> {
            Thread thread = new Thread(task, "haprag-window");
            thread.setDaemon(true);
            return thread;
        });
        long work = (long) (plan.windowCount() - done) * plan.targets().count();
        try (Progress progress = recorder.progress("imputing", "samples", work)) {
            List<Future<Path>> parts = new ArrayList<>();
            for (int w = done; w < plan.windowCount(); w++) {
                int window = w;
                parts.add(windows.submit(() -> part(window, batches, settings, progress)));
            }
            for (int w = done; w < plan.windowCount(); w++) {
                out.append(join(parts.get(w - done)), plan.contig());
                out.checkpoint();
                settings.work().remove(w);
            }
        } finally {
            windows.shutdownNow();
        }
    }

    /** What the largest task may take, and whether executors have it. */
    private void tellMemory() {
        long task = RunEstimate.taskBytes(plan, job.method().usesNetwork());
        long heap = spark.getConf().getSizeAsBytes("spark.executor.memory", "1g");
        String told = String.format(
                Locale.ROOT,
                "an executor of one task takes at most about %.1f GB, a share of it outside of Java's heap; spark.executor.memory"
                        + " is %.1f GB",
                task * 1e-9,
                heap * 1e-9);
        if (task < heap * 1.5) LOG.info(told);
        else LOG.warn("{}: give more, or take a smaller --window-cm", told);
    }

    private static Path join(Future<Path> part) throws IOException {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while imputing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof IOException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Has a window imputed and written. */
    private Path part(int window, int batches, TaskSettings settings, Progress progress) throws IOException {
        Path part = PartTask.part(settings, window);
        if (!WorkFolder.finished(ImputedVcfWriter.filesOfPart(part))) {
            layOut(window, batches, settings);
            List<Unit> units = IntStream.range(0, batches)
                    .mapToObj(b -> new Unit(window, b))
                    .toList();
            tally.units(submit("impute window " + (window + 1), units, new UnitTask(settings)));
        }
        tally.parts(submit("write window " + (window + 1), List.of(window), new PartTask(settings, batches)));
        progress.advance(plan.targets().count());
        return part;
    }

    private <T> List<Outcome> submit(String name, List<T> work, Function<T, Outcome> task) {
        spark.setJobDescription(name);
        return spark.parallelize(work, work.size()).map(task).collect();
    }

    /** Puts a window's panel and targets where executors find them. */
    private void layOut(int number, int batches, TaskSettings settings) throws IOException {
        WorkFolder work = settings.work();
        PlannedWindow window = plan.window(number);
        work.write(work.panel(number), window.stretch());
        work.write(work.targets(number), window.targets());
        for (int b = 0; b < batches; b++) {
            int from = b * work.batch();
            WindowTargets some = window.targets().batch(from, Math.min(window.targetCount(), from + work.batch()));
            work.write(work.targets(new Unit(number, b)), some);
        }
    }
}
