package org.haprag.imputation;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.haprag.genotype.InputException;
import org.haprag.io.ImputedSink;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.run.RunSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imputes files: reads panel, targets and map, matches targets with the panel, hides from a target what the panel holds of
 * itself, cuts contigs into windows, imputes them one after another and hands the sites to a sink. One contig is in memory at a
 * time, and what is computed is bounded by the largest window, not by the contig or the number of targets. The cores of the windows partition what is written: every site
 * is written once, from the window in which it has context on both sides.
 */
public final class Imputer {
    private static final Logger LOG = LoggerFactory.getLogger(Imputer.class);

    private final ImputeRequest request;
    private final RunRecorder recorder;

    /** @param recorder hears of files, phases, progress and counts */
    public Imputer(ImputeRequest request, RunRecorder recorder) {
        this.request = request;
        this.recorder = recorder;
    }

    /** Opens a sink when it is known what will come. */
    @FunctionalInterface
    public interface Output {
        ImputedSink open(Genome genome) throws IOException;
    }

    /**
     * What was imputed.
     *
     * @param samples targets
     * @param sites panel sites that were written, of this run and of one that it went on with
     * @param typedSites at how many of all some target has a call
     * @param windows that were written
     */
    public record Imputed(int samples, long sites, long typedSites, int windows) {
        /** Nothing yet. */
        public static final Imputed NOTHING = new Imputed(0, 0, 0, 0);

        /** This and a plan that was imputed too. */
        public Imputed and(ImputationPlan plan) {
            return new Imputed(
                    plan.targets().count(),
                    sites + plan.siteCount(),
                    typedSites + plan.targets().typed().typedCount(),
                    windows + plan.windowCount());
        }

        /** Tells all of it. */
        public void tell(RunRecorder recorder) {
            recorder.result("samples", samples);
            recorder.result("sites", sites);
            recorder.result("typedSites", typedSites);
            recorder.result("windows", windows);
        }
    }

    /**
     * Reads, imputes, and closes the sink.
     *
     * @throws InputException if the files cannot be imputed from
     */
    public static Imputed run(ImputeRequest request, ImputationMethod method, Output output, RunRecorder recorder)
            throws IOException {
        Imputer imputer = new Imputer(request, recorder);
        try (Genome genome = imputer.open()) {
            return imputer.impute(genome, method, output);
        }
    }

    /**
     * Begins to read: the first contig is read, matched and planned.
     *
     * @throws InputException if a file is malformed, the region or chunk is empty, or no target site can be used; the table of
     *     sites is there then, too
     */
    public Genome open() throws IOException {
        return Genome.open(request, recorder);
    }

    /** Imputes the windows that the sink does not have yet; commits and closes it. */
    public Imputed impute(Genome genome, ImputationMethod method, Output output) throws IOException {
        return new Work(genome, method, plan -> RunWatch.NONE).all(output);
    }

    /**
     * As above, and tells what there is to know of the run without a truth.
     *
     * @param groups labels of panel samples
     * @param heading whose run it is
     */
    public Told imputeAndSum(
            Genome genome, ImputationMethod method, Output output, PanelGroups groups, RunSummary.Heading heading)
            throws IOException {
        RunTally tally = new RunTally(genome, groups, request.empirical());
        Work work = new Work(genome, method, plan -> recorder.phase("check targets", () -> tally.stretch(plan)));
        Imputed imputed = work.all(output);
        return new Told(imputed, tally.summary(heading, request.input().map().isPresent(), work.earlier));
    }

    /** What was imputed, and what there is to know of it. */
    public record Told(Imputed imputed, RunSummary summary) {}

    /** Makes what looks on while a stretch is imputed. */
    private interface Watches {
        RunWatch of(ImputationPlan plan) throws IOException;
    }

    /** One run over the stretches of a genome: their windows are in one queue. */
    private final class Work {
        private final Genome genome;
        private final ImputationMethod method;
        private final Watches watches;
        private Imputed imputed = Imputed.NOTHING;

        /** Windows that the sink had already. */
        private int earlier;

        Work(Genome genome, ImputationMethod method, Watches watches) {
            this.genome = genome;
            this.method = method;
            this.watches = watches;
        }

        Imputed all(Output output) throws IOException {
            try (ImputedSink sink = output.open(genome)) {
                earlier = sink.checkpoints();
                if (earlier > 0) LOG.info("going on after {} windows", earlier);
                boolean more = true;
                while (more) more = next(sink);
                sink.commit();
            }
            recorder.result("resumedWindows", earlier);
            imputed.tell(recorder);
            return imputed;
        }

        /** Imputes the next stretch, if there is one; nothing is kept of it. */
        private boolean next(ImputedSink sink) throws IOException {
            Optional<Genome.PlannedStretch> stretch = genome.next();
            if (stretch.isEmpty()) return false;
            ImputationPlan plan = stretch.get().plan();
            RunRecorder results = stretch.get().recorder();
            stretch.get().tell();
            int done = Math.min(plan.windowCount(), Math.max(0, earlier - imputed.windows()));
            imputed = imputed.and(plan);
            RunWatch watch = watches.of(plan);
            if (done == plan.windowCount()) return true;
            ImputationMethod fitted = method.fittedTo(plan, results);
            recorder.phase("impute", () -> {
                impute(plan, fitted, done, sink, watch);
                return plan;
            });
            return true;
        }

        private void impute(ImputationPlan plan, ImputationMethod fitted, int done, ImputedSink sink, RunWatch watch) {
            ImputedSink told = watch.over(sink);
            long work = (long) (plan.windowCount() - done) * plan.targets().count();
            String task = genome.several() ? "imputing " + plan.contig() : "imputing";
            try (Imputation imputation = new Imputation(fitted, request.threads());
                    Progress progress = recorder.progress(task, "samples", work)) {
                LongConsumer heard =
                        fitted.usesNativeMemory() ? new TensorMemory(progress::advance) : progress::advance;
                for (int w = done; w < plan.windowCount(); w++) {
                    watch.begin(w);
                    plan.window(w).write(imputation, told, request.working().scratch(), heard);
                    watch.end(w, imputation);
                    sink.checkpoint();
                }
            }
        }
    }
}
