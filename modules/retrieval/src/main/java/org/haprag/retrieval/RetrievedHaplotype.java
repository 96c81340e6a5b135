package org.haprag.retrieval;

import java.util.Arrays;

/**
 * What retrieval knows of one target haplotype. Arrays are row-major, shared with the caller and not to be written to.
 * Neighbours are described when asked for, as most typed sites lie between alleles that copying settles and are never asked.
 */
public final class RetrievedHaplotype {
    /** Stands in {@link #neighbours} where fewer than K panel haplotypes can be copied. */
    public static final int NOBODY = -1;

    /** Added to a run length in cM before its logarithm, so that 0 cM is finite. */
    static final double RUN_FLOOR_CM = 1e-3;

    /** Added to a posterior before its logarithm. */
    static final double POSTERIOR_FLOOR = 1e-7;

    /** Features of runs: four lengths, two counts of mismatches. */
    private static final int RUNS = 6;

    private final TypedPanel panel;
    private final Anchors anchors;
    private final TargetBits target;
    private final int neighbourCount;
    private final int scaleCount;
    private final int middleScale;
    private final int[] neighbours;
    private final float[] posteriors;
    private final float[] copying;
    private final float[] frequency;

    /** @param posteriors (A, K, C) of the neighbours, 0 of nobody */
    RetrievedHaplotype(
            TypedPanel panel,
            Anchors anchors,
            TargetBits target,
            RetrievalConfig config,
            int[] neighbours,
            float[] posteriors,
            float[] copying,
            float[] frequency) {
        this.panel = panel;
        this.anchors = anchors;
        this.target = target;
        this.neighbourCount = config.neighbours();
        this.scaleCount = config.scaleCount();
        this.middleScale = config.middleScale();
        this.neighbours = neighbours;
        this.posteriors = posteriors;
        this.copying = copying;
        this.frequency = frequency;
    }

    /** F for C scales. */
    public static int featureCount(int scaleCount) {
        return scaleCount + RUNS;
    }

    /** The typed sites at which its neighbours are known. */
    public Anchors anchors() {
        return anchors;
    }

    /** K. */
    public int neighbourCount() {
        return neighbourCount;
    }

    /** C. */
    public int scaleCount() {
        return scaleCount;
    }

    /** (A, K) panel haplotypes, most likely copied first; {@link #NOBODY} where there is none. */
    public int[] neighbours() {
        return neighbours;
    }

    /**
     * Writes the F features of the i-th neighbour at an anchor: its log posterior at each of the C scales, then
     * log(cM + .001) from the typed site to its first and its second mismatch on the left, then on the right; how many of the
     * two there are on the left, and on the right: where the region ends first, the runs reach to its outermost typed site.
     */
    public void describe(int anchor, int i, float[] to, int at) {
        int typed = anchors.typed(anchor);
        int neighbour = anchor * neighbourCount + i;
        for (int c = 0; c < scaleCount; c++) {
            to[at + c] = FloatLog.of(posteriors[neighbour * scaleCount + c] + (float) POSTERIOR_FLOOR);
        }
        int hap = neighbours[neighbour];
        int runs = at + scaleCount;
        if (hap == NOBODY) {
            Arrays.fill(to, runs, runs + 4, (float) Math.log(RUN_FLOOR_CM));
            Arrays.fill(to, runs + 4, runs + RUNS, 0);
            return;
        }
        int left = target.mismatchBefore(panel, hap, typed + 1);
        int left2 = target.mismatchBefore(panel, hap, left);
        int right = target.mismatchFrom(panel, hap, typed);
        int right2 = target.mismatchFrom(panel, hap, right + 1);
        double here = panel.typedCm(typed);
        int last = panel.typedCount() - 1;
        to[runs] = logRun(here - panel.typedCm(Math.max(left, 0)));
        to[runs + 1] = logRun(here - panel.typedCm(Math.max(left2, 0)));
        to[runs + 2] = logRun(panel.typedCm(Math.min(right, last)) - here);
        to[runs + 3] = logRun(panel.typedCm(Math.min(right2, last)) - here);
        to[runs + 4] = left < 0 ? 0 : left2 < 0 ? 1 : 2;
        to[runs + 5] = right > last ? 0 : right2 > last ? 1 : 2;
    }

    private static float logRun(double cm) {
        return FloatLog.of((float) (cm + RUN_FLOOR_CM));
    }

    /** (R, C): the probability, by the copying model alone, that the haplotype carries the ALT of each allele row. */
    public float[] copying() {
        return copying;
    }

    /** {@link #copying} of an allele row at the scale that ranks neighbours: the local ALT frequency, among what is copied. */
    public float middleCopying(int alleleRow) {
        return copying[alleleRow * scaleCount + middleScale];
    }

    /** (R): ALT frequency among the panel haplotypes that this target may see. */
    public float[] frequency() {
        return frequency;
    }
}
