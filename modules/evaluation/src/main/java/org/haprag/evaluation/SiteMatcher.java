package org.haprag.evaluation;

import java.util.Optional;
import org.haprag.evaluation.input.Exclusion;
import org.haprag.evaluation.input.ExclusionLog;
import org.haprag.evaluation.input.ImputedAllele;
import org.haprag.evaluation.input.InputFiles;
import org.haprag.evaluation.input.PanelAllele;
import org.haprag.evaluation.input.Positions;
import org.haprag.evaluation.input.TruthAllele;
import org.haprag.genotype.Site;
import org.haprag.io.SitePositions;

/** Walks all files in lockstep and hands over every (site, ALT allele) that can be scored; logs those that cannot. */
final class SiteMatcher {
    /** Hears of each scored site; the files stand at its position. */
    @FunctionalInterface
    interface Listener {
        void score(ScoredSite site, TruthAllele truth);
    }

    private final InputFiles files;
    private final Optional<SitePositions> typedSites;
    private final ExclusionLog exclusions;
    private boolean anyTyped;

    SiteMatcher(InputFiles files, Optional<SitePositions> typedSites, ExclusionLog exclusions) {
        this.files = files;
        this.typedSites = typedSites;
        this.exclusions = exclusions;
    }

    /** Whether the truth or an imputed file has a site of the list of typed sites. Ask after {@link #run}. */
    boolean anyTyped() {
        return anyTyped;
    }

    /** Reads all files to their ends. */
    void run(Listener listener) {
        Positions<TruthAllele> truth = files.truth();
        while (truth.there()) {
            skipPanel();
            for (Positions<ImputedAllele> file : files.imputed()) skipTo(truth, file);
            for (TruthAllele allele : truth.alleles()) match(allele, listener);
            for (Positions<ImputedAllele> file : files.imputed()) logUnmatched(file);
            truth.advance();
        }
        for (Positions<ImputedAllele> file : files.imputed()) {
            while (file.there()) {
                logAll(file, Exclusion.NOT_IN_TRUTH);
                file.advance();
            }
        }
    }

    private void skipPanel() {
        while (files.panel().there() && files.panel().order(files.truth()) < 0) {
            files.panel().advance();
        }
    }

    private void skipTo(Positions<TruthAllele> truth, Positions<ImputedAllele> file) {
        while (file.there() && file.order(truth) < 0) {
            logAll(file, Exclusion.NOT_IN_TRUTH);
            file.advance();
        }
    }

    private void logAll(Positions<ImputedAllele> file, Exclusion why) {
        for (ImputedAllele allele : file.alleles()) {
            note(allele.site());
            exclusions.add(file.name(), allele.site(), allele.altIndex(), why);
        }
    }

    private void logUnmatched(Positions<ImputedAllele> file) {
        if (!file.there() || file.order(files.truth()) != 0) return;
        for (ImputedAllele allele : file.alleles()) {
            if (files.truth().find(allele) != null) continue;
            exclusions.add(file.name(), allele.site(), allele.altIndex(), Exclusion.ALLELES_DIFFER_FROM_TRUTH);
        }
        file.advance();
    }

    private void note(Site site) {
        anyTyped |= typedSites.isPresent() && typedSites.get().contains(site.contig(), site.pos());
    }

    private void match(TruthAllele truth, Listener listener) {
        note(truth.site());
        boolean panelHere = files.panel().there() && files.panel().order(files.truth()) == 0;
        PanelAllele panel = panelHere ? files.panel().find(truth) : null;
        Exclusion why = null;
        if (truth.called() == 0) why = Exclusion.TRUTH_MISSING;
        else if (!panelHere) why = Exclusion.NOT_IN_PANEL;
        else if (panel == null) why = Exclusion.ALLELES_DIFFER_FROM_PANEL;
        else if (!(panel.maf() >= 0)) why = Exclusion.NO_PANEL_FREQUENCY;
        if (why != null) {
            exclusions.add(files.truth().name(), truth.site(), truth.altIndex(), why);
            return;
        }
        listener.score(
                new ScoredSite(
                        truth.site(), truth.altIndex(), classOf(truth, panel), typed(truth), panel.altFrequency()),
                truth);
    }

    private boolean typed(TruthAllele truth) {
        if (typedSites.isPresent()) {
            return typedSites.get().contains(truth.site().contig(), truth.site().pos());
        }
        for (Positions<ImputedAllele> file : files.imputed()) {
            ImputedAllele imputed = at(file, truth);
            if (imputed != null && imputed.typed()) return true;
        }
        return false;
    }

    /** What a file says of an allele at the current position, or null. */
    ImputedAllele at(Positions<ImputedAllele> file, TruthAllele truth) {
        return file.there() && file.order(files.truth()) == 0 ? file.find(truth) : null;
    }

    private SiteClass classOf(TruthAllele truth, PanelAllele panel) {
        boolean several = truth.site().multiAllelic() || panel.site().multiAllelic();
        for (TruthAllele other : files.truth().alleles()) {
            several |= other != truth && other.ref().equals(truth.ref());
        }
        for (PanelAllele other : files.panel().alleles()) {
            several |= other != panel && other.ref().equals(panel.ref());
        }
        if (several) return SiteClass.MULTI_ALLELIC;
        return truth.site().snv() ? SiteClass.SNV : SiteClass.INDEL;
    }
}
