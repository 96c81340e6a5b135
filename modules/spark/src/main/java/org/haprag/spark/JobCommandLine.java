package org.haprag.spark;

/**
 * The command line of a job, which reads options, keeps log and record, and ends the process: this module does not know it, but
 * finds it by {@link java.util.ServiceLoader}.
 */
public interface JobCommandLine {
    /** Runs {@code impute} with a cluster and ends the process. @param args the options */
    void impute(String[] args, SparkCluster cluster);
}
