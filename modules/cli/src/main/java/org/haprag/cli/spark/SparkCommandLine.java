package org.haprag.cli.spark;

import java.io.IOException;
import org.haprag.cli.Imputer;
import org.haprag.cli.impute.Cluster;
import org.haprag.cli.impute.ImputeCommand;
import org.haprag.imputation.Imputer.Imputed;
import org.haprag.io.RunRecorder;
import org.haprag.spark.ImputationJob;
import org.haprag.spark.JobCommandLine;
import org.haprag.spark.SparkCluster;

/** {@code impute}, with a cluster that does the work: what {@link org.haprag.spark.ImputeJob} starts. */
public final class SparkCommandLine implements JobCommandLine {
    @Override
    public void impute(String[] args, SparkCluster cluster) {
        int code;
        try (cluster) {
            code = Imputer.run(new ImputeCommand(new OnSpark(cluster)), args);
        }
        System.exit(code);
    }

    private record OnSpark(SparkCluster cluster) implements Cluster {
        @Override
        public void begin() {
            cluster.begin();
        }

        @Override
        public Imputed impute(ImputationJob job, RunRecorder recorder) throws IOException {
            return cluster.impute(job, recorder);
        }
    }
}
