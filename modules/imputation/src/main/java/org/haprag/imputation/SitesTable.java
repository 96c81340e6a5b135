package org.haprag.imputation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.haprag.genotype.FinishedFile;
import org.haprag.genotype.Site;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.metrics.run.SiteFates;

/** What became of every target site: {@code OUT.sites.tsv}, and its counts in one line. */
final class SitesTable {
    /** A site of the panel at which no target has a call: it is imputed like any other. */
    private static final String UNCALLED = "NO_CALLS";

    private static final String UNCALLED_REASON = "no target has a call; imputed like an untyped site";

    private final SiteAlignment alignment;
    private final TargetGenotypes targets;

    SitesTable(SiteAlignment alignment, TargetGenotypes targets) {
        this.alignment = alignment;
        this.targets = targets;
    }

    /** How many target sites met each fate; fates that none met are absent. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int t = 0; t < alignment.targetSiteCount(); t++) counts.merge(fate(t), 1, Integer::sum);
        return counts;
    }

    /** The same with what they mean. */
    List<SiteFates.Fate> fates() {
        List<SiteFates.Fate> fates = new ArrayList<>();
        counts().forEach((name, sites) -> {
            boolean uncalled = name.equals(UNCALLED);
            boolean used = !uncalled && SiteAlignment.Fate.valueOf(name).used();
            String reason = uncalled
                    ? UNCALLED_REASON
                    : SiteAlignment.Fate.valueOf(name).reason();
            fates.add(new SiteFates.Fate(name, reason, used, sites));
        });
        return fates;
    }

    /** Such as {@code 626 matched, 2 not in panel}. */
    String summary() {
        List<String> parts = new ArrayList<>();
        counts().forEach((fate, n) ->
                parts.add(n + " " + fate.toLowerCase(Locale.ROOT).replace('_', ' ')));
        return String.join(", ", parts);
    }

    private String fate(int targetSite) {
        SiteAlignment.Fate fate = alignment.fate(targetSite);
        return fate.used() && uncalled(targetSite) ? UNCALLED : fate.name();
    }

    private boolean uncalled(int targetSite) {
        for (int h = 0; h < targets.haplotypes().count(); h++) {
            if (targets.allele(targetSite, h) != TargetGenotypes.MISSING) return false;
        }
        return true;
    }

    /** Writes the table under a temporary name, then renames it. */
    void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                out.write("CHROM\tPOS\tID\tREF\tALT\tUSED\tFATE\tREASON\n");
                for (int t = 0; t < alignment.targetSiteCount(); t++) out.write(line(t));
            }
            FinishedFile.appear(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String line(int t) {
        Site site = alignment.targetSites().get(t);
        String fate = fate(t);
        boolean uncalled = fate.equals(UNCALLED);
        return site.contig()
                + '\t'
                + site.pos()
                + '\t'
                + site.id()
                + '\t'
                + site.ref()
                + '\t'
                + (site.alts().isEmpty() ? "." : String.join(",", site.alts()))
                + (alignment.fate(t).used() && !uncalled ? "\tyes\t" : "\tno\t")
                + fate
                + '\t'
                + (uncalled ? UNCALLED_REASON : alignment.fate(t).reason())
                + '\n';
    }
}
