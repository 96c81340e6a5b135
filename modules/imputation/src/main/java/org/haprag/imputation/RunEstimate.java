package org.haprag.imputation;

/**
 * What a plan takes, by what a part of it cost.
 *
 * @param windows how many
 * @param units batches of targets in windows
 * @param cpuSeconds of all of it in one process
 * @param startSeconds of which every process takes its own
 * @param outputBytes of the imputed file
 * @param taskBytes memory of a process that imputes a window at a time and has no more of the panel, about
 */
public record RunEstimate(
        int windows, int units, double cpuSeconds, double startSeconds, long outputBytes, long taskBytes) {
    /** What a Java process has beside what it works on: code, threads, what waits to be collected. */
    private static final long PROCESS_BYTES = 350L << 20;

    /** What the network works with. */
    private static final long NETWORK_BYTES = 200L << 20;

    /** A site, with its alleles' names and places in tables. */
    private static final int SITE_BYTES = 300;

    /** Of a typed site and panel haplotype: orders and matches of the selection of states. */
    private static final int TYPED_CELL_BYTES = 8;

    /** Of a batch: its dosages and states, and what is joined or written of them. */
    private static final long BATCH_BYTES = 2 * TargetBatches.BUDGET_BYTES;

    /** Adds up. @param network whether a network imputes @param targets of a unit */
    public static RunEstimate of(ImputationPlan plan, ImputationCosts costs, boolean network, int targets) {
        int count = plan.targets().count();
        double cpu = costs.startSeconds();
        double genotypes = 0;
        int units = 0;
        for (int w = 0; w < plan.windowCount(); w++) {
            WindowSize window = plan.size(w);
            int batch = Math.min(targets, window.batch());
            int batches = (count + batch - 1) / batch;
            units += batches;
            cpu += costs.imputing(window, batches, count);
            genotypes += (double) count * window.coreSites();
        }
        return new RunEstimate(
                plan.windowCount(),
                units,
                cpu + genotypes * costs.writeSeconds(),
                costs.startSeconds(),
                (long) (genotypes * costs.writtenBytes()),
                taskBytes(plan, network));
    }

    /**
     * This and another stretch of the same run, in the same processes. Each of them reads it: also one that imputes a chunk
     * without it, since windows are counted over all stretches.
     *
     * @param readSeconds processor time that reading it takes
     */
    public RunEstimate and(RunEstimate next, double readSeconds) {
        return new RunEstimate(
                windows + next.windows,
                units + next.units,
                cpuSeconds + readSeconds + next.cpuSeconds - next.startSeconds,
                startSeconds + readSeconds,
                outputBytes + next.outputBytes,
                Math.max(taskBytes, next.taskBytes));
    }

    /** Memory of a process that imputes a window at a time and has no more of the panel, about: that of the largest. */
    public static long taskBytes(ImputationPlan plan, boolean network) {
        long memory = 0;
        for (int w = 0; w < plan.windowCount(); w++) memory = Math.max(memory, memory(plan.size(w)));
        return memory + PROCESS_BYTES + (network ? NETWORK_BYTES : 0);
    }

    private static long memory(WindowSize window) {
        return 2 * window.rows() * window.haplotypes() / 8
                + SITE_BYTES * window.sites()
                + TYPED_CELL_BYTES * window.typedSites() * window.haplotypes()
                + BATCH_BYTES;
    }
}
