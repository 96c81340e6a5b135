package org.haprag.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.haprag.imputation.ImputationPlan;
import org.haprag.imputation.PlannedWindow;
import org.haprag.imputation.WindowTargets;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stretch of a job. Some windows are under way at a time: their panel and targets are laid out in the work folder, executors
 * impute the units, then write the window's records, and the driver appends those to the output in order. So the work folder
 * holds some windows, not all, and so does nobody's memory.
 */
final class SparkStretch {
    private static final Logger LOG = LoggerFactory.getLogger(SparkStretch.class);
    private static final int MOST_WINDOWS = 16;

    /** Tasks of a core that all work which is left would make, had they the size of the next one. */
    private static final int TASKS_OF_A_CORE = 2;

    private final ImputationPlan plan;
    private final int first;
    private final int batch;
    private final int batches;
    private final TaskSettings settings;
    private final JavaSparkContext spark;
    private final SparkTally tally;

    /**
     * @param first number of its first window in the job
     * @param batch targets of a unit; the last of a window may have fewer
     */
    SparkStretch(
            ImputationPlan plan,
            int first,
            int batch,
            TaskSettings settings,
            JavaSparkContext spark,
            SparkTally tally) {
        this.plan = plan;
        this.first = first;
        this.batch = batch;
        this.batches = ceilDiv(plan.targets().count(), batch);
        this.settings = settings;
        this.spark = spark;
        this.tally = tally;
    }

    /** @param done windows that the output has already @param progress hears of targets; closed in the end */
    void impute(int done, ImputedVcfWriter out, Progress progress) throws IOException {
        LOG.info("{} windows of {} units, each of up to {} targets", plan.windowCount() - done, batches, batch);
        int underWay = Math.min(MOST_WINDOWS, 1 + ceilDiv(2 * spark.defaultParallelism(), tasks(done)));
        ExecutorService windows = Executors.newFixedThreadPool(underWay, task -> {
            Thread thread = new Thread(task, "haprag-window");
            thread.setDaemon(true);
            return thread;
        });
        try (progress) {
            List<Future<Path>> parts = new ArrayList<>();
            for (int w = done; w < plan.windowCount(); w++) {
                int window = w;
                parts.add(windows.submit(() -> part(window, progress)));
            }
            for (int w = done; w < plan.windowCount(); w++) {
                out.append(join(parts.get(w - done)), plan.contig());
                out.checkpoint();
                settings.work().remove(first + w);
            }
        } finally {
            windows.shutdownNow();
        }
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

    /** Has a window imputed and written. @param window number in the plan */
    private Path part(int window, Progress progress) throws IOException {
        int number = first + window;
        Path part = PartTask.part(settings, number);
        if (!WorkFolder.finished(ImputedVcfWriter.filesOfPart(part))) {
            layOut(plan.window(window), number);
            List<Unit> units = IntStream.range(0, batches)
                    .mapToObj(b -> new Unit(number, b))
                    .toList();
            tally.units(submit("impute window " + (number + 1), units, tasks(window), new UnitTask(settings)));
        }
        tally.parts(submit("write window " + (number + 1), List.of(number), 1, new PartTask(settings, batches)));
        progress.advance(plan.targets().count());
        return part;
    }

    /**
     * How many tasks a window's units are shared out to. Few, since each executor that has one makes the window ready; the less
     * work is left the more, so that executors end together (guided self-scheduling: Polychronopoulos and Kuck 1987,
     * doi:10.1109/TC.1987.5009495).
     */
    private int tasks(int window) {
        int cores = spark.defaultParallelism();
        int left = (plan.windowCount() - window) * batches;
        int units = Math.max(1, left / (TASKS_OF_A_CORE * cores));
        int fewest = ceilDiv(2 * cores, MOST_WINDOWS - 1); // so that the windows under way keep all cores at work
        return Math.min(batches, Math.max(fewest, ceilDiv(batches, units)));
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }

    private <T> List<Outcome> submit(String name, List<T> work, int tasks, Function<T, Outcome> task) {
        spark.setJobDescription(name);
        return spark.parallelize(work, tasks).map(task).collect();
    }

    /** Puts a window's panel and targets where executors find them. */
    private void layOut(PlannedWindow window, int number) throws IOException {
        WorkFolder work = settings.work();
        work.write(work.panel(number), window.stretch());
        work.write(work.targets(number), window.targets());
        for (int b = 0; b < batches; b++) {
            int from = b * batch;
            WindowTargets some = window.targets().batch(from, Math.min(window.targetCount(), from + batch));
            work.write(work.targets(new Unit(number, b)), some);
        }
    }
}
