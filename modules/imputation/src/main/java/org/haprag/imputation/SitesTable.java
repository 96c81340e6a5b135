package org.haprag.imputation;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.haprag.genotype.FrequencyComparison;
import org.haprag.genotype.Site;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.FlawedRecord;
import org.haprag.io.FlawedRecords;
import org.haprag.metrics.run.SiteFates;

/** What became of the target sites of a stretch: their lines in {@code OUT.sites.tsv}, and their counts in one line. */
final class SitesTable {
    static final String HEADER = "CHROM\tPOS\tID\tREF\tALT\tUSED\tFATE\tREASON\tAF\tPANEL_AF\n";

    /** A site of the panel at which no target has a call: it is imputed like any other. */
    private static final String UNCALLED = "NO_CALLS";

    private static final String UNCALLED_REASON = "no target has a call; imputed like an untyped site";

    private static final String OUTLIER_REASON = "; its frequency is far from the panel's";

    private final SiteAlignment alignment;
    private final TargetGenotypes targets;
    private final FrequencyComparison frequencies;
    private final FlawedRecords flawed;

    /**
     * @param frequencies at the typed sites of the alignment
     * @param flawed records of the targets' file that are not among their sites
     */
    SitesTable(
            SiteAlignment alignment, TargetGenotypes targets, FrequencyComparison frequencies, FlawedRecords flawed) {
        this.alignment = alignment;
        this.targets = targets;
        this.frequencies = frequencies;
        this.flawed = flawed;
    }

    /** How many target sites met each fate; fates that none met are absent. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int t = 0; t < alignment.targetSiteCount(); t++) counts.merge(fate(t), 1, Integer::sum);
        flawed.counts().forEach((flaw, records) -> counts.put(flaw.name(), records));
        return counts;
    }

    /** The same with what they mean. */
    List<SiteFates.Fate> fates() {
        List<SiteFates.Fate> fates = new ArrayList<>();
        Map<String, Integer> counts = counts();
        for (SiteAlignment.Fate fate : SiteAlignment.Fate.values()) {
            if (!counts.containsKey(fate.name())) continue;
            fates.add(new SiteFates.Fate(fate.name(), fate.reason(), fate.used(), counts.get(fate.name())));
        }
        if (counts.containsKey(UNCALLED)) {
            fates.add(new SiteFates.Fate(UNCALLED, UNCALLED_REASON, false, counts.get(UNCALLED)));
        }
        flawed.counts()
                .forEach((flaw, records) -> fates.add(new SiteFates.Fate(flaw.name(), flaw.reason(), false, records)));
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

    /** Takes a line, its end included. */
    @FunctionalInterface
    interface Lines {
        void write(String line) throws IOException;
    }

    /** Hands the lines over, in the order of the targets' file. */
    void forEachLine(Lines out) throws IOException {
        Iterator<FlawedRecord> others = flawed.records().iterator();
        Optional<FlawedRecord> other = next(others);
        for (int t = 0; t <= alignment.targetSiteCount(); t++) {
            for (; other.isPresent() && other.get().before() == t; other = next(others)) {
                out.write(line(other.get()));
            }
            if (t < alignment.targetSiteCount()) out.write(line(t));
        }
    }

    /** The line of a site that the panel lacks. */
    static String lacking(Site site) {
        SiteAlignment.Fate fate = SiteAlignment.Fate.NOT_IN_PANEL;
        return line(site, "no", fate.name(), fate.reason(), ".", ".");
    }

    private static String line(Site site, String used, String fate, String reason, String af, String panelAf) {
        return String.join(
                "\t",
                site.contig(),
                Integer.toString(site.pos()),
                site.id(),
                site.ref(),
                site.alts().isEmpty() ? "." : String.join(",", site.alts()),
                used,
                fate,
                reason,
                af,
                panelAf + "\n");
    }

    private String line(int t) {
        Site site = alignment.targetSites().get(t);
        String fate = fate(t);
        boolean used = alignment.fate(t).used() && !fate.equals(UNCALLED);
        SiteAlignment.Palindrome palindrome = alignment.palindromes().get(t);
        if (palindrome != null) {
            return line(
                    site,
                    "no",
                    fate,
                    alignment.fate(t).reason(),
                    frequency(palindrome.inTargets()),
                    frequency(palindrome.inPanel()));
        }
        int typed = alignment.typedSite(t);
        String reason =
                fate.equals(UNCALLED) ? UNCALLED_REASON : alignment.fate(t).reason();
        if (used && frequencies.outlier(typed)) reason += OUTLIER_REASON;
        return line(
                site,
                used ? "yes" : "no",
                fate,
                reason,
                used ? frequency(frequencies.target(typed)) : ".",
                used ? frequency(frequencies.panel(typed)) : ".");
    }

    private static Optional<FlawedRecord> next(Iterator<FlawedRecord> records) {
        return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    }

    /** The line of a record that cannot be used. */
    static String line(FlawedRecord record) {
        return String.join(
                "\t",
                record.contig(),
                Integer.toString(record.pos()),
                record.id(),
                record.ref(),
                record.alt(),
                "no",
                record.flaw().name(),
                record.flaw().reason(),
                ".",
                ".\n");
    }

    private static String frequency(double af) {
        if (Double.isNaN(af)) return ".";
        // String.format takes ten times as long, and there is a number or two for each target site.
        return BigDecimal.valueOf(af).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
