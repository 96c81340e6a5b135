package org.haprag.metrics;

/**
 * Sums along one contig in windows of equal width in bp. The width doubles when the contig turns out longer, so that memory
 * stays the same however long it is. Positions come in any order, none before the first.
 */
public final class BpWindows {
    private static final int MOST = 120;
    private static final int FIRST_SHIFT = 10;

    private final String contig;
    private final double[][] sums;
    private int firstBp = -1;
    private int shift = FIRST_SHIFT;
    private int used;

    /** @param fields how many sums a window has */
    public BpWindows(String contig, int fields) {
        this.contig = contig;
        this.sums = new double[fields][MOST];
    }

    public String contig() {
        return contig;
    }

    /** Adds to a sum of the window of a position. */
    public void add(int pos, int field, double x) {
        sums[field][window(pos)] += x;
    }

    /** How many windows there are, from the first to the last position. */
    public int count() {
        return used;
    }

    /** First position of a window, 1-based. */
    public int startBp(int window) {
        return firstBp + (window << shift);
    }

    /** One past its last position. */
    public int endBp(int window) {
        return startBp(window) + (1 << shift);
    }

    public double sum(int window, int field) {
        return sums[field][window];
    }

    private int window(int pos) {
        if (firstBp < 0) firstBp = pos;
        if (pos < firstBp) throw new IllegalArgumentException(contig + ": " + pos + " after " + firstBp);
        while ((pos - firstBp) >> shift >= MOST) widen();
        int w = (pos - firstBp) >> shift;
        used = Math.max(used, w + 1);
        return w;
    }

    private void widen() {
        shift++;
        for (double[] x : sums) {
            for (int w = 0; w < MOST; w++) x[w] = 2 * w < MOST ? x[2 * w] + x[2 * w + 1] : 0;
        }
        used = (used + 1) / 2;
    }
}
