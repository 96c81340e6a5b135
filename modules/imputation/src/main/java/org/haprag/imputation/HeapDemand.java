package org.haprag.imputation;

/**
 * What a process has on Java's heap while it imputes, in bytes, counted from the sizes of what it holds; and how much memory Java
 * takes for that.
 */
final class HeapDemand {
    /** A site, with its alleles' names and places in tables. */
    private static final long SITE_BYTES = 300;

    /** Allele rows of which {@code retrieval.LocalHaplotypes} keeps the class of each haplotype, at most. */
    private static final int CLASS_ROWS = 64;

    private static final int CLASS_BYTES = 2;

    /** Of a target's observed allele: as read, and as matched. */
    private static final int OBSERVED_BYTES = 2;

    /** Code of libraries, the map, tables of the run. */
    private static final long PROGRAM_BYTES = 16L << 20;

    /** Weights of a network, and what it works with. */
    private static final long NETWORK_BYTES = 24L << 20;

    /** Java lets the old generation grow until so much of it lives: 1 - MinHeapFreeRatio. */
    private static final double LIVING = .6;

    /** The launcher's MaxNewSize. */
    private static final long YOUNG_BYTES = 384L << 20;

    /** The launcher's Xms. */
    private static final long LEAST_HEAP_BYTES = 384L << 20;

    /** What a Java process has beside its heap: code, classes, the compiler at work, threads, buffers of libraries. */
    private static final long BESIDE_HEAP_BYTES = 160L << 20;

    private HeapDemand() {}

    /** Of a process that has read all of the plan and imputes a window. */
    static long whole(ImputationPlan plan, WindowSize window) {
        long rows = plan.panel().alleleRowCount();
        long alleles = 2L * plan.targets().typed().typedCount() * plan.targets().count();
        return rows * plan.panelHaplotypes() / 8
                + SITE_BYTES * plan.panel().siteCount()
                + OBSERVED_BYTES * alleles
                + prepared(window)
                + batch(window, Math.min(window.batch(), plan.targets().count()));
    }

    /** Of a process that has no more of the panel than two windows, as an executor. */
    static long executor(ImputationPlan plan, WindowSize window, boolean network) {
        return PROGRAM_BYTES
                + (network ? NETWORK_BYTES : 0)
                + 2 * prepared(window)
                + batch(window, Math.min(window.batch(), plan.targets().count()));
    }

    /** The window's panel by row and by haplotype, all of it and the typed sites alone; the classes of its haplotypes. */
    private static long prepared(WindowSize window) {
        long cells = 2 * (window.rows() + window.typedSites()) * window.haplotypes();
        long classes = (window.typedSites() + window.rows() / CLASS_ROWS) * window.haplotypes();
        return cells / 8 + CLASS_BYTES * classes + SITE_BYTES * window.sites();
    }

    private static long batch(WindowSize window, int targets) {
        return targets * TargetBatches.targetBytes(window.haplotypes(), window.rows(), window.typedSites());
    }

    /** The old generation that so much living needs, with room for what has died and was not collected yet. */
    static long old(long living) {
        return (long) (living / LIVING);
    }

    /** The whole process: the young generation is half of the old one where that is less than its bound. */
    static long process(long living) {
        long heap = old(living) + Math.min(YOUNG_BYTES, old(living) / 2);
        return Math.max(LEAST_HEAP_BYTES, heap) + BESIDE_HEAP_BYTES;
    }
}
