package org.haprag.metrics;

import java.util.ArrayList;
import java.util.List;

/** Errors and accuracy of several methods along one contig, in {@link BpWindows windows of equal width}. */
public final class ErrorTrack {
    private static final int TYPED = 0;
    private static final int UNTYPED = 1;
    private static final int SHARED_FIELDS = 2;

    /** Of each method: wrong and non-reference calls, and the centred sums of r2. */
    private static final int WRONG = 0;

    private static final int NON_REFERENCE = 1;
    private static final int XX = 2;
    private static final int YY = 3;
    private static final int XY = 4;
    private static final int METHOD_FIELDS = 5;

    private final int methods;
    private final BpWindows windows;

    /**
     * One window.
     *
     * @param startBp first position, 1-based
     * @param endBp one past the last position
     * @param typedSites how many typed sites lie here
     * @param untypedSites how many other scored sites lie here
     * @param nrd non-reference discordance of each method at the untyped sites, NaN where there is none
     * @param r2 of each method at the untyped sites, the dosages of each site centred before they are pooled, so that a
     *     window's mixture of frequencies does not pass for accuracy; NaN where the truth does not vary
     */
    public record Bin(int startBp, int endBp, int typedSites, int untypedSites, List<Double> nrd, List<Double> r2) {
        public Bin {
            nrd = List.copyOf(nrd);
            r2 = List.copyOf(r2);
        }
    }

    public ErrorTrack(String contig, int methods) {
        this.methods = methods;
        this.windows = new BpWindows(contig, SHARED_FIELDS + METHOD_FIELDS * methods);
    }

    public String contig() {
        return windows.contig();
    }

    /** Counts a typed site. */
    public void addTyped(int pos) {
        windows.add(pos, TYPED, 1);
    }

    /** Counts an untyped site; its errors follow by {@link #addErrors}. */
    public void addUntyped(int pos) {
        windows.add(pos, UNTYPED, 1);
    }

    /** Adds the errors of a method at an untyped site. */
    public void addErrors(int pos, int method, SiteAccuracy site) {
        windows.add(pos, field(method, WRONG), site.wrong());
        windows.add(pos, field(method, NON_REFERENCE), site.nonReference());
        if (site.pairs() == 0) return;
        windows.add(pos, field(method, XX), site.centredXx());
        windows.add(pos, field(method, YY), site.centredYy());
        windows.add(pos, field(method, XY), site.centredXy());
    }

    private static int field(int method, int field) {
        return SHARED_FIELDS + METHOD_FIELDS * method + field;
    }

    /** The windows from the first to the last site, in order. */
    public List<Bin> windows() {
        List<Bin> list = new ArrayList<>(windows.count());
        for (int w = 0; w < windows.count(); w++) {
            List<Double> nrd = new ArrayList<>(methods);
            List<Double> r2 = new ArrayList<>(methods);
            for (int m = 0; m < methods; m++) {
                double nonReference = windows.sum(w, field(m, NON_REFERENCE));
                nrd.add(nonReference > 0 ? windows.sum(w, field(m, WRONG)) / nonReference : Double.NaN);
                r2.add(r2(w, m));
            }
            list.add(new Bin(
                    windows.startBp(w),
                    windows.endBp(w),
                    (int) windows.sum(w, TYPED),
                    (int) windows.sum(w, UNTYPED),
                    nrd,
                    r2));
        }
        return list;
    }

    private double r2(int window, int method) {
        double xx = windows.sum(window, field(method, XX));
        double yy = windows.sum(window, field(method, YY));
        double xy = windows.sum(window, field(method, XY));
        if (!(yy > 0)) return Double.NaN;
        return xx > 0 ? Math.min(1, xy * xy / (xx * yy)) : 0;
    }
}
