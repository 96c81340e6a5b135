package org.haprag.imputation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
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
        for (int site = from, end; site < to; site = end) {
            end = end(site, all.rowsAtOnce());
            hand(site, sites(site, end, all));
        }
        others.writeRest(out);
    }

    /** The same; dosages become sites in several threads. @param all its rows may be asked for side by side */
    void write(DosageRows all, Workers workers) {
        int ahead = 2 * workers.count();
        Deque<Made> made = new ArrayDeque<>();
        for (int site = from, end; site < to; site = end) {
            end = end(site, all.rowsAtOnce());
            int first = site;
            int last = end;
            if (made.size() == ahead) hand(made.remove());
            made.add(new Made(first, workers.begin(() -> sites(first, last, all))));
        }
        while (!made.isEmpty()) hand(made.remove());
        others.writeRest(out);
    }

    /** Sites in the making. */
    private record Made(int first, Future<List<ImputedSite>> sites) {}

    /** Where a piece of the core ends that has at most so many rows, or one site. */
    private int end(int site, int rows) {
        int end = site + 1;
        while (end < to && panel.firstRow(end + 1) - panel.firstRow(site) <= rows) end++;
        return end;
    }

    private List<ImputedSite> sites(int first, int end, DosageRows all) {
        int row = panel.firstRow(first);
        return new DosageWriter(panel, typed, all.rows(row, panel.firstRow(end) - row), leaveOneOut).sites(first, end);
    }

    private void hand(Made made) {
        hand(made.first, Workers.join(made.sites));
    }

    private void hand(int first, List<ImputedSite> sites) {
        int site = first;
        for (ImputedSite made : sites) {
            others.writeBefore(panel.site(site++).pos(), out);
            out.write(made);
        }
    }
}
