package org.haprag.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.RandomDraw;
import org.haprag.genotype.mask.SiteFrequencies;

/** A panel region to learn from, with what every episode on it needs, and its samples split into two parts. */
public final class TrainingRegion {
    /** A panel is not made smaller than this. */
    private static final int LEAST_SAMPLES = 50;

    private static final double MOST_FILTERED_MAF = .01;
    private static final double CM_PER_BP = GeneticMap.DEFAULT_CM_PER_MB * 1e-6;

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

    private TrainingRegion(
            TrainingRegion whole,
            HaplotypePanel panel,
            double[] siteCm,
            int[] trainingSamples,
            int[] validationSamples) {
        this.name = whole.name;
        this.panel = panel;
        this.siteCm = siteCm;
        this.panelByHaplotype = panel.alleles().transpose();
        this.frequencies = SiteFrequencies.of(panel);
        this.trainingSamples = trainingSamples;
        this.validationSamples = validationSamples;
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
        to = Math.max(to, from + 1);
        return new TrainingRegion(
                this, panel.slice(from, to), Arrays.copyOfRange(siteCm, from, to), trainingSamples, validationSamples);
    }

    /** The region as another panel might have it: see {@link Variety}. */
    TrainingRegion varied(Variety variety, SplittableRandom random) {
        TrainingRegion out = this;
        if (random.nextDouble() < variety.fewerSamples()) out = out.withFewerSamples(random);
        if (random.nextDouble() < variety.commonOnly()) out = out.withoutRareSites(random);
        if (random.nextDouble() < variety.otherMaps()) out = out.withOtherMap(random);
        return out;
    }

    /** Some of the samples, their number uniform in the logarithm, and the sites that vary among them. */
    private TrainingRegion withFewerSamples(SplittableRandom random) {
        int all = panel.samples().count();
        if (all <= LEAST_SAMPLES) return this;
        int count = (int) (LEAST_SAMPLES * Math.pow(all / (double) LEAST_SAMPLES, random.nextDouble()));
        int validated = Math.max(1, count * validationSamples.length / all);
        int[] training = RandomDraw.some(trainingSamples, Math.max(2, count - validated), random);
        int[] validation = RandomDraw.some(validationSamples, validated, random);
        int[] kept = Arrays.copyOf(training, training.length + validation.length);
        System.arraycopy(validation, 0, kept, training.length, validation.length);
        HaplotypePanel part = panel.subset(kept);
        int[] numbers = new int[kept.length];
        Arrays.setAll(numbers, i -> i);
        TrainingRegion some = new TrainingRegion(
                this,
                part,
                siteCm,
                Arrays.copyOf(numbers, training.length),
                Arrays.copyOfRange(numbers, training.length, kept.length));
        return some.withSites(site -> some.minorFrequency(site) > 0);
    }

    private TrainingRegion withoutRareSites(SplittableRandom random) {
        double rarest = .5 / panel.haplotypeCount();
        double least = rarest * Math.pow(Math.max(1, MOST_FILTERED_MAF / rarest), random.nextDouble());
        return withSites(site -> minorFrequency(site) >= least);
    }

    /** The largest MAF of a site's rows. */
    private double minorFrequency(int site) {
        double most = 0;
        for (int row = panel.firstRow(site); row < panel.firstRow(site + 1); row++) {
            most = Math.max(most, panel.maf(row));
        }
        return most;
    }

    private TrainingRegion withSites(IntPredicate keeps) {
        int[] kept = IntStream.range(0, panel.siteCount()).filter(keeps).toArray();
        if (kept.length < 2 || kept.length == panel.siteCount()) return this;
        double[] cm = Arrays.stream(kept).mapToDouble(site -> siteCm[site]).toArray();
        return new TrainingRegion(this, panel.atSites(kept), cm, trainingSamples, validationSamples);
    }

    /** A constant rate, or the same map in other units; a third to three times as long. */
    private TrainingRegion withOtherMap(SplittableRandom random) {
        double factor = Math.pow(3, 2 * random.nextDouble() - 1);
        boolean constant = random.nextBoolean();
        double[] cm = new double[siteCm.length];
        for (int site = 0; site < cm.length; site++) {
            cm[site] = factor * (constant ? panel.site(site).pos() * CM_PER_BP : siteCm[site]);
        }
        return new TrainingRegion(this, panel, cm, trainingSamples, validationSamples);
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
