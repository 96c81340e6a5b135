package org.haprag.imputation;

import java.util.Optional;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSink;

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

    /** Writes all of it. @param dosages of all rows of the window */
    void write(Dosages dosages) {
        write(from, to, dosages);
        others.writeRest(out);
    }

    /** Writes all of it, so many rows at a time. */
    void write(DosageRows all) {
        for (int site = from, end; site < to; site = end) {
            int row = panel.firstRow(site);
            end = site + 1;
            while (end < to && panel.firstRow(end + 1) - row <= all.rowsAtOnce()) end++;
            write(site, end, all.rows(row, panel.firstRow(end) - row));
        }
        others.writeRest(out);
    }

    private void write(int fromSite, int toSite, Dosages dosages) {
        DosageWriter writer = new DosageWriter(panel, typed, dosages, leaveOneOut);
        for (int site = fromSite, end; site < toSite; site = end) {
            others.writeBefore(panel.site(site).pos(), out);
            end = site + 1;
            while (end < toSite && panel.site(end).pos() <= others.pos()) end++;
            writer.write(site, end, out);
        }
    }
}
