package org.haprag.retrieval;

/**
 * Carries weights of panel haplotypes at a typed site over to the allele rows around it: a tent of height 1 at the typed
 * site that falls to 0, linearly in cM, at the typed sites on its left and right. Summed over the typed sites, a row
 * between two of them gets the linear interpolation of both. Work is proportional to the weighted haplotypes and to the
 * ALT alleles of the distinct haplotypes among them ({@link LocalHaplotypes}). One instance serves one thread.
 */
public final class AlleleSpread {
    private final LocalHaplotypes local;
    private final int channels;
    private final float[] share;

    /** (channels, classes) weights by class; all 0 between calls. */
    private final float[] sums;

    private final int classes;
    private final int[] touched;
    private final boolean[] isTouched;
    private int touchedCount;
    private int[] classOfState = {};

    /** @param channels how many weights each haplotype has */
    public AlleleSpread(TypedPanel panel, int channels) {
        this.local = panel.localHaplotypes();
        this.channels = channels;
        this.share = local.rightShare();
        this.classes = local.mostClasses();
        this.sums = new float[classes * channels];
        this.touched = new int[classes];
        this.isTouched = new boolean[classes];
    }

    /**
     * Adds what a typed site's weights give to the rows around it.
     *
     * @param haps panel haplotypes; {@code count} of them from {@code hapsFrom} on have a weight
     * @param weights the i-th haplotype's weight in channel c is {@code weights[at + i * step + c * channelStep]}
     * @param out (R, channels)
     */
    public void add(
            int typed,
            int[] haps,
            int hapsFrom,
            int count,
            float[] weights,
            int at,
            int step,
            int channelStep,
            float[] out) {
        if (classOfState.length < count) classOfState = new int[count];
        for (int side = 0; side < 2; side++) {
            for (LocalHaplotypes.Stretch stretch : local.ofInterval(typed + side)) {
                touch(stretch.classOf(), haps, hapsFrom, count);
                for (int c = 0; c < channels; c++) sum(c * classes, count, weights, at + c * channelStep, step);
                for (int i = 0; i < touchedCount; i++) flush(stretch, touched[i], side, out);
                touchedCount = 0;
            }
        }
    }

    /** Adds weights that belong to no haplotype in particular: each row gets its ALT frequency's share of them. */
    void addToAll(int typed, float[] weights, float[] frequency, float[] out) {
        for (int side = 0; side < 2; side++) {
            for (LocalHaplotypes.Stretch stretch : local.ofInterval(typed + side)) {
                for (int row = stretch.from(); row < stretch.to(); row++) {
                    float height = (side == 0 ? share[row] : 1 - share[row]) * frequency[row];
                    for (int c = 0; c < channels; c++) out[row * channels + c] += height * weights[c];
                }
            }
        }
    }

    private void touch(char[] classOf, int[] haps, int hapsFrom, int count) {
        for (int i = 0; i < count; i++) {
            int k = classOf[haps[hapsFrom + i]];
            classOfState[i] = k;
            if (!isTouched[k]) {
                isTouched[k] = true;
                touched[touchedCount++] = k;
            }
        }
    }

    private void sum(int sumsAt, int count, float[] weights, int at, int step) {
        for (int i = 0; i < count; i++) sums[sumsAt + classOfState[i]] += weights[at + i * step];
    }

    /** A class's weights to its ALT alleles: on the left side of the typed site it is the one on their right. */
    private void flush(LocalHaplotypes.Stretch stretch, int k, int side, float[] out) {
        isTouched[k] = false;
        for (long bits = stretch.patterns()[k]; bits != 0; bits &= bits - 1) {
            int row = stretch.from() + Long.numberOfTrailingZeros(bits);
            float height = side == 0 ? share[row] : 1 - share[row];
            for (int c = 0; c < channels; c++) out[row * channels + c] += height * sums[c * classes + k];
        }
        for (int c = 0; c < channels; c++) sums[c * classes + k] = 0;
    }
}
