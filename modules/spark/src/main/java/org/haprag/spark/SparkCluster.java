package org.haprag.spark;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.haprag.imputation.Imputer;
import org.haprag.io.RunRecorder;

/** The cluster that spark-submit names. Nothing is asked of it before {@link #begin}. */
public final class SparkCluster implements AutoCloseable {
    private final FutureTask<JavaSparkContext> context = new FutureTask<>(SparkCluster::connect);

    SparkCluster() {}

    private static JavaSparkContext connect() {
        SparkConf conf = new SparkConf();
        if (!conf.contains("spark.app.name")) conf.setAppName("imputer impute");
        return new JavaSparkContext(conf);
    }

    /** Has executors start, which takes some seconds; may be left out. */
    public void begin() {
        context.run();
    }

    /**
     * Imputes, to the same bytes as one machine; goes on with what an earlier job of the same fingerprint left in the work folder.
     *
     * @param recorder hears of progress and counts
     * @return what was imputed, by an earlier job too
     * @throws org.haprag.genotype.InputException if the folder holds another job, or an executor cannot read what it needs
     */
    public Imputer.Imputed impute(ImputationJob job, RunRecorder recorder) throws IOException {
        begin();
        return new SparkImputation(job, connected(), recorder).run();
    }

    private JavaSparkContext connected() {
        try {
            return context.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while connecting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Gives the executors back. That there were none, as Spark could not begin, {@link #impute} has told. */
    @Override
    public void close() {
        if (!context.isDone()) return;
        JavaSparkContext begun;
        try {
            begun = connected();
        } catch (RuntimeException e) {
            return;
        }
        begun.close();
    }
}
