package org.haprag.imputation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.model.NativeHeap;
import org.haprag.retrieval.Exclusions;

/**
 * Imputes a contig window by window, some targets at a time, and writes the core of each, so that memory is bounded by the
 * largest window and not by the contig or the number of targets. The cores partition the contig: every site is written
 * once, from the window in which it has context on both sides.
 */
public final class WindowedImputation {
    /** Targets after which the C library's heap is trimmed: 10 ms each time. */
    private static final int TRIM_EVERY = 32;

    private final Imputation imputation;
    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final TypedHaplotypes typed;
    private final Exclusions exclusions;
    private final TargetOnlySites targetOnly;
    private final boolean empirical;

    /** As below, without sites that the panel lacks. */
    public WindowedImputation(
            Imputation imputation,
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes typed,
            Exclusions exclusions) {
        this(imputation, panel, siteCm, typed, exclusions, TargetOnlySites.none());
    }

    /**
     * @param siteCm position of every panel site in cM
     * @param typed observed alleles of the targets
     * @param exclusions panel samples that a target must not see
     * @param targetOnly sites to write among the panel's
     */
    public WindowedImputation(
            Imputation imputation,
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes typed,
            Exclusions exclusions,
            TargetOnlySites targetOnly) {
        this(imputation, panel, siteCm, typed, exclusions, targetOnly, false);
    }

    private WindowedImputation(
            Imputation imputation,
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes typed,
            Exclusions exclusions,
            TargetOnlySites targetOnly,
            boolean empirical) {
        this.imputation = imputation;
        this.panel = panel;
        this.siteCm = siteCm.clone();
        this.typed = typed;
        this.exclusions = exclusions;
        this.targetOnly = targetOnly;
        this.empirical = empirical;
    }

    /** The same, imputing typed sites too as if they had not been typed: {@link LeaveOneOut}. The output needs LDS. */
    public WindowedImputation withLeaveOneOut() {
        return new WindowedImputation(imputation, panel, siteCm, typed, exclusions, targetOnly, true);
    }

    /**
     * Imputes and writes windows in order; does not commit.
     *
     * @param windows some of {@link ImputationWindows#plan}
     * @param out gets a checkpoint after each of them
     * @param scratch name of a file beside the output, for dosages of targets that do not fit in memory
     * @param progress hears of finished targets, once a window and target
     */
    public void write(List<CmWindow> windows, ImputedVcfWriter out, Path scratch, LongConsumer progress) {
        LongConsumer heard = imputation.usesNetwork() ? handingBackMemory(progress) : progress;
        for (CmWindow window : windows) {
            write(window, out, scratch, TargetBatches.size(panel, typed, window), heard);
            out.checkpoint();
        }
    }

    private static LongConsumer handingBackMemory(LongConsumer progress) {
        AtomicLong finished = new AtomicLong();
        return targets -> {
            progress.accept(targets);
            long now = finished.addAndGet(targets);
            if (now / TRIM_EVERY != (now - targets) / TRIM_EVERY) NativeHeap.trim();
        };
    }

    /** One window, so many targets at a time. */
    void write(CmWindow window, ImputedVcfWriter out, Path scratch, int batch, LongConsumer progress) {
        boolean whole = window.siteCount() == panel.siteCount();
        HaplotypePanel part = whole ? panel : panel.slice(window.fromSite(), window.toSite());
        TypedHaplotypes observed = whole ? typed : typed.slice(window.fromSite(), window.toSite());
        double[] cm = Arrays.copyOfRange(siteCm, window.fromSite(), window.toSite());
        int targets = observed.haplotypeCount() / 2;
        Optional<LeaveOneOut> left = empirical && observed.typedCount() > 1
                ? Optional.of(LeaveOneOut.of(imputation, part, cm, observed, exclusions))
                : Optional.empty();
        CoreWriter core = new CoreWriter(part, observed, left, window, targetOnly.in(window, panel), out);
        if (targets <= batch) {
            core.write(imputation.impute(part, cm, observed, exclusions, progress));
            return;
        }
        try (DosageSpool spool = new DosageSpool(scratch, part.alleleRowCount())) {
            for (int first = 0; first < targets; first += batch) {
                int end = Math.min(targets, first + batch);
                TypedHaplotypes some = observed.haplotypes(2 * first, 2 * end);
                spool.add(imputation.impute(part, cm, some, exclusions.targets(first, end), progress));
            }
            core.write(spool);
        }
    }
}
