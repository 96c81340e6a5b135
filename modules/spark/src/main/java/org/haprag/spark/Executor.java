package org.haprag.spark;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ProcessMemory;

/** One executor's process: it works on one job at a time, and keeps what that job's tasks share. */
final class Executor {
    /** The one of this process. */
    static final Executor HERE = new Executor();

    private Optional<SharedByTasks> job = Optional.empty();

    private Executor() {}

    /** A task that may have nothing left to do. */
    @FunctionalInterface
    interface Work {
        /** @return whether there was anything to do */
        boolean on(SharedByTasks shared) throws IOException;
    }

    /** Does a task; others may run beside it. */
    Outcome run(TaskSettings settings, Work work) throws IOException {
        long start = System.nanoTime();
        try {
            SharedByTasks shared = of(settings);
            shared.begin(processors());
            try {
                boolean fresh = work.on(shared);
                return new Outcome.Done(fresh, (System.nanoTime() - start) * 1e-9, ProcessMemory.peakBytes());
            } finally {
                shared.end(processors());
            }
        } catch (InputException e) {
            return new Outcome.Refused(e);
        }
    }

    /** What the tasks of a job share; that of the job before is dropped. */
    private synchronized SharedByTasks of(TaskSettings settings) throws IOException {
        if (job.isEmpty() || !job.get().isOf(settings)) {
            job.ifPresent(SharedByTasks::close);
            job = Optional.of(SharedByTasks.of(settings, processors()));
        }
        return job.get();
    }

    /** Of the task that asks. */
    static int processors() {
        return TaskContext.get().cpus();
    }
}
