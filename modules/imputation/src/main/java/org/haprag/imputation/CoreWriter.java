package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;

/** Writes the core of one window: the panel's sites, and among them those of the targets alone. */
final class CoreWriter {
    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final Optional<LeaveOneOut> leaveOneOut;
    private final int from;
    private final int to;
    private final TargetOnlySites.Cursor others;
    private final ImputedSink out;

    /**
     * @param panel the window's
     * @param typed observed alleles in the window
     * @param leaveOneOut of the same, where it is asked for
     * @param others of the window
     */
    CoreWriter(
            HaplotypePanel panel,
            TypedHaplotypes typed,
            Optional<LeaveOneOut> leaveOneOut,
            CmWindow window,
            TargetOnlySites.Cursor others,
            ImputedSink out) {
        this.panel = panel;
        this.typed = typed;
        this.leaveOneOut = leaveOneOut;
        this.from = window.coreFromSite() - window.fromSite();
        this.to = window.coreToSite() - window.fromSite();
        this.others = others;
        this.out = out;
    }

    /** Writes all of it, so many rows at a time. */
    void write(DosageRows all) {
        for (Supplier<List<ImputedSite>> piece : pieces(all)) hand(piece.get());
        others.writeRest(out);
    }

    /** The same; dosages become sites in several threads. @param all its rows may be asked for side by side */
    void write(DosageRows all, Workers workers) {
        workers.inOrder(pieces(all), 2 * workers.count(), this::hand);
        others.writeRest(out);
    }

    /** What makes the sites of the core, a piece each. */
    private List<Supplier<List<ImputedSite>>> pieces(DosageRows all) {
        List<Supplier<List<ImputedSite>>> out = new ArrayList<>();
        for (int site = from, end; site < to; site = end) {
            int first = site;
            int row = panel.firstRow(first);
            end = first + 1;
            while (end < to && panel.firstRow(end + 1) - row <= all.rowsAtOnce()) end++;
            int last = end;
            out.add(() -> new DosageWriter(panel, typed, all.rows(row, panel.firstRow(last) - row), leaveOneOut)
                    .sites(first, last));
        }
        return out;
    }

    private void hand(List<ImputedSite> sites) {
        for (ImputedSite site : sites) {
            others.writeBefore(site.site().pos(), out);
            out.write(site);
        }
    }
}
