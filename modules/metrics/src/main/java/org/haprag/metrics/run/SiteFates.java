package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.List;

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
