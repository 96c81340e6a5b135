package org.haprag.retrieval;

import java.util.Arrays;

/**
 * The typed sites at which neighbours are kept and the network works: the outermost ones, and of those between as many as lie some
 * distance apart. A row is predicted from the anchors on both sides of it. Immutable; shared by all targets and threads.
 */
public final class Anchors {
    /** Switches of the copying model, at the middle scale, that are expected from one anchor to the next, at least. */
    static final double SWITCHES_APART = .06;

    private final TypedPanel panel;
    private final int[] typed;
    private final int[] numbers;

    /** (T + 1) by interval between typed sites. */
    private final int[] left;

    private final float[] rightShare;

    private Anchors(TypedPanel panel, double leastCm) {
        this.panel = panel;
        int all = panel.typedCount();
        int[] found = new int[all];
        numbers = new int[all];
        left = new int[all + 1];
        int n = 0;
        for (int t = 0; t < all; t++) {
            boolean anchor = t == 0 || t == all - 1 || panel.typedCm(t) - panel.typedCm(found[n - 1]) >= leastCm;
            numbers[t] = anchor ? n : -1;
            if (anchor) found[n++] = t;
            left[t + 1] = n - 1;
        }
        typed = Arrays.copyOf(found, n);
        rightShare = new float[panel.panel().alleleRowCount()];
        for (int i = 0; i <= all; i++) {
            for (int row = panel.intervalStart(i); row < panel.intervalStart(i + 1); row++) {
                // Before the first anchor there is only the one on the right.
                rightShare[row] = i == 0 ? 1 : share(i, panel.panel().siteOfRow(row));
            }
        }
    }

    /** Every typed site. */
    public static Anchors everywhere(TypedPanel panel) {
        return new Anchors(panel, 0);
    }

    /** As far apart as little changes. @param switchesPerCm of the copying model */
    static Anchors apart(TypedPanel panel, double switchesPerCm) {
        return new Anchors(panel, SWITCHES_APART / switchesPerCm);
    }

    /** A. */
    public int count() {
        return typed.length;
    }

    /** The typed site of an anchor. */
    public int typed(int anchor) {
        return typed[anchor];
    }

    /** A typed site's number among the anchors, or -1. */
    public int number(int typedSite) {
        return numbers[typedSite];
    }

    /** The anchor on the left of an interval between typed sites; of interval 0 the first. */
    public int left(int interval) {
        return left[interval];
    }

    /** The anchor on the right of an interval; of interval T the last. */
    public int right(int interval) {
        return interval == 0 ? 0 : Math.min(left[interval] + 1, typed.length - 1);
    }

    /** (R) how far a row lies from its left to its right anchor, in [0, 1], as {@link TypedPanel#rightShare}. */
    public float[] rightShare() {
        return rightShare;
    }

    private float share(int interval, int panelSite) {
        return panel.share(typed[left(interval)], typed[right(interval)], panelSite);
    }
}
