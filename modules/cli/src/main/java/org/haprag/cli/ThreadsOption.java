package org.haprag.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --threads}, the same in every command that works in parallel. */
public final class ThreadsOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Integer threads;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use, at least 1. Default: all processors.")
    void setThreads(Integer value) {
        if (value != null && value < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--threads': " + value + " is less than 1");
        }
        threads = value;
    }

    /** How many threads to use. */
    public int count() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * Keeps parallel streams to as many threads, the caller being one of them. The JDK reads this once, at the first parallel
     * stream of the process; so it is asked before the work begins.
     */
    public void limitParallelStreams() {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", Integer.toString(count() - 1));
    }
}
