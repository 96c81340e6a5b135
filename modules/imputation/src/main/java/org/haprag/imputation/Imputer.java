package org.haprag.imputation;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.haprag.genotype.CmWindow;
import org.haprag.io.ImputedSink;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.run.RunSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imputes files: reads panel, targets and map, matches targets with the panel, hides from a target what the panel holds of
 * itself, cuts the contig into windows, imputes them one after another and hands the sites to a sink. Memory is bounded by the
 * largest window, not by the contig or the number of targets. The cores of the windows partition what is written: every site
 * is written once, from the window in which it has context on both sides.
 */
public final class Imputer {
    private static final Logger LOG = LoggerFactory.getLogger(Imputer.class);

    /** Typed sites below which a window is warned of. */
    private static final int ENOUGH_TYPED = 3;

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
        ImputedSink open(ImputationPlan plan) throws IOException;
    }

    /**
     * Reads, imputes, and closes the sink.
     *
     * @return what was imputed
     * @throws org.haprag.genotype.InputException if the files cannot be imputed from
     */
    public static ImputationPlan run(
            ImputeRequest request, ImputationMethod method, Output output, RunRecorder recorder) throws IOException {
        Imputer imputer = new Imputer(request, recorder);
        ImputationPlan plan = imputer.plan();
        imputer.impute(plan, method, output);
        return plan;
    }

    /**
     * Reads and matches, and plans what is to be imputed.
     *
     * @throws org.haprag.genotype.InputException if a file is malformed, the region or chunk is empty, or no target site can be
     *     used; the table of sites is there then, too
     */
    public ImputationPlan plan() throws IOException {
        ImputeInputs inputs = ImputeInputs.read(request, recorder);
        TargetMatching matching = TargetMatching.of(inputs, request);
        matching.report(recorder, request.working().sitesTable());
        matching.check(request.sites().accepted());
        List<CmWindow> windows =
                request.windows().of(inputs.siteCm(), matching.typed(), inputs.fromSite(), inputs.toSite());
        long sparse = windows.stream()
                .filter(w -> matching.typed().typedCount(w.fromSite(), w.toSite()) < ENOUGH_TYPED)
                .count();
        if (sparse > 0) {
            LOG.warn(
                    "{} of {} windows have less than {} typed sites: what is imputed there is little more than allele"
                            + " frequencies",
                    sparse,
                    windows.size(),
                    ENOUGH_TYPED);
        }
        return new ImputationPlan(
                inputs.panel().panel(),
                inputs.siteCm(),
                matching.targets(request.sites().targetOnly(), request.region()),
                windows,
                request.empirical());
    }

    /** Imputes the windows that the sink does not have yet; commits and closes it. */
    public void impute(ImputationPlan plan, ImputationMethod method, Output output) throws IOException {
        impute(plan, method, output, RunWatch.NONE);
    }

    /**
     * As above, and tells what there is to know of the run without a truth.
     *
     * @param groups labels of panel samples
     * @param heading whose run it is
     */
    public RunSummary imputeAndSum(
            ImputationPlan plan, ImputationMethod method, Output output, PanelGroups groups, RunSummary.Heading heading)
            throws IOException {
        RunTally tally = recorder.phase("check targets", () -> new RunTally(plan, groups));
        int earlier = impute(plan, method, output, tally);
        return tally.summary(heading, request.input().map().isPresent(), earlier);
    }

    /** @return how many windows were there already */
    private int impute(ImputationPlan plan, ImputationMethod method, Output output, RunWatch watch) throws IOException {
        ImputationMethod fitted = method.fittedTo(plan, recorder);
        int earlier = recorder.phase("impute", () -> {
            try (ImputedSink sink = output.open(plan);
                    Imputation imputation = new Imputation(fitted, request.threads())) {
                int done = sink.checkpoints();
                ImputedSink told = watch.over(sink);
                if (done > 0) LOG.info("going on after {} of {} windows", done, plan.windowCount());
                long work = (long) (plan.windowCount() - done) * plan.targets().count();
                try (Progress progress = recorder.progress("imputing", "samples", work)) {
                    LongConsumer heard =
                            fitted.usesNativeMemory() ? new TensorMemory(progress::advance) : progress::advance;
                    for (int w = done; w < plan.windowCount(); w++) {
                        watch.begin(w);
                        plan.window(w).write(imputation, told, request.working().scratch(), heard);
                        watch.end(w, imputation);
                        sink.checkpoint();
                    }
                }
                sink.commit();
                recorder.result("resumedWindows", done);
                return done;
            }
        });
        recorder.result("samples", plan.targets().count());
        recorder.result("sites", plan.siteCount());
        recorder.result("typedSites", plan.targets().typed().typedCount());
        recorder.result("windows", plan.windowCount());
        return earlier;
    }
}
