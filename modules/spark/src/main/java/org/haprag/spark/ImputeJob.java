package org.haprag.spark;

import java.util.ServiceLoader;

/**
 * {@code impute} on a Spark cluster, with the same options:
 *
 * <pre>spark-submit --class org.haprag.spark.ImputeJob imputer.jar --panel ... --target ... --out ...</pre>
 */
public final class ImputeJob {
    private ImputeJob() {}

    /** @param args options of {@code impute} */
    public static void main(String[] args) {
        JobCommandLine line = ServiceLoader.load(JobCommandLine.class, ImputeJob.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this jar has no command line: take imputer.jar"));
        line.impute(args, new SparkCluster());
    }
}
