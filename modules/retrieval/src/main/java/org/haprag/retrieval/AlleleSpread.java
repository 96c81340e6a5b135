package org.haprag.retrieval;

/**
 * Carries weights of panel haplotypes at a typed site over to the allele rows around it: a tent of height 1 at the typed
 * site that falls to 0, linearly in cM, at the typed sites on its left and right. Summed over the typed sites, a row
 * between two of them gets the linear interpolation of both. Work is proportional to the weighted haplotypes and to the
 * ALT alleles of the distinct haplotypes among them ({@link LocalHaplotypes}). One instance serves one thread.
 */
public final class AlleleSpread {
    /** Channels are summed in groups of so many, unless there is one: written out, their additions overlap. */
    private static final int GROUP = 4;

    /** A class's sums of one group: those of the typed site on the left, then on the right. */
    private static final int SUMS = 2 * GROUP;

    private final LocalHaplotypes local;
    private final int channels;
    private final int stride;
    private final float[] share;

    /** (classes, SUMS); all 0 between calls. */
    private final float[] sums;

    private int[] touched = {};

    /** @param channels how many weights each haplotype has */
    public AlleleSpread(TypedPanel panel, int channels) {
        this.local = panel.localHaplotypes();
        this.channels = channels;
        this.stride = stride(channels);
        this.share = local.rightShare();
        this.sums = new float[local.mostClasses() * SUMS];
    }

    /** How far apart the weights of two haplotypes lie: one channel, or the channels and unused ones up to a whole group. */
    public static int stride(int channels) {
        return channels == 1 ? 1 : (channels + GROUP - 1) / GROUP * GROUP;
    }

    /**
     * Adds what a typed site's weights give to the rows on both sides of it.
     *
     * @param haps panel haplotypes; {@code count} of them from {@code hapsFrom} on have a weight
     * @param weights the i-th haplotype's weight, at least 0, in channel c is {@code weights[i * stride + c]}
     * @param out (R, channels)
     */
    public void add(int typed, int[] haps, int hapsFrom, int count, float[] weights, float[] out) {
        addOnLeft(typed, haps, hapsFrom, count, weights, out);
        addOnRight(typed, haps, hapsFrom, count, weights, out);
    }

    /** As {@link #add}, to the rows on the left of the typed site only. */
    void addOnLeft(int typed, int[] haps, int hapsFrom, int count, float[] weights, float[] out) {
        addFromOne(typed, GROUP, haps, hapsFrom, count, weights, out);
    }

    /** As {@link #add}, to the rows on the right of the typed site only. */
    void addOnRight(int typed, int[] haps, int hapsFrom, int count, float[] weights, float[] out) {
        addFromOne(typed + 1, 0, haps, hapsFrom, count, weights, out);
    }

    /** To the rows between two typed sites, from both, where the same haplotypes have weights: half the work. */
    void addBetween(int leftTyped, int[] haps, int count, float[] left, float[] right, float[] out) {
        reserve(count);
        for (LocalHaplotypes.Stretch stretch : local.ofInterval(leftTyped + 1)) {
            if (channels == 1) {
                flush(stretch, sumBoth(stretch, haps, count, left, right), out);
                continue;
            }
            for (int group = 0; group < stride; group += GROUP) {
                flush(stretch, sumBoth(stretch, haps, count, left, right, group), group, out);
            }
        }
    }

    private void addFromOne(int interval, int slot, int[] haps, int hapsFrom, int count, float[] weights, float[] out) {
        reserve(count);
        for (LocalHaplotypes.Stretch stretch : local.ofInterval(interval)) {
            if (channels == 1) {
                flush(stretch, sumOne(stretch, haps, hapsFrom, count, weights, slot == 0 ? 0 : 1), out);
                continue;
            }
            for (int group = 0; group < stride; group += GROUP) {
                flush(stretch, sumOne(stretch, haps, hapsFrom, count, weights, group, slot), group, out);
            }
        }
    }

    private void reserve(int count) {
        if (touched.length < count) touched = new int[2 * count];
    }

    /** Sums a group of channels by class. A class is touched when a first sum of its leaves 0; returns how many were. */
    private int sumBoth(
            LocalHaplotypes.Stretch stretch, int[] haps, int count, float[] left, float[] right, int group) {
        char[] classOf = stretch.classOf();
        int step = stretch.step();
        int at = stretch.at();
        int n = 0;
        for (int i = 0, w = group; i < count; i++, w += stride) {
            int s = classOf[haps[i] * step + at] * SUMS;
            float l = sums[s];
            float r = sums[s + 4];
            touched[n] = s;
            n += l + r == 0 ? 1 : 0;
            sums[s] = l + left[w];
            sums[s + 1] += left[w + 1];
            sums[s + 2] += left[w + 2];
            sums[s + 3] += left[w + 3];
            sums[s + 4] = r + right[w];
            sums[s + 5] += right[w + 1];
            sums[s + 6] += right[w + 2];
            sums[s + 7] += right[w + 3];
        }
        return n;
    }

    /** As above, of one channel: a class has two sums. */
    private int sumBoth(LocalHaplotypes.Stretch stretch, int[] haps, int count, float[] left, float[] right) {
        char[] classOf = stretch.classOf();
        int step = stretch.step();
        int at = stretch.at();
        int n = 0;
        for (int i = 0; i < count; i++) {
            int s = classOf[haps[i] * step + at] * 2;
            float l = sums[s];
            float r = sums[s + 1];
            touched[n] = s;
            n += l + r == 0 ? 1 : 0;
            sums[s] = l + left[i];
            sums[s + 1] = r + right[i];
        }
        return n;
    }

    /** As {@link #sumBoth} for one typed site: slot 0 where it is the one on the left, GROUP where on the right. */
    private int sumOne(
            LocalHaplotypes.Stretch stretch,
            int[] haps,
            int hapsFrom,
            int count,
            float[] weights,
            int group,
            int slot) {
        char[] classOf = stretch.classOf();
        int step = stretch.step();
        int at = stretch.at();
        int n = 0;
        for (int i = 0, w = group; i < count; i++, w += stride) {
            int s = classOf[haps[hapsFrom + i] * step + at] * SUMS + slot;
            float first = sums[s];
            touched[n] = s - slot;
            n += first == 0 ? 1 : 0;
            sums[s] = first + weights[w];
            sums[s + 1] += weights[w + 1];
            sums[s + 2] += weights[w + 2];
            sums[s + 3] += weights[w + 3];
        }
        return n;
    }

    /** As above, of one channel. @param slot 0 for the typed site on the left, 1 on the right */
    private int sumOne(
            LocalHaplotypes.Stretch stretch, int[] haps, int hapsFrom, int count, float[] weights, int slot) {
        char[] classOf = stretch.classOf();
        int step = stretch.step();
        int at = stretch.at();
        int n = 0;
        for (int i = 0; i < count; i++) {
            int s = classOf[haps[hapsFrom + i] * step + at] * 2 + slot;
            float first = sums[s];
            touched[n] = s - slot;
            n += first == 0 ? 1 : 0;
            sums[s] = first + weights[i];
        }
        return n;
    }

    /**
     * Adds the sums of the touched classes to the rows of their ALT alleles. The sums of a class are 0 afterwards, so
     * that it adds nothing where it was touched twice.
     */
    private void flush(LocalHaplotypes.Stretch stretch, int count, int group, float[] out) {
        int last = Math.min(channels - group, GROUP) - 1;
        for (int i = 0; i < count; i++) {
            int s = touched[i];
            float l0 = sums[s];
            float l1 = sums[s + 1];
            float l2 = sums[s + 2];
            float l3 = sums[s + 3];
            float r0 = sums[s + GROUP];
            float r1 = sums[s + GROUP + 1];
            float r2 = sums[s + GROUP + 2];
            float r3 = sums[s + GROUP + 3];
            for (long bits = stretch.patterns()[s / SUMS]; bits != 0; bits &= bits - 1) {
                int row = stretch.from() + Long.numberOfTrailingZeros(bits);
                float right = share[row];
                float left = 1 - right;
                int at = row * channels + group;
                out[at] += left * l0 + right * r0;
                if (last >= 1) out[at + 1] += left * l1 + right * r1;
                if (last >= 2) out[at + 2] += left * l2 + right * r2;
                if (last >= 3) out[at + 3] += left * l3 + right * r3;
            }
            for (int c = 0; c < SUMS; c++) sums[s + c] = 0;
        }
    }

    /** As above, of one channel. */
    private void flush(LocalHaplotypes.Stretch stretch, int count, float[] out) {
        for (int i = 0; i < count; i++) {
            int s = touched[i];
            float l = sums[s];
            float r = sums[s + 1];
            for (long bits = stretch.patterns()[s >> 1]; bits != 0; bits &= bits - 1) {
                int row = stretch.from() + Long.numberOfTrailingZeros(bits);
                out[row] += l + (r - l) * share[row];
            }
            sums[s] = 0;
            sums[s + 1] = 0;
        }
    }
}
