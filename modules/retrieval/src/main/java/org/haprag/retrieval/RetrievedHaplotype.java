package org.haprag.retrieval;

/**
 * What retrieval knows of one target haplotype. Arrays are row-major, shared with the caller and not to be written to.
 *
 * <p>Features of a neighbour at a typed site, F = C + 4 of them: its log posterior at each of the C scales, then
 * log(cM + .001) from the typed site to its first and its second mismatch on the left, then on the right.
 */
public final class RetrievedHaplotype {
    /** Stands in {@link #neighbours} where fewer than K panel haplotypes can be copied. */
    public static final int NOBODY = -1;

    /** Added to a run length in cM before its logarithm, so that 0 cM is finite. */
    static final double RUN_FLOOR_CM = 1e-3;

    /** Added to a posterior before its logarithm. */
    static final double POSTERIOR_FLOOR = 1e-7;

    private final int typedCount;
    private final int neighbourCount;
    private final int scaleCount;
    private final int[] neighbours;
    private final float[] features;
    private final float[] copying;
    private final float[] frequency;

    RetrievedHaplotype(
            int typedCount,
            int neighbourCount,
            int scaleCount,
            int[] neighbours,
            float[] features,
            float[] copying,
            float[] frequency) {
        this.typedCount = typedCount;
        this.neighbourCount = neighbourCount;
        this.scaleCount = scaleCount;
        this.neighbours = neighbours;
        this.features = features;
        this.copying = copying;
        this.frequency = frequency;
    }

    /** F for a number of scales. */
    public static int featureCount(int scaleCount) {
        return scaleCount + 4;
    }

    /** T. */
    public int typedCount() {
        return typedCount;
    }

    /** K. */
    public int neighbourCount() {
        return neighbourCount;
    }

    /** C. */
    public int scaleCount() {
        return scaleCount;
    }

    /** (T, K) panel haplotypes, most likely copied first; {@link #NOBODY} where there is none. */
    public int[] neighbours() {
        return neighbours;
    }

    /** (T, K, F). */
    public float[] features() {
        return features;
    }

    /** (R, C): the probability, by the copying model alone, that the haplotype carries the ALT of each allele row. */
    public float[] copying() {
        return copying;
    }

    /** (R): ALT frequency among the panel haplotypes that this target may see. */
    public float[] frequency() {
        return frequency;
    }
}
