package org.haprag.retrieval;

import java.util.Arrays;
import java.util.stream.Stream;
import org.haprag.genotype.TypedHaplotypes;

/**
 * Picks the states of the copying model for many targets in two sweeps over the panel: at selection sites, the panel
 * haplotypes with the longest match that ends there (forward sweep) and that starts there (backward sweep), found around
 * the target's place in the positional Burrows-Wheeler order (Durbin 2014, doi:10.1093/bioinformatics/btu014).
 *
 * <p>A sweep costs O(T N) for the order, shared by all targets, and O(T + matches) a target. The two run side by side.
 */
final class PbwtSelection {
    private PbwtSelection() {}

    /**
     * The states of every target haplotype: all that are not excluded in a small panel, the selected ones otherwise.
     *
     * @throws IllegalArgumentException if a target may see no panel haplotype at all
     */
    static StateBlocks[] select(
            TypedPanel panel, RetrievalConfig config, TypedHaplotypes haplotypes, Exclusions exclusions) {
        StateBlocks[] out = new StateBlocks[haplotypes.haplotypeCount()];
        for (int sample = 0; sample < haplotypes.haplotypes().sampleCount(); sample++) {
            if (exclusions.haplotypeCount(sample, panel.panel().haplotypes())
                    < panel.panel().haplotypeCount()) continue;
            throw new IllegalArgumentException("target sample " + sample + " may copy no panel haplotype: all "
                    + panel.panel().haplotypeCount() + " are excluded");
        }
        if (panel.panel().haplotypeCount() <= config.exactUpTo()) {
            for (int h = 0; h < out.length; h++)
                out[h] = all(panel, config, exclusions, haplotypes.haplotypes().sampleOf(h));
            return out;
        }
        TargetBits[] bits = new TargetBits[out.length];
        for (int h = 0; h < out.length; h++) bits[h] = new TargetBits(haplotypes, h);
        PbwtSweep left = new PbwtSweep(panel, config, exclusions, bits, true);
        PbwtSweep right = new PbwtSweep(panel, config, exclusions, bits, false);
        Stream.of(left, right).parallel().forEach(PbwtSweep::run);
        for (int h = 0; h < out.length; h++) out[h] = merged(panel, config, exclusions, left, right, h);
        return out;
    }

    private static StateBlocks all(TypedPanel panel, RetrievalConfig config, Exclusions exclusions, int sample) {
        int[][] blocks = new int[StateBlocks.blockCount(panel.typedCount(), config.blockSites())][];
        Arrays.fill(blocks, visible(panel, exclusions, sample, panel.panel().haplotypeCount()));
        return new StateBlocks(config.blockSites(), panel.typedCount(), blocks);
    }

    /** The first {@code most} haplotypes that a target sample may see. */
    private static int[] visible(TypedPanel panel, Exclusions exclusions, int sample, int most) {
        int[] out = new int[Math.min(most, panel.panel().haplotypeCount())];
        int n = 0;
        for (int hap = 0; n < out.length && hap < panel.panel().haplotypeCount(); hap++) {
            if (!exclusions.excludes(sample, panel.panel().haplotypes(), hap)) out[n++] = hap;
        }
        return Arrays.copyOf(out, n);
    }

    /** Each block's states: what was picked in it and in its neighbours; where nothing matches, whoever is visible. */
    private static StateBlocks merged(
            TypedPanel panel, RetrievalConfig config, Exclusions exclusions, PbwtSweep left, PbwtSweep right, int hap) {
        int blocks = StateBlocks.blockCount(panel.typedCount(), config.blockSites());
        long[] marks = new long[(panel.panel().haplotypeCount() + 63) >>> 6];
        int[][] states = new int[blocks][];
        for (int b = 0; b < blocks; b++) {
            for (int i = Math.max(0, b - 1); i <= Math.min(blocks - 1, b + 1); i++) {
                mark(left.picked(hap, i), left.pickedCount(hap, i), marks);
                mark(right.picked(hap, i), right.pickedCount(hap, i), marks);
            }
            states[b] = take(marks);
            if (states[b].length == 0)
                states[b] = visible(panel, exclusions, left.sample(hap), config.matchesPerSide());
        }
        return new StateBlocks(config.blockSites(), panel.typedCount(), states);
    }

    private static void mark(int[] haps, int count, long[] marks) {
        for (int i = 0; i < count; i++) marks[haps[i] >>> 6] |= 1L << haps[i];
    }

    /** The marked haplotypes, ascending; clears the marks. */
    private static int[] take(long[] marks) {
        int count = 0;
        for (long word : marks) count += Long.bitCount(word);
        int[] out = new int[count];
        int n = 0;
        for (int w = 0; w < marks.length; w++) {
            for (long bits = marks[w]; bits != 0; bits &= bits - 1) {
                out[n++] = (w << 6) + Long.numberOfTrailingZeros(bits);
            }
            marks[w] = 0;
        }
        return out;
    }
}
