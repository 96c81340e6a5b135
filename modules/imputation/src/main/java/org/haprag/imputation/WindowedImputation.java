package org.haprag.imputation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.haprag.encoding.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.vcf.ImputedVcfWriter;

/**
 * Imputes a contig window by window and writes the core of each, so that memory is bounded by the largest window. The cores
 * partition the contig: every site is written once, from the window in which it has context on both sides.
 */
public final class WindowedImputation {
    private final Imputation imputation;
    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final TypedHaplotypes typed;
    private final Exclusions exclusions;
    private final boolean empirical;

    /**
     * @param siteCm position of every panel site in cM
     * @param typed observed alleles of the targets
     * @param exclusions panel samples that a target must not see
     */
    public WindowedImputation(
            Imputation imputation,
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes typed,
            Exclusions exclusions) {
        this(imputation, panel, siteCm, typed, exclusions, false);
    }

    private WindowedImputation(
            Imputation imputation,
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes typed,
            Exclusions exclusions,
            boolean empirical) {
        this.imputation = imputation;
        this.panel = panel;
        this.siteCm = siteCm.clone();
        this.typed = typed;
        this.exclusions = exclusions;
        this.empirical = empirical;
    }

    /** The same, imputing typed sites too as if they had not been typed: {@link LeaveOneOut}. The output needs LDS. */
    public WindowedImputation withLeaveOneOut() {
        return new WindowedImputation(imputation, panel, siteCm, typed, exclusions, true);
    }

    /**
     * Imputes and writes the windows in order; does not commit.
     *
     * @param windows of {@link ImputationWindows#plan}
     * @param progress hears of finished targets, once a window and target
     */
    public void write(List<CmWindow> windows, ImputedVcfWriter out, LongConsumer progress) {
        for (CmWindow window : windows) {
            boolean whole = window.siteCount() == panel.siteCount();
            HaplotypePanel part = whole ? panel : panel.slice(window.fromSite(), window.toSite());
            TypedHaplotypes observed = whole ? typed : typed.slice(window.fromSite(), window.toSite());
            double[] cm = Arrays.copyOfRange(siteCm, window.fromSite(), window.toSite());
            Dosages dosages = imputation.impute(part, cm, observed, exclusions, progress);
            Optional<LeaveOneOut> left = empirical && observed.typedCount() > 1
                    ? Optional.of(LeaveOneOut.of(imputation, part, cm, observed, exclusions))
                    : Optional.empty();
            new DosageWriter(part, observed, dosages, left)
                    .write(window.coreFromSite() - window.fromSite(), window.coreToSite() - window.fromSite(), out);
        }
    }
}
