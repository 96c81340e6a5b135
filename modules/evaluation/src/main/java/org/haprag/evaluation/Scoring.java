package org.haprag.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.haprag.evaluation.input.ImputedAllele;
import org.haprag.evaluation.input.InputFiles;
import org.haprag.evaluation.input.TruthAllele;
import org.haprag.evaluation.report.SiteTable;
import org.haprag.metrics.CallRule;
import org.haprag.metrics.ErrorTrack;

/** Hands each matched site to the tally of each method, to the site table and to the error track. */
final class Scoring implements SiteMatcher.Listener {
    private final InputFiles files;
    private final SiteMatcher matcher;
    private final SiteTable table;
    private final List<String> methods;
    private final List<MethodTally> tallies = new ArrayList<>();
    private final List<ErrorTrack> tracks = new ArrayList<>();
    private final ImputedAllele absent;
    private final ImputedAllele prior;
    private int untypedSites;
    private int typedSites;

    /** @param methods names: the imputed files, then the baselines */
    Scoring(InputFiles files, SiteMatcher matcher, SiteTable table, List<String> methods) {
        this.files = files;
        this.matcher = matcher;
        this.table = table;
        this.methods = methods;
        int samples = files.samples().samples().count();
        this.absent = ImputedAllele.absent(files.haplotypes());
        this.prior = ImputedAllele.absent(files.haplotypes());
        for (int m = 0; m < methods.size(); m++) {
            boolean file = m < files.readings().size();
            CallRule rule = file ? files.readings().get(m).callRule() : CallRule.LARGEST_POSTERIOR;
            tallies.add(new MethodTally(samples, rule));
        }
    }

    @Override
    public void score(ScoredSite site, TruthAllele truth) {
        ErrorTrack track = track(site.site().contig());
        int pos = site.site().pos();
        if (site.typed()) {
            typedSites++;
            track.addTyped(pos);
        } else {
            untypedSites++;
            track.addUntyped(pos);
        }
        for (int m = 0; m < methods.size(); m++) {
            ImputedAllele imputed = imputed(m, site, truth);
            boolean there = imputed != null;
            MethodTally tally = tallies.get(m);
            tally.add(site, truth, there ? imputed : absent, there);
            if (!site.typed()) track.addErrors(pos, m, tally.site());
            table.write(site, methods.get(m), tally.site(), there ? imputed : absent, there);
        }
    }

    private ImputedAllele imputed(int method, ScoredSite site, TruthAllele truth) {
        if (method < files.imputed().size()) return matcher.at(files.imputed().get(method), truth);
        prior.setPrior(site.altFrequency());
        return prior;
    }

    private ErrorTrack track(String contig) {
        int last = tracks.size() - 1;
        if (last < 0 || !tracks.get(last).contig().equals(contig)) {
            tracks.add(new ErrorTrack(contig, methods.size()));
            last++;
        }
        return tracks.get(last);
    }

    List<MethodTally> tallies() {
        return tallies;
    }

    /** One a contig, in order. */
    List<ErrorTrack> tracks() {
        return tracks;
    }

    int untypedSites() {
        return untypedSites;
    }

    int typedSites() {
        return typedSites;
    }
}
