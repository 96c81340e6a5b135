package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/** Fills {@link SiteInputs}, row by row, in the order target-major: the L rows of the first target, of the second, ... */
public final class SiteBatch {
    /** Where the fused probabilities come from. */
    public enum Mixing {
        /** The neighbours' alleles are handed over; the network mixes, and gradients reach the fusion's weights. */
        IN_NETWORK,
        /** The caller mixes with {@link PanelMixer}, at a cost proportional to the ALT alleles among neighbours. */
        BY_CALLER
    }

    private final ModelConfig config;
    private final Mixing mixing;
    private final long[] left;
    private final long[] right;
    private final float[] rightShare;
    private final float[] alleles;
    private final float[] mixtures;
    private final float[] copying;
    private final float[] frequency;
    private final float[] cmFromMiddle;
    private final float[] features;
    private final float[] otherAlt;
    private final double[] clustering = new double[2];
    private int rows;

    /** @param maxRows B x L, at most */
    public SiteBatch(ModelConfig config, Mixing mixing, int maxRows) {
        this.config = config;
        this.mixing = mixing;
        boolean inNetwork = mixing == Mixing.IN_NETWORK;
        left = new long[2 * maxRows];
        right = new long[2 * maxRows];
        rightShare = new float[maxRows];
        alleles = new float[inNetwork ? 4 * maxRows * config.neighbours() : 0];
        mixtures = new float[inNetwork ? 0 : 2 * maxRows * config.fusionHeads()];
        copying = new float[2 * maxRows * config.scales()];
        frequency = new float[maxRows];
        cmFromMiddle = new float[maxRows];
        features = new float[maxRows * SiteFeatures.COUNT];
        otherAlt = new float[2 * maxRows];
    }

    public void clear() {
        rows = 0;
    }

    public int rowCount() {
        return rows;
    }

    /**
     * A target's place in the panel and in a {@link TypedBatch}.
     *
     * @param panel its panel at its typed sites
     * @param clustering of that panel
     * @param tracked the target's index among the tracked samples of {@code clustering}, or -1 if it is not in the panel
     * @param hap1 what was retrieved for its first haplotype
     * @param hap2 for its second
     */
    public record Target(
            TypedPanel panel,
            LocalClustering clustering,
            int tracked,
            RetrievedHaplotype hap1,
            RetrievedHaplotype hap2) {
        /** What was retrieved for haplotype 0 or 1. */
        public RetrievedHaplotype hap(int i) {
            return i == 0 ? hap1 : hap2;
        }
    }

    /**
     * Adds one allele row of a target.
     *
     * @param interval the row's interval between typed sites
     * @param core1 batch index of the token of the interval's left typed site, first haplotype
     * @param core2 second haplotype
     * @param windowFrom the first typed site of the window that the left token is from
     */
    public void add(Target target, int alleleRow, int interval, int core1, int core2, int windowFrom) {
        TypedPanel panel = target.panel();
        int site = panel.panel().siteOfRow(alleleRow);
        int leftTyped = panel.leftTyped(interval);
        int rightTyped = panel.rightTyped(interval);
        int step = rightTyped - leftTyped;
        int at = rows++;
        rightShare[at] = panel.rightShare(interval, site);
        frequency[at] = target.hap1().frequency()[alleleRow];
        cmFromMiddle[at] = (float) (panel.siteCm(site) - TypedBatch.middleCm(panel, windowFrom, config.window()));
        for (int h = 0; h < 2; h++) {
            left[2 * at + h] = h == 0 ? core1 : core2;
            right[2 * at + h] = left[2 * at + h] + step;
            RetrievedHaplotype r = target.hap(h);
            int c = config.scales();
            System.arraycopy(r.copying(), alleleRow * c, copying, (2 * at + h) * c, c);
            otherAlt[2 * at + h] = otherAlt(panel.panel(), r, site, alleleRow);
            if (mixing == Mixing.IN_NETWORK) {
                fillAlleles((2 * at + h) * 2 * config.neighbours(), panel, r, leftTyped, alleleRow);
                fillAlleles(((2 * at + h) * 2 + 1) * config.neighbours(), panel, r, rightTyped, alleleRow);
            }
        }
        cluster(target, interval, alleleRow);
        SiteFeatures.write(
                features,
                at * SiteFeatures.COUNT,
                frequency[at],
                Math.abs(panel.siteCm(site) - panel.typedCm(leftTyped)),
                Math.abs(panel.typedCm(rightTyped) - panel.siteCm(site)),
                clustering[0],
                clustering[1]);
    }

    /** Gives the fused probabilities of the row added last. @param p1 (R, H) of haplotype 1 @param p2 of haplotype 2 */
    public void mixtures(float[] p1, float[] p2, int alleleRow) {
        int h = config.fusionHeads();
        int at = 2 * (rows - 1) * h;
        System.arraycopy(p1, alleleRow * h, mixtures, at, h);
        System.arraycopy(p2, alleleRow * h, mixtures, at + h, h);
    }

    private void cluster(Target target, int interval, int alleleRow) {
        if (target.tracked() >= 0) {
            target.clustering().without(target.tracked(), interval, alleleRow, clustering);
        } else {
            clustering[0] = target.clustering().left(alleleRow);
            clustering[1] = target.clustering().right(alleleRow);
        }
    }

    private static float otherAlt(HaplotypePanel panel, RetrievedHaplotype r, int site, int alleleRow) {
        float sum = 0;
        int middle = r.scaleCount() / 2;
        for (int row = panel.firstRow(site); row < panel.firstRow(site + 1); row++) {
            if (row != alleleRow) sum += r.copying()[row * r.scaleCount() + middle];
        }
        return Math.min(1, sum);
    }

    private void fillAlleles(int at, TypedPanel panel, RetrievedHaplotype r, int typed, int alleleRow) {
        BitMatrix bits = panel.panel().alleles();
        for (int i = 0; i < config.neighbours(); i++) {
            int hap = r.neighbours()[typed * r.neighbourCount() + i];
            alleles[at + i] = hap != RetrievedHaplotype.NOBODY && bits.get(alleleRow, hap) ? 1 : 0;
        }
    }

    /** Copies what was filled to the engine. @param targets B; divides {@link #rowCount} */
    public SiteInputs toInputs(NDManager manager, int targets) {
        int b = targets;
        int l = rows / targets;
        if (b * l != rows) throw new IllegalStateException(rows + " rows for " + targets + " targets");
        Shape pairs = new Shape(b, l, 2);
        Shape sites = new Shape(b, l);
        boolean inNetwork = mixing == Mixing.IN_NETWORK && config.neighbours() > 0;
        boolean byCaller = mixing == Mixing.BY_CALLER;
        NDArray neighbourAlleles = inNetwork
                ? manager.create(
                        Arrays.copyOf(alleles, 4 * rows * config.neighbours()),
                        new Shape(b, l, 2, 2L * config.neighbours()))
                : null;
        NDArray mixed = byCaller
                ? manager.create(
                        Arrays.copyOf(mixtures, 2 * rows * config.fusionHeads()),
                        new Shape(b, l, 2, config.fusionHeads()))
                : null;
        return new SiteInputs(
                manager.create(Arrays.copyOf(left, 2 * rows), pairs),
                manager.create(Arrays.copyOf(right, 2 * rows), pairs),
                manager.create(Arrays.copyOf(rightShare, rows), sites),
                neighbourAlleles,
                mixed,
                manager.create(Arrays.copyOf(copying, 2 * rows * config.scales()), new Shape(b, l, 2, config.scales())),
                manager.create(Arrays.copyOf(frequency, rows), sites),
                manager.create(Arrays.copyOf(cmFromMiddle, rows), sites),
                manager.create(Arrays.copyOf(features, rows * SiteFeatures.COUNT), new Shape(b, l, SiteFeatures.COUNT)),
                manager.create(Arrays.copyOf(otherAlt, 2 * rows), pairs));
    }
}
