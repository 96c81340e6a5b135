package org.haprag.imputation;

/**
 * What a plan takes, by what a part of it cost.
 *
 * @param windows how many
 * @param units batches of targets in windows
 * @param cpuSeconds of all of it in one process
 * @param startSeconds of which every process takes its own
 * @param outputBytes of the imputed file
 * @param processBytes memory of a process that has read a contig and imputes windows of it, about
 * @param executorBytes memory of a process that is given a window at a time, at most
 */
public record RunEstimate(
        int windows,
        int units,
        double cpuSeconds,
        double startSeconds,
        long outputBytes,
        long processBytes,
        long executorBytes) {
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
                costs.processBytes(plan),
                executorBytes(plan, network));
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
                Math.max(processBytes, next.processBytes),
                Math.max(executorBytes, next.executorBytes));
    }

    /** Memory of a process that is given a window at a time and has no more of the panel, at most. */
    public static long executorBytes(ImputationPlan plan, boolean network) {
        long held = 0;
        for (int w = 0; w < plan.windowCount(); w++) {
            held = Math.max(held, HeapDemand.executor(plan, plan.size(w), network));
        }
        return HeapDemand.process(held);
    }
}
