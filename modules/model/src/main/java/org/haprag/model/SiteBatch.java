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

/** Fills {@link SiteInputs}, row by row: rows of single haplotypes, or both haplotypes of target after target. */
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

    /** @param maxRows R, at most */
    public SiteBatch(ModelConfig config, Mixing mixing, int maxRows) {
        this.config = config;
        this.mixing = mixing;
        boolean inNetwork = mixing == Mixing.IN_NETWORK;
        left = new long[maxRows];
        right = new long[maxRows];
        rightShare = new float[maxRows];
        alleles = new float[inNetwork ? 2 * maxRows * config.neighbours() : 0];
        mixtures = new float[inNetwork ? 0 : maxRows * config.fusionHeads()];
        copying = new float[maxRows * config.scales()];
        frequency = new float[maxRows];
        cmFromMiddle = new float[maxRows];
        features = new float[maxRows * SiteFeatures.COUNT];
        otherAlt = new float[maxRows];
    }

    public void clear() {
        rows = 0;
    }

    /** R so far. */
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
     * Adds one allele row of one haplotype of a target.
     *
     * @param interval the row's interval between typed sites
     * @param haplotype 0 or 1
     * @param core batch index of the token of the interval's left typed site
     * @param windowFrom the first typed site of the window that the left token is from
     */
    public void add(Target target, int alleleRow, int interval, int haplotype, int core, int windowFrom) {
        TypedPanel panel = target.panel();
        RetrievedHaplotype r = target.hap(haplotype);
        int site = panel.panel().siteOfRow(alleleRow);
        int leftTyped = panel.leftTyped(interval);
        int rightTyped = panel.rightTyped(interval);
        int at = rows++;
        left[at] = core;
        right[at] = core + rightTyped - leftTyped;
        rightShare[at] = panel.rightShare(interval, site);
        frequency[at] = r.frequency()[alleleRow];
        cmFromMiddle[at] = (float) (panel.siteCm(site) - TypedBatch.middleCm(panel, windowFrom, config.window()));
        int c = config.scales();
        System.arraycopy(r.copying(), alleleRow * c, copying, at * c, c);
        otherAlt[at] = otherAlt(panel.panel(), r, site, alleleRow);
        if (mixing == Mixing.IN_NETWORK) {
            fillAlleles(2 * at * config.neighbours(), panel, r, leftTyped, alleleRow);
            fillAlleles((2 * at + 1) * config.neighbours(), panel, r, rightTyped, alleleRow);
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

    /** Gives the fused probabilities of the row added last. @param mixed (R, H) of its haplotype, all rows of the panel */
    public void mixtures(float[] mixed, int alleleRow) {
        int h = config.fusionHeads();
        System.arraycopy(mixed, alleleRow * h, mixtures, (rows - 1) * h, h);
    }

    private void cluster(Target target, int interval, int alleleRow) {
        if (target.tracked() >= 0) {
            target.clustering().without(target.tracked(), interval, alleleRow, clustering);
        } else {
            clustering[0] = target.clustering().left(alleleRow);
            clustering[1] = target.clustering().right(alleleRow);
        }
    }

    /** The probability, by the copying model, that a haplotype carries another ALT of the row's site. */
    public static float otherAlt(HaplotypePanel panel, RetrievedHaplotype r, int site, int alleleRow) {
        if (panel.firstRow(site + 1) - panel.firstRow(site) == 1) return 0;
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

    /** Copies rows of single haplotypes to the engine. */
    public SiteInputs toInputs(NDManager manager) {
        return toInputs(manager, (NDArray) null);
    }

    /** Copies both haplotypes of L rows of each target to the engine. @param targets B; divides half of {@link #rowCount} */
    public SiteInputs toInputs(NDManager manager, int targets) {
        int l = rows / (2 * targets);
        if (2 * targets * l != rows) throw new IllegalStateException(rows + " rows for " + targets + " targets");
        return toInputs(manager, manager.create(Arrays.copyOf(otherAlt, rows), new Shape(targets, l, 2)));
    }

    private SiteInputs toInputs(NDManager manager, NDArray other) {
        Shape column = new Shape(rows, 1);
        boolean inNetwork = mixing == Mixing.IN_NETWORK && config.neighbours() > 0;
        return new SiteInputs(
                manager.create(Arrays.copyOf(left, rows)),
                manager.create(Arrays.copyOf(right, rows)),
                manager.create(Arrays.copyOf(rightShare, rows), column),
                inNetwork ? matrix(manager, alleles, 2 * config.neighbours()) : null,
                mixing == Mixing.BY_CALLER ? matrix(manager, mixtures, config.fusionHeads()) : null,
                matrix(manager, copying, config.scales()),
                manager.create(Arrays.copyOf(frequency, rows), column),
                manager.create(Arrays.copyOf(cmFromMiddle, rows), column),
                matrix(manager, features, SiteFeatures.COUNT),
                other);
    }

    private NDArray matrix(NDManager manager, float[] values, int columns) {
        return manager.create(Arrays.copyOf(values, rows * columns), new Shape(rows, columns));
    }
}
