package org.haprag.training;

import java.util.SplittableRandom;
import org.haprag.encoding.SiteFrequencies;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;

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
        int[] order = shuffled(panel.samples().count(), seed);
        int held = Math.max(1, (int) Math.round(order.length * validationShare));
        validationSamples = java.util.Arrays.copyOf(order, held);
        trainingSamples = java.util.Arrays.copyOfRange(order, held, order.length);
    }

    private static int[] shuffled(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
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
