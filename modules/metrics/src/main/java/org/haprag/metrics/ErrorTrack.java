package org.haprag.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Errors along one contig in windows of equal width. The width doubles when the contig turns out longer, so that memory
 * stays the same however long it is.
 */
public final class ErrorTrack {
    private static final int MAX_WINDOWS = 120;
    private static final int FIRST_SHIFT = 10;

    private final String contig;
    private final int methods;
    private final double[][] wrong;
    private final double[][] nonReference;
    private final int[] untyped = new int[MAX_WINDOWS];
    private final int[] typed = new int[MAX_WINDOWS];
    private int startBp = -1;
    private int shift = FIRST_SHIFT;
    private int used;

    /**
     * One window.
     *
     * @param startBp first position, 1-based
     * @param endBp one past the last position
     * @param typedSites how many typed sites lie here
     * @param untypedSites how many other scored sites lie here
     * @param nrd non-reference discordance of each method at the untyped sites, NaN where there is none
     */
    public record Bin(int startBp, int endBp, int typedSites, int untypedSites, List<Double> nrd) {
        public Bin {
            nrd = List.copyOf(nrd);
        }
    }

    public ErrorTrack(String contig, int methods) {
        this.contig = contig;
        this.methods = methods;
        this.wrong = new double[methods][MAX_WINDOWS];
        this.nonReference = new double[methods][MAX_WINDOWS];
    }

    public String contig() {
        return contig;
    }

    /** Counts a typed site. */
    public void addTyped(int pos) {
        typed[window(pos)]++;
    }

    /** Counts an untyped site; its errors follow by {@link #addErrors}. */
    public void addUntyped(int pos) {
        untyped[window(pos)]++;
    }

    /** Adds the errors of a method at an untyped site. */
    public void addErrors(int pos, int method, SiteAccuracy site) {
        int w = window(pos);
        wrong[method][w] += site.wrong();
        nonReference[method][w] += site.nonReference();
    }

    /** The windows from the first to the last site, in order. */
    public List<Bin> windows() {
        List<Bin> list = new ArrayList<>(used);
        for (int w = 0; w < used; w++) {
            List<Double> nrd = new ArrayList<>(methods);
            for (int m = 0; m < methods; m++) {
                nrd.add(nonReference[m][w] > 0 ? wrong[m][w] / nonReference[m][w] : Double.NaN);
            }
            int from = startBp + (w << shift);
            list.add(new Bin(from, from + (1 << shift), typed[w], untyped[w], nrd));
        }
        return list;
    }

    private int window(int pos) {
        if (startBp < 0) startBp = pos;
        if (pos < startBp) throw new IllegalArgumentException(contig + ": " + pos + " after " + startBp);
        while ((pos - startBp) >> shift >= MAX_WINDOWS) widen();
        int w = (pos - startBp) >> shift;
        used = Math.max(used, w + 1);
        return w;
    }

    private void widen() {
        shift++;
        for (int m = 0; m < methods; m++) {
            fold(wrong[m]);
            fold(nonReference[m]);
        }
        fold(untyped);
        fold(typed);
        used = (used + 1) / 2;
    }

    private static void fold(double[] x) {
        for (int w = 0; w < MAX_WINDOWS; w++) x[w] = 2 * w < MAX_WINDOWS ? x[2 * w] + x[2 * w + 1] : 0;
    }

    private static void fold(int[] x) {
        for (int w = 0; w < MAX_WINDOWS; w++) x[w] = 2 * w < MAX_WINDOWS ? x[2 * w] + x[2 * w + 1] : 0;
    }
}
