package org.haprag.imputation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
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
    private final HaplotypePanel whole;
    private final MatchedTargets targets;
    private final CmWindow window;
    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final TypedHaplotypes typed;
    private final boolean leavesOut;

    /** @param whole the panel that the window is cut from */
    PlannedWindow(
            HaplotypePanel whole, double[] siteCm, MatchedTargets targets, CmWindow window, EmpiricalR2 empirical) {
        this.whole = whole;
        this.targets = targets;
        this.window = window;
        boolean all = window.siteCount() == whole.siteCount();
        this.panel = all ? whole : whole.slice(window.fromSite(), window.toSite());
        this.typed = all ? targets.typed() : targets.typed().slice(window.fromSite(), window.toSite());
        this.siteCm = Arrays.copyOfRange(siteCm, window.fromSite(), window.toSite());
        this.leavesOut = empirical == EmpiricalR2.LEAVE_ONE_OUT && typed.typedCount() > 1;
    }

    /** How many targets there are. */
    public int targetCount() {
        return targets.count();
    }

    /** How many targets are imputed at once so that memory does not grow with their number; what they get is the same for any. */
    public int batchSize() {
        return TargetBatches.size(panel.alleleRowCount(), typed.typedCount());
    }

    /** Makes the window's panel ready, once for all batches. */
    public PreparedWindow prepare(Imputation imputation) {
        return imputation.prepare(panel, siteCm, typed.panelSites());
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
        int core = typed.typedCount(0, window.coreFromSite() - window.fromSite());
        out.phase().ifPresent(phase -> phase.beginAt(core, some));
        return out;
    }

    /** Imputes the typed sites of all targets as if they had not been typed; empty where that is not asked for. */
    public Optional<LeaveOneOut> leaveOneOut(Imputation imputation) {
        return leavesOut
                ? Optional.of(LeaveOneOut.of(imputation, panel, siteCm, typed, targets.exclusions()))
                : Optional.empty();
    }

    /**
     * Hands the sites of the core over.
     *
     * @param dosages of all targets
     * @param leaveOneOut by {@link #leaveOneOut}
     */
    public void write(Dosages dosages, Optional<LeaveOneOut> leaveOneOut, ImputedSink sink) {
        core(leaveOneOut, sink).write(dosages);
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
            core.write(impute(prepared, 0, targetCount(), progress));
            return;
        }
        try (DosageSpool spool = new DosageSpool(scratch, panel.alleleRowCount())) {
            for (int from = 0; from < targetCount(); from += batch) {
                spool.add(impute(prepared, from, Math.min(targetCount(), from + batch), progress));
            }
            core.write(spool);
        }
    }

    private CoreWriter core(Optional<LeaveOneOut> leaveOneOut, ImputedSink sink) {
        TargetOnlySites.Cursor others = targets.targetOnly().in(window, whole);
        return new CoreWriter(panel, typed, leaveOneOut, window, others, sink);
    }
}
