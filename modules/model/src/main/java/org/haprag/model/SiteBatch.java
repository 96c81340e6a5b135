package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/**
 * Fills {@link SiteInputs}, prediction by prediction: of single haplotypes, or of both haplotypes of target after target. The
 * engine gets copies ({@link #toInputs}); the kernel reads the arrays, whose shapes are those of {@link SiteInputs}.
 */
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
    final long[] left;
    final long[] right;
    final float[] rightShare;
    final float[] alleles;
    final float[] mixtures;
    final float[] copying;
    final float[] frequency;
    final float[] cmFromMiddle;
    final float[] features;
    private final float[] otherAlt;
    private final double[] clustering = new double[2];
    private int size;

    /** @param most P, at most */
    public SiteBatch(ModelConfig config, Mixing mixing, int most) {
        this.config = config;
        this.mixing = mixing;
        boolean inNetwork = mixing == Mixing.IN_NETWORK;
        left = new long[most];
        right = new long[most];
        rightShare = new float[most];
        alleles = new float[inNetwork ? 2 * most * config.neighbours() : 0];
        mixtures = new float[inNetwork ? 0 : most * config.fusionHeads()];
        copying = new float[most * config.scales()];
        frequency = new float[most];
        cmFromMiddle = new float[most];
        features = new float[most * SiteFeatures.COUNT];
        otherAlt = new float[most];
    }

    public void clear() {
        size = 0;
    }

    /** P so far. */
    public int size() {
        return size;
    }

    /**
     * A target's place in the panel and in a {@link TypedBatch}.
     *
     * @param panel its panel at its typed sites
     * @param clustering of that panel, as the target may see it
     * @param haps what was retrieved for its haplotypes, of which it has one or two
     * @param phase how far its phase is in doubt
     */
    public record Target(
            TypedPanel panel, LocalClustering.View clustering, List<RetrievedHaplotype> haps, PhaseDoubt phase) {
        /** Whose phase is known. */
        public Target(TypedPanel panel, LocalClustering.View clustering, List<RetrievedHaplotype> haps) {
            this(panel, clustering, haps, PhaseDoubt.NONE);
        }

        /** How many haplotypes it has. */
        public int ploidy() {
            return haps.size();
        }

        /** What was retrieved for haplotype {@code i}, counted from 0. */
        public RetrievedHaplotype hap(int i) {
            return haps.get(i);
        }
    }

    /**
     * Adds the prediction of one allele row of one haplotype of a target.
     *
     * @param interval the row's interval between typed sites
     * @param haplotype of the target, counted from 0
     * @param anchor the number, in the {@link TypedBatch}, of the anchor on the interval's left; the one on its right follows it
     * @param windowFrom the first anchor of the token window that the left one is from
     */
    public void add(Target target, int alleleRow, int interval, int haplotype, int anchor, int windowFrom) {
        TypedPanel panel = target.panel();
        RetrievedHaplotype r = target.hap(haplotype);
        int site = panel.panel().siteOfRow(alleleRow);
        Anchors anchors = r.anchors();
        int leftAnchor = anchors.left(interval);
        int rightAnchor = anchors.right(interval);
        int at = size++;
        left[at] = anchor;
        right[at] = anchor + rightAnchor - leftAnchor;
        rightShare[at] = anchors.rightShare()[alleleRow];
        frequency[at] = r.frequency()[alleleRow];
        cmFromMiddle[at] =
                (float) (panel.siteCm(site) - TypedBatch.middleCm(panel, anchors, windowFrom, config.window()));
        int c = config.scales();
        System.arraycopy(r.copying(), alleleRow * c, copying, at * c, c);
        otherAlt[at] = otherAlt(panel.panel(), r, site, alleleRow);
        if (mixing == Mixing.IN_NETWORK) {
            fillAlleles(2 * at * config.neighbours(), panel, r, leftAnchor, alleleRow);
            fillAlleles((2 * at + 1) * config.neighbours(), panel, r, rightAnchor, alleleRow);
        }
        target.clustering().of(interval, alleleRow, clustering);
        SiteFeatures.write(
                features,
                at * SiteFeatures.COUNT,
                frequency[at],
                Math.abs(panel.siteCm(site) - panel.typedCm(panel.leftTyped(interval))),
                Math.abs(panel.typedCm(panel.rightTyped(interval)) - panel.siteCm(site)),
                clustering[0],
                clustering[1]);
        int phase = at * SiteFeatures.COUNT;
        if (target.phase().unknown()) {
            float other = target.hap(1 - haplotype).middleCopying(alleleRow);
            SiteFeatures.writePhase(
                    features,
                    phase,
                    other,
                    target.phase().here(interval),
                    target.phase().around(interval));
        } else {
            Arrays.fill(features, phase + SiteFeatures.OF_PHASE, phase + SiteFeatures.COUNT, 0);
        }
    }

    /** Gives the fused probabilities of the prediction added last. */
    public void mix(PanelMixer mixer, int alleleRow, int interval) {
        mixer.mix(alleleRow, interval, mixtures, (size - 1) * config.fusionHeads());
    }

    /** The probability, by the copying model, that a haplotype carries another ALT of the row's site. */
    public static float otherAlt(HaplotypePanel panel, RetrievedHaplotype r, int site, int alleleRow) {
        if (panel.firstRow(site + 1) - panel.firstRow(site) == 1) return 0;
        float sum = 0;
        for (int row = panel.firstRow(site); row < panel.firstRow(site + 1); row++) {
            if (row != alleleRow) sum += r.middleCopying(row);
        }
        return Math.min(1, sum);
    }

    private void fillAlleles(int at, TypedPanel panel, RetrievedHaplotype r, int anchor, int alleleRow) {
        BitMatrix bits = panel.panel().alleles();
        for (int i = 0; i < config.neighbours(); i++) {
            int hap = r.neighbours()[anchor * r.neighbourCount() + i];
            alleles[at + i] = hap != RetrievedHaplotype.NOBODY && bits.get(alleleRow, hap) ? 1 : 0;
        }
    }

    /** Copies both haplotypes of L allele rows of each target to the engine. @param targets B; divides half of {@link #size} */
    public PairedSiteInputs toInputs(NDManager manager, int targets) {
        int l = size / (2 * targets);
        if (2 * targets * l != size) throw new IllegalStateException(size + " predictions for " + targets + " targets");
        NDArray other = manager.create(Arrays.copyOf(otherAlt, size), new Shape(targets, l, 2));
        return new PairedSiteInputs(toInputs(manager), other);
    }

    /** Copies predictions of single haplotypes to the engine. */
    public SiteInputs toInputs(NDManager manager) {
        Shape column = new Shape(size, 1);
        return new SiteInputs(
                manager.create(Arrays.copyOf(left, size)),
                manager.create(Arrays.copyOf(right, size)),
                manager.create(Arrays.copyOf(rightShare, size), column),
                mixtures(manager),
                matrix(manager, copying, config.scales()),
                manager.create(Arrays.copyOf(frequency, size), column),
                manager.create(Arrays.copyOf(cmFromMiddle, size), column),
                matrix(manager, features, SiteFeatures.COUNT));
    }

    private Mixtures mixtures(NDManager manager) {
        if (config.neighbours() == 0) return new Mixtures.OfCopying(config.fusionHeads());
        return switch (mixing) {
            case IN_NETWORK -> new Mixtures.OfNeighbours(matrix(manager, alleles, 2 * config.neighbours()));
            case BY_CALLER -> new Mixtures.Given(matrix(manager, mixtures, config.fusionHeads()));
        };
    }

    private NDArray matrix(NDManager manager, float[] values, int columns) {
        return manager.create(Arrays.copyOf(values, size * columns), new Shape(size, columns));
    }
}
