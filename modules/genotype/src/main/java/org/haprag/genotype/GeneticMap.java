package org.haprag.genotype;

import java.util.Arrays;

/** Positions in centimorgans: linear between the points of a genetic map, 1 cM/Mb beyond its ends. */
public final class GeneticMap {
    /** Where nothing is known: the human genome's mean is near this (Kong et al. 2002, doi:10.1038/ng917). */
    public static final double DEFAULT_CM_PER_MB = 1.0;

    private final int[] bp;
    private final double[] cm;

    /**
     * @param bp strictly increasing positions
     * @param cm finite and non-decreasing, as many
     */
    public GeneticMap(int[] bp, double[] cm) {
        if (bp.length != cm.length) throw new IllegalArgumentException(bp.length + " bp, " + cm.length + " cM");
        for (int i = 0; i < bp.length; i++) {
            if (!Double.isFinite(cm[i])) {
                throw new IllegalArgumentException("cM must be finite, found " + cm[i] + " at " + bp[i] + " bp");
            }
            if (i > 0 && (bp[i] <= bp[i - 1] || cm[i] < cm[i - 1])) {
                throw new IllegalArgumentException("map must increase, found (" + bp[i - 1] + " bp, " + cm[i - 1]
                        + " cM) then (" + bp[i] + " bp, " + cm[i] + " cM)");
            }
        }
        this.bp = bp.clone();
        this.cm = cm.clone();
    }

    /** A map without points: 1 cM/Mb everywhere. */
    public static GeneticMap constantRate() {
        return new GeneticMap(new int[0], new double[0]);
    }

    /** How many points the map has; 0 for the constant rate. */
    public int pointCount() {
        return bp.length;
    }

    /** The mean rate between the first and the last point, in cM/Mb; NaN where they are less than 1 Mb apart. */
    public double meanCmPerMb() {
        double lengthMb = bp.length == 0 ? 0 : (bp[bp.length - 1] - (double) bp[0]) * 1e-6;
        return lengthMb < 1 ? Double.NaN : (cm[bp.length - 1] - cm[0]) / lengthMb;
    }

    /** Whether a position lies between the first point and the last, so that the map says something of it. */
    public boolean covers(int pos) {
        return bp.length > 0 && pos >= bp[0] && pos <= bp[bp.length - 1];
    }

    /** The position of {@code pos} in cM. */
    public double cm(int pos) {
        if (bp.length == 0) return pos * 1e-6 * DEFAULT_CM_PER_MB;
        int i = Arrays.binarySearch(bp, pos);
        if (i >= 0) return cm[i];
        int right = -i - 1;
        if (right == 0) return cm[0] - (bp[0] - pos) * 1e-6 * DEFAULT_CM_PER_MB;
        int last = bp.length - 1;
        if (right > last) return cm[last] + (pos - bp[last]) * 1e-6 * DEFAULT_CM_PER_MB;
        double share = (pos - bp[right - 1]) / (double) (bp[right] - bp[right - 1]);
        return cm[right - 1] + share * (cm[right] - cm[right - 1]);
    }

    /**
     * A region and some context on both sides.
     *
     * @param contextCm not negative; all positions that are at most so far from an end of the region belong to it
     */
    public Region around(Region region, double contextCm) {
        double from = cm(region.startBp()) - contextCm;
        double to = cm(region.endBp()) + contextCm;
        int low = 1;
        for (int high = region.startBp(); low < high; ) {
            int middle = (low + high) >>> 1;
            if (cm(middle) >= from) high = middle;
            else low = middle + 1;
        }
        int last = Integer.MAX_VALUE;
        for (int first = region.endBp(); first < last; ) {
            int middle = first + (last - first + 1) / 2;
            if (cm(middle) <= to) first = middle;
            else last = middle - 1;
        }
        return new Region(region.contig(), low, last);
    }

    /** The positions in cM of every site of a panel, non-decreasing. */
    public double[] cmOfSites(HaplotypePanel panel) {
        double[] out = new double[panel.siteCount()];
        for (int i = 0; i < out.length; i++) out[i] = cm(panel.site(i).pos());
        return out;
    }
}
