package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the target sites of one contig.
 *
 * @param contig as the panel names it
 * @param fates each that any site met, most frequent first
 * @param panelSites how many sites are imputed
 * @param typedSites at how many of them some target has a call
 * @param lengthCm from the first of them to the last
 */
public record SiteFates(String contig, List<Fate> fates, int panelSites, int typedSites, double lengthCm) {
    /**
     * One fate.
     *
     * @param name as in the table of sites, such as {@code NOT_IN_PANEL}
     * @param reason one clause that explains it
     * @param used whether genotypes of such sites are imputed from
     * @param sites how many met it
     */
    public record Fate(String name, String reason, boolean used, int sites) {}

    public SiteFates {
        List<Fate> sorted = new ArrayList<>(fates);
        sorted.sort((a, b) -> Integer.compare(b.sites, a.sites));
        fates = List.copyOf(sorted);
    }

    /** Those of several contigs together. @param contigs at least one */
    public static SiteFates pooled(List<SiteFates> contigs) {
        if (contigs.size() == 1) return contigs.get(0);
        Map<String, Fate> fates = new LinkedHashMap<>();
        int panelSites = 0;
        int typedSites = 0;
        double lengthCm = 0;
        for (SiteFates one : contigs) {
            panelSites += one.panelSites;
            typedSites += one.typedSites;
            lengthCm += one.lengthCm;
            for (Fate f : one.fates) {
                fates.merge(f.name, f, (a, b) -> new Fate(a.name, a.reason, a.used, a.sites + b.sites));
            }
        }
        String names = contigs.get(0).contig + " to " + contigs.get(contigs.size() - 1).contig;
        return new SiteFates(names, List.copyOf(fates.values()), panelSites, typedSites, lengthCm);
    }

    public int targetSites() {
        return fates.stream().mapToInt(Fate::sites).sum();
    }

    /** How many target sites met a fate. */
    public int count(String name) {
        return fates.stream()
                .filter(f -> f.name.equals(name))
                .mapToInt(Fate::sites)
                .sum();
    }

    /** Typed sites a cM; NaN for a single position. */
    public double typedPerCm() {
        return lengthCm > 0 ? typedSites / lengthCm : Double.NaN;
    }
}
