package org.haprag.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.RandomDraw;
import org.haprag.genotype.mask.SiteFrequencies;

/** A panel region to learn from, with what every episode on it needs, and its samples split into two parts. */
public final class TrainingRegion {
    private final String name;
    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final BitMatrix panelByHaplotype;
    private final SiteFrequencies frequencies;
    private final int[] trainingSamples;
    private final int[] validationSamples;

    /**
     * @param name for the log
     * @param validationShare of the samples that are never pseudo-targets of a training step, in (0, 1)
     * @param seed of the split; the same seed and sample names give the same split in every region
     */
    public TrainingRegion(String name, HaplotypePanel panel, GeneticMap map, double validationShare, long seed) {
        if (panel.samples().count() < 3) {
            throw new IllegalArgumentException("training needs at least 3 panel samples, found " + panel.samples());
        }
        this.name = name;
        this.panel = panel;
        this.siteCm = map.cmOfSites(panel);
        this.panelByHaplotype = panel.alleles().transpose();
        this.frequencies = SiteFrequencies.of(panel);
        int[] order = RandomDraw.order(panel.samples().count(), new SplittableRandom(seed));
        int held = Math.max(1, (int) Math.round(order.length * validationShare));
        validationSamples = Arrays.copyOf(order, held);
        trainingSamples = Arrays.copyOfRange(order, held, order.length);
    }

    private TrainingRegion(TrainingRegion whole, int fromSite, int toSite) {
        name = whole.name;
        panel = whole.panel.slice(fromSite, toSite);
        siteCm = Arrays.copyOfRange(whole.siteCm, fromSite, toSite);
        panelByHaplotype = panel.alleles().transpose();
        frequencies = SiteFrequencies.of(panel);
        trainingSamples = whole.trainingSamples;
        validationSamples = whole.validationSamples;
    }

    /**
     * A random stretch of the region, as if there were no panel beyond: what a short region or the end of a long one looks
     * like. Its length is uniform in the logarithm, from {@code shortestBp} to the region's.
     */
    TrainingRegion stretch(double shortestBp, SplittableRandom random) {
        double lengthBp = frequencies.lengthBp();
        if (shortestBp >= lengthBp) return this;
        double length = shortestBp * Math.pow(lengthBp / shortestBp, random.nextDouble());
        double start = frequencies.posBp(0) + random.nextDouble() * (lengthBp - length);
        int from = 0;
        while (frequencies.posBp(from) < start) from++;
        int to = from;
        while (to < panel.siteCount() && frequencies.posBp(to) <= start + length) to++;
        return new TrainingRegion(this, from, Math.max(to, from + 1));
    }

    public String name() {
        return name;
    }

    public HaplotypePanel panel() {
        return panel;
    }

    /** Position of a panel site in cM. */
    public double siteCm(int panelSite) {
        return siteCm[panelSite];
    }

    double[] siteCm() {
        return siteCm;
    }

    BitMatrix panelByHaplotype() {
        return panelByHaplotype;
    }

    public SiteFrequencies frequencies() {
        return frequencies;
    }

    /** Panel samples that may be pseudo-targets of training steps. A copy. */
    public int[] trainingSamples() {
        return trainingSamples.clone();
    }

    /** Panel samples that are only ever validated on. A copy. */
    public int[] validationSamples() {
        return validationSamples.clone();
    }
}
