package org.haprag.training.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.CmWindows;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.RandomDraw;
import org.haprag.training.TrainingRegion;

/**
 * Cuts a panel into regions to learn from. No weight belongs to a site, so a sample of a long chromosome teaches as much as
 * the whole, in bounded memory.
 */
public final class PanelRegions {
    /** Greatest length of a region, in cM: many windows of the encoder, and one panel's work for each episode. */
    private static final double MOST_CM = 6;

    private static final int MOST_SITES = 30_000;

    /** Regions of one panel, at most. */
    private static final int MOST_REGIONS = 24;

    /** Shorter ends are left out where there is anything else. */
    private static final int LEAST_SITES = 200;

    /** Of a panel's samples: one to learn from, one to validate on, one to copy from. */
    private static final int LEAST_SAMPLES = 3;

    private PanelRegions() {}

    /**
     * The regions of a panel, chosen by the seed where there are many, in order of position.
     *
     * @param where the panel, for errors and names
     */
    public static List<TrainingRegion> of(
            String where, HaplotypePanel panel, GeneticMap map, double validationShare, long seed) {
        int samples = panel.samples().count();
        if (samples < LEAST_SAMPLES || Math.round(samples * validationShare) >= samples) {
            throw new InputException(
                    where,
                    "the panel has too few samples to learn from some and validate on others",
                    samples + " samples, of which training.validationShare " + validationShare + " are validated on",
                    "at least " + LEAST_SAMPLES + " samples and a smaller share",
                    "use a larger panel, or set training.validationShare in --config");
        }
        List<TrainingRegion> regions = new ArrayList<>();
        for (int[] range : chosen(ranges(map.cmOfSites(panel)), new SplittableRandom(seed))) {
            HaplotypePanel part = panel.slice(range[0], range[1]);
            String name = part.site(0).contig() + ":" + part.site(0).pos() + "-"
                    + part.site(part.siteCount() - 1).pos();
            regions.add(new TrainingRegion(name, part, map, validationShare, seed));
        }
        return regions;
    }

    /** Half-open ranges of sites, each within the limits. */
    static List<int[]> ranges(double[] siteCm) {
        List<int[]> all = new ArrayList<>();
        for (CmWindow window : CmWindows.of(siteCm, MOST_CM, 0)) {
            int sites = window.coreSiteCount();
            int parts = (sites + MOST_SITES - 1) / MOST_SITES;
            for (int i = 0; i < parts; i++) {
                all.add(new int[] {
                    window.coreFromSite() + (int) ((long) sites * i / parts),
                    window.coreFromSite() + (int) ((long) sites * (i + 1) / parts)
                });
            }
        }
        List<int[]> longEnough =
                all.stream().filter(r -> r[1] - r[0] >= LEAST_SITES).toList();
        return longEnough.isEmpty() ? all : longEnough;
    }

    private static List<int[]> chosen(List<int[]> ranges, SplittableRandom random) {
        if (ranges.size() <= MOST_REGIONS) return ranges;
        return Arrays.stream(RandomDraw.order(ranges.size(), random), 0, MOST_REGIONS)
                .sorted()
                .mapToObj(ranges::get)
                .toList();
    }
}
