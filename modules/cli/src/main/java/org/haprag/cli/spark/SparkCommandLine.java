package org.haprag.cli.spark;

import org.haprag.cli.Imputer;
import org.haprag.cli.impute.ImputeCommand;
import org.haprag.spark.JobCommandLine;
import org.haprag.spark.SparkCluster;

/** {@code impute}, with a cluster that does the work: what {@link org.haprag.spark.ImputeJob} starts. */
public final class SparkCommandLine implements JobCommandLine {
    @Override
    public void impute(String[] args, SparkCluster cluster) {
        System.exit(Imputer.run(new ImputeCommand(cluster::impute), args));
    }
}
