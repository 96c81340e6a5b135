package org.haprag.imputation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSink;

/**
 * One window of an {@link ImputationPlan}. {@link #write(Imputation, ImputedSink, Path, LongConsumer)} does all of it. Whoever
 * spreads the work {@link #prepare prepares} it on each machine, {@link #impute imputes} batches of targets there, {@link
 * Dosages#join joins} them in the order of the targets and {@link #write(Dosages, Optional, ImputedSink) writes} them.
 */
public final class PlannedWindow {
    private final WindowPanel stretch;
    private final WindowTargets targets;
    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final boolean leavesOut;

    /** @param whole the panel that the window is cut from */
    PlannedWindow(
            HaplotypePanel whole, double[] siteCm, MatchedTargets targets, CmWindow window, EmpiricalR2 empirical) {
        this(
                WindowPanel.of(whole, siteCm, window, TrialSamples.of(whole, targets.exclusions())),
                WindowTargets.of(targets, window, whole),
                empirical);
    }

    /** A window on another machine. @param targets all, or a batch of them */
    public PlannedWindow(WindowPanel stretch, WindowTargets targets, EmpiricalR2 empirical) {
        this.stretch = stretch;
        this.targets = targets;
        this.panel = stretch.panel();
        this.typed = targets.typed();
        this.leavesOut = empirical == EmpiricalR2.LEAVE_ONE_OUT && typed.typedCount() > 1;
    }

    /** What another machine needs of the panel. */
    public WindowPanel stretch() {
        return stretch;
    }

    /** What another machine needs of the targets. */
    public WindowTargets targets() {
        return targets;
    }

    /** How many targets there are. */
    public int targetCount() {
        return targets.count();
    }

    /** How many targets are imputed at once so that memory does not grow with their number; what they get is the same for any. */
    public int batchSize() {
        return TargetBatches.size(panel.haplotypeCount(), panel.alleleRowCount(), typed.typedCount());
    }

    /** Makes the window's panel ready, once for all batches. */
    public PreparedWindow prepare(Imputation imputation) {
        return imputation.prepare(panel, stretch.siteCm(), typed.panelSites(), stretch.tried());
    }

    /**
     * Imputes the targets [from, to). Which of a target's haplotypes is called the first here and in the window before, nobody
     * knows where the input does not tell: the quality of its phase begins anew.
     *
     * @param prepared by {@link #prepare}
     * @param progress hears of finished targets, from any thread
     */
    public Dosages impute(PreparedWindow prepared, int from, int to, LongConsumer progress) {
        TypedHaplotypes some = typed.samples(from, to);
        Dosages out = prepared.impute(some, targets.exclusions().targets(from, to), progress);
        int core = typed.typedCount(0, stretch.window().coreFromSite());
        out.phase().ifPresent(phase -> phase.beginAt(core, some));
        return out;
    }

    /** Imputes the typed sites of all targets as if they had not been typed; empty where that is not asked for. */
    public Optional<LeaveOneOut> leaveOneOut(Imputation imputation) {
        return leavesOut
                ? Optional.of(LeaveOneOut.of(imputation, panel, stretch.siteCm(), typed, targets.exclusions()))
                : Optional.empty();
    }

    /**
     * Hands the sites of the core over.
     *
     * @param dosages of all targets
     * @param leaveOneOut by {@link #leaveOneOut}
     */
    public void write(Dosages dosages, Optional<LeaveOneOut> leaveOneOut, ImputedSink sink) {
        core(leaveOneOut, sink).write(DosageRows.of(dosages));
    }

    /** As above. @param files the dosages of all targets, batch by batch in their order */
    public void write(DosageFiles files, Optional<LeaveOneOut> leaveOneOut, ImputedSink sink) {
        core(leaveOneOut, sink).write(files);
    }

    /**
     * Imputes all targets, a batch at a time, and hands the sites of the core over.
     *
     * @param scratch name of a file for dosages of targets that do not fit in memory; nothing is left of it
     * @param progress hears of finished targets, from any thread
     */
    public void write(Imputation imputation, ImputedSink sink, Path scratch, LongConsumer progress) {
        write(imputation, sink, scratch, batchSize(), progress);
    }

    /** As above, so many targets at a time. */
    void write(Imputation imputation, ImputedSink sink, Path scratch, int batch, LongConsumer progress) {
        CoreWriter core = core(leaveOneOut(imputation), sink);
        PreparedWindow prepared = prepare(imputation);
        if (targetCount() <= batch) {
            core.write(DosageRows.of(impute(prepared, 0, targetCount(), progress)), imputation.workers());
            return;
        }
        try (DosageSpool spool = new DosageSpool(scratch, panel.alleleRowCount())) {
            spool(spool, prepared, imputation.workers().count() == 1 ? 1 : 2, batch, progress);
            core.write(spool, imputation.workers());
        }
    }

    /**
     * Imputes batch by batch.
     *
     * @param together so many batches are worked on at a time and share the memory of one: while targets of one are imputed, the states of
     *     the next are selected
     */
    private void spool(DosageSpool spool, PreparedWindow prepared, int together, int batch, LongConsumer progress) {
        int size = Math.max(1, batch / together);
        List<Supplier<Dosages>> batches = new ArrayList<>();
        for (int from = 0; from < targetCount(); from += size) {
            int first = from;
            int end = Math.min(targetCount(), from + size);
            batches.add(() -> impute(prepared, first, end, progress));
        }
        try (Workers callers = new Workers(together)) { // each waits for those that impute
            callers.inOrder(batches, together, spool::add);
        }
    }

    private CoreWriter core(Optional<LeaveOneOut> leaveOneOut, ImputedSink sink) {
        return new CoreWriter(
                panel,
                typed,
                leaveOneOut,
                stretch.window(),
                targets.targetOnly().cursor(),
                sink);
    }
}
