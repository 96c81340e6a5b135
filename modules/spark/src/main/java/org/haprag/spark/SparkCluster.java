package org.haprag.spark;

import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.haprag.io.RunRecorder;

/** The cluster that spark-submit names. Nothing is asked of it before there is work. */
public final class SparkCluster {
    SparkCluster() {}

    /**
     * Imputes, to the same bytes as one machine; goes on with what an earlier job of the same fingerprint left in the work folder.
     *
     * @param recorder hears of progress and counts
     * @throws org.haprag.genotype.InputException if the folder holds another job, or an executor cannot read what it needs
     */
    public void impute(ImputationJob job, RunRecorder recorder) throws IOException {
        SparkConf conf = new SparkConf();
        if (!conf.contains("spark.app.name"))
            conf.setAppName("impute " + job.output().file().getFileName());
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            new SparkImputation(job, spark, recorder).run();
        }
    }
}
