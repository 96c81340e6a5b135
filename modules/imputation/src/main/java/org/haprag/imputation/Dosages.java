package org.haprag.imputation;

/**
 * What is known of every target at every allele row of a window: P(ALT) on each haplotype and P(ALT on both), in steps of
 * 1/50000 (two bytes each), fine enough for three printed decimals. Different targets may be written from different
 * threads.
 */
public final class Dosages {
    private static final int UNIT = 50_000;
    private final int rows;
    private final int targets;
    private final short[] values;

    public Dosages(int rows, int targets) {
        this.rows = rows;
        this.targets = targets;
        this.values = new short[Math.multiplyExact(Math.multiplyExact(rows, targets), 3)];
    }

    public int rowCount() {
        return rows;
    }

    public int targetCount() {
        return targets;
    }

    /**
     * @param p1 P(ALT) on haplotype 1
     * @param p2 on haplotype 2
     * @param both P(ALT on both), between max(0, p1 + p2 - 1) and min(p1, p2)
     */
    public void set(int row, int target, float p1, float p2, float both) {
        int at = (row * targets + target) * 3;
        values[at] = code(p1);
        values[at + 1] = code(p2);
        values[at + 2] = code(both);
    }

    private static short code(float p) {
        return (short) Math.round(Math.min(1, Math.max(0, p)) * UNIT);
    }

    private float value(int at) {
        return (values[at] & 0xffff) / (float) UNIT;
    }

    /** P(ALT) on a target's haplotype 0 or 1. */
    public float alt(int row, int target, int haplotype) {
        return value((row * targets + target) * 3 + haplotype);
    }

    /** P(ALT) on both haplotypes. */
    public float both(int row, int target) {
        return value((row * targets + target) * 3 + 2);
    }

    /** Writes P(0/0), P(0/1) and P(1/1) of a target into {@code out[at..at + 2]}. */
    public void posteriors(int row, int target, float[] out, int at) {
        float both = both(row, target);
        out[at + 2] = both;
        out[at + 1] = Math.max(0, alt(row, target, 0) + alt(row, target, 1) - 2 * both);
        out[at] = Math.max(0, 1 - out[at + 1] - both);
    }
}
