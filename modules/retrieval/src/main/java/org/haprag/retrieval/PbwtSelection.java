package org.haprag.retrieval;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.Pool;
import org.haprag.genotype.TypedHaplotypes;

/**
 * Picks the states of the copying model for many targets in two sweeps over the panel: at selection sites, the panel
 * haplotypes with the longest match that ends there (forward sweep) and that starts there (backward sweep), found around
 * the target's place in the positional Burrows-Wheeler order (Durbin 2014, doi:10.1093/bioinformatics/btu014).
 *
 * <p>A sweep costs O(T N) for the order, shared by all targets, and O(T + matches) a target. The two run side by side.
 */
final class PbwtSelection {
    /** Blocks on each side in which a tied match is a state, at most: there are many, and most of them end soon. */
    private static final int TIED_REACH = 2;

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final TypedHaplotypes targets;
    private final Exclusions exclusions;
    private final Optional<Picked> picked;
    private final Pool<Marks> marks;

    /** What both sweeps have picked. */
    private record Picked(PbwtSweep left, PbwtSweep right) {}

    /**
     * Sweeps over the panel; not over a small one, of which all is taken.
     *
     * @throws IllegalArgumentException if a target may see no panel haplotype at all
     */
    PbwtSelection(TypedPanel panel, RetrievalConfig config, TypedHaplotypes targets, Exclusions exclusions) {
        this.panel = panel;
        this.config = config;
        this.targets = targets;
        this.exclusions = exclusions;
        this.marks = new Pool<>(() -> new Marks(panel.panel().haplotypeCount()));
        for (int sample = 0; sample < targets.haplotypes().sampleCount(); sample++) {
            if (exclusions.copyable(sample, panel.panel().haplotypes()) > 0) continue;
            throw new IllegalArgumentException("target sample " + sample + " may copy no panel haplotype: all "
                    + panel.panel().haplotypeCount() + " are excluded");
        }
        this.picked = panel.panel().haplotypeCount() <= config.exactUpTo() ? Optional.empty() : Optional.of(sweep());
    }

    private Picked sweep() {
        TargetBits[] bits = IntStream.range(0, targets.haplotypeCount())
                .mapToObj(h -> new TargetBits(targets, h))
                .toArray(TargetBits[]::new);
        Picked out = new Picked(
                new PbwtSweep(panel, config, exclusions, bits, true),
                new PbwtSweep(panel, config, exclusions, bits, false));
        Stream.of(out.left, out.right).parallel().forEach(PbwtSweep::run);
        return out;
    }

    /** The states of every target haplotype. */
    static StateBlocks[] select(
            TypedPanel panel, RetrievalConfig config, TypedHaplotypes targets, Exclusions exclusions) {
        PbwtSelection selection = new PbwtSelection(panel, config, targets, exclusions);
        return IntStream.range(0, targets.haplotypeCount())
                .mapToObj(selection::states)
                .toArray(StateBlocks[]::new);
    }

    /**
     * The states of a target haplotype: all that are not excluded in a small panel, the selected ones otherwise. Targets may be asked for
     * side by side.
     */
    StateBlocks states(int hap) {
        return picked.isPresent()
                ? marks.with(m -> merged(picked.get(), hap, m))
                : all(targets.haplotypes().sampleOf(hap));
    }

    private StateBlocks all(int sample) {
        int[][] blocks = new int[StateBlocks.blockCount(panel.typedCount(), config.blockSites())][];
        Arrays.fill(blocks, visible(sample, panel.panel().haplotypeCount()));
        return new StateBlocks(config.blockSites(), panel.typedCount(), blocks);
    }

    /** The first {@code most} haplotypes that a target sample may see. */
    private int[] visible(int sample, int most) {
        int[] out = new int[Math.min(most, panel.panel().haplotypeCount())];
        int n = 0;
        for (int hap = 0; n < out.length && hap < panel.panel().haplotypeCount(); hap++) {
            if (!exclusions.excludes(sample, panel.panel().haplotypes(), hap)) out[n++] = hap;
        }
        return Arrays.copyOf(out, n);
    }

    /** Each block's states: what was picked in it and in those within reach, and ties; where nothing matches, whoever is visible. */
    private StateBlocks merged(Picked from, int hap, Marks marks) {
        int blocks = StateBlocks.blockCount(panel.typedCount(), config.blockSites());
        int reach = config.reachBlocks();
        int tiedReach = Math.min(reach, TIED_REACH);
        for (int b = 0; b < Math.min(reach, blocks); b++) marks.add(from, hap, b, 1);
        for (int b = 0; b < Math.min(tiedReach, blocks); b++) marks.addTied(from, hap, b, 1);
        int[][] states = new int[blocks][];
        for (int b = 0; b < blocks; b++) {
            if (b + reach < blocks) marks.add(from, hap, b + reach, 1);
            if (b > reach) marks.add(from, hap, b - reach - 1, -1);
            if (b + tiedReach < blocks) marks.addTied(from, hap, b + tiedReach, 1);
            if (b > tiedReach) marks.addTied(from, hap, b - tiedReach - 1, -1);
            states[b] = marks.marked();
            if (states[b].length == 0) states[b] = visible(targets.haplotypes().sampleOf(hap), config.matchesPerSide());
        }
        for (int b = Math.max(0, blocks - 1 - reach); b < blocks; b++) marks.add(from, hap, b, -1);
        for (int b = Math.max(0, blocks - 1 - tiedReach); b < blocks; b++) marks.addTied(from, hap, b, -1);
        return new StateBlocks(config.blockSites(), panel.typedCount(), states);
    }

    /** Which panel haplotypes were picked in some blocks; reused from target to target, none then. */
    private static final class Marks {
        /** (N) how often. */
        private final int[] times;

        private final long[] marked;
        private int count;

        Marks(int haplotypes) {
            this.times = new int[haplotypes];
            this.marked = new long[(haplotypes + 63) >>> 6];
        }

        /** Adds what was picked in a block so many times. */
        void add(Picked from, int hap, int block, int more) {
            add(from.left.picked(hap, block), from.left.pickedCount(hap, block), more);
            add(from.right.picked(hap, block), from.right.pickedCount(hap, block), more);
        }

        /** Adds those that tie with what was picked in a block. */
        void addTied(Picked from, int hap, int block, int more) {
            for (int[] haps : from.left.tied(hap, block)) add(haps, haps.length, more);
            for (int[] haps : from.right.tied(hap, block)) add(haps, haps.length, more);
        }

        private void add(int[] haps, int n, int more) {
            for (int i = 0; i < n; i++) {
                int hap = haps[i];
                boolean was = times[hap] > 0;
                times[hap] += more;
                if (was == times[hap] > 0) continue;
                marked[hap >>> 6] ^= 1L << hap;
                count += more;
            }
        }

        /** Those that were picked, ascending. */
        int[] marked() {
            int[] out = new int[count];
            int n = 0;
            for (int w = 0; w < marked.length; w++) {
                for (long bits = marked[w]; bits != 0; bits &= bits - 1) {
                    out[n++] = (w << 6) + Long.numberOfTrailingZeros(bits);
                }
            }
            return out;
        }
    }
}
