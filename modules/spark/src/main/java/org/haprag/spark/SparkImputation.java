package org.haprag.spark;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.haprag.imputation.Genome;
import org.haprag.imputation.ImputationPlan;
import org.haprag.imputation.Imputer;
import org.haprag.imputation.MethodRecipe;
import org.haprag.imputation.RunEstimate;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's side of a job. It reads a genome stretch by stretch and has executors impute each ({@link SparkStretch}); windows
 * are numbered over all of them.
 */
final class SparkImputation {
    private static final Logger LOG = LoggerFactory.getLogger(SparkImputation.class);

    /** Batches that a window's targets are cut in where memory would allow larger ones: enough to share out. */
    private static final int SHARES = 8;

    /** Targets of a unit, so that preparing a batch does not outweigh it. */
    private static final int LEAST_BATCH = 16;

    private final ImputationJob job;
    private final JavaSparkContext spark;
    private final RunRecorder recorder;
    private final SparkTally tally = new SparkTally();
    private Imputer.Imputed imputed = Imputer.Imputed.NOTHING;

    SparkImputation(ImputationJob job, JavaSparkContext spark, RunRecorder recorder) {
        this.job = job;
        this.spark = spark;
        this.recorder = recorder;
    }

    Imputer.Imputed run() throws IOException {
        boolean begun = WorkFolder.begun(job.work());
        WorkFolder work = WorkFolder.open(job.work(), job.fingerprint());
        try (ImputedVcfWriter out =
                ImputedVcfWriter.resumable(job.output().file(), job.output().header(), 1, job.fingerprint(), begun)) {
            int earlier = out.checkpoints();
            if (earlier > 0) LOG.info("{} windows are in the output already", earlier);
            boolean more = true;
            while (more) more = next(earlier, work, out);
            out.commit();
        }
        work.remove();
        imputed.tell(recorder);
        tally.tell(recorder);
        return imputed;
    }

    /** Has the next stretch imputed, if there is one; nothing is kept of it. @param earlier windows that the output has */
    private boolean next(int earlier, WorkFolder work, ImputedVcfWriter out) throws IOException {
        Optional<Genome.PlannedStretch> stretch = job.genome().next();
        if (stretch.isEmpty()) return false;
        stretch.get().tell();
        ImputationPlan plan = stretch.get().plan();
        int first = imputed.windows();
        int done = Math.min(plan.windowCount(), Math.max(0, earlier - first));
        imputed = imputed.and(plan);
        if (done == plan.windowCount()) return true;
        MethodRecipe method = job.method().fittedTo(plan, stretch.get().recorder());
        TaskSettings settings = new TaskSettings(
                UUID.randomUUID().toString(),
                work,
                method,
                job.empirical(),
                job.output().form(),
                job.settings());
        tellMemory(plan);
        recorder.phase("impute", () -> {
            new SparkStretch(plan, first, batch(plan), settings, spark, tally)
                    .impute(done, out, recorder.progress("imputing " + plan.contig(), "samples", samples(plan, done)));
            return plan;
        });
        return true;
    }

    private static long samples(ImputationPlan plan, int done) {
        return (long) (plan.windowCount() - done) * plan.targets().count();
    }

    /** Targets of a unit: by memory and targets alone, so that any cluster can go on with the job. */
    private static int batch(ImputationPlan plan) {
        int share = (plan.targets().count() + SHARES - 1) / SHARES;
        return Math.min(plan.batchSize(), Math.max(LEAST_BATCH, share));
    }

    /** What the largest task may take, and whether executors have it. */
    private void tellMemory(ImputationPlan plan) {
        long task = RunEstimate.executorBytes(plan, job.method().usesNetwork());
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
}
