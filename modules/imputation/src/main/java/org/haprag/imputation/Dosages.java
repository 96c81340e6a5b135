package org.haprag.imputation;

import java.nio.ShortBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What is known of some targets at some allele rows of a window: P(ALT) on each haplotype and P(ALT on both), in steps of
 * 1/50000 (two bytes each), fine enough for three printed decimals. A haploid target has the P(ALT) of its haplotype and two
 * zeros, so that dosages and posteriors are sums and differences of the same numbers. Different targets may be written from
 * different threads.
 */
public final class Dosages {
    /** How many numbers a target has at a row. */
    static final int SHORTS_A_CELL = 3;

    private static final int UNIT = 50_000;
    private final int firstRow;
    private final int rows;
    private final int targets;
    private final int firstTarget;
    private final short[] values;
    private final Optional<PhaseQualities> phase;

    /** Of the allele rows from 0 on; nothing is told of phase. */
    public Dosages(int rows, int targets) {
        this(0, rows, targets, Optional.empty());
    }

    /** Of the allele rows from 0 on. @param phase of the targets at the typed sites, to be filled */
    Dosages(int rows, int targets, PhaseQualities phase) {
        this(0, rows, targets, Optional.of(phase));
    }

    /** Of the allele rows [firstRow, firstRow + rows). */
    Dosages(int firstRow, int rows, int targets, Optional<PhaseQualities> phase) {
        this(firstRow, rows, targets, 0, phase);
    }

    private Dosages(int firstRow, int rows, int targets, int firstTarget, Optional<PhaseQualities> phase) {
        this.phase = phase;
        this.firstTarget = firstTarget;
        this.firstRow = firstRow;
        this.rows = rows;
        this.targets = targets;
        this.values = new short[Math.multiplyExact(Math.multiplyExact(rows, targets), SHORTS_A_CELL)];
    }

    /**
     * Those of several batches of targets as one, in their order.
     *
     * @param batches of the same allele rows; at least one
     */
    public static Dosages join(List<Dosages> batches) {
        if (batches.size() == 1) return batches.get(0);
        Dosages first = batches.get(0);
        int targets = 0;
        for (Dosages batch : batches) {
            if (batch.firstRow != first.firstRow || batch.rows != first.rows) {
                throw new IllegalArgumentException("rows from " + first.firstRow + ", " + first.rows
                        + " of them, do not join those from " + batch.firstRow + ", " + batch.rows);
            }
            targets += batch.targets;
        }
        Optional<PhaseQualities> phase =
                PhaseQualities.join(batches.stream().map(b -> b.phase).toList());
        Dosages out = new Dosages(first.firstRow, first.rows, targets, phase);
        int target = 0;
        for (Dosages batch : batches) {
            for (int row = first.firstRow; row < first.firstRow + first.rows; row++) {
                out.fill(row, target, batch.rows(row, 1), batch.targets);
            }
            target += batch.targets;
        }
        return out;
    }

    /** How sure the phase is at the typed sites of the window; empty where nothing is told of it. */
    Optional<PhaseQualities> phase() {
        return phase;
    }

    public int rowCount() {
        return rows;
    }

    public int targetCount() {
        return targets;
    }

    /**
     * Room for the targets [from, to), by the numbers that they have here, until {@link #take}: a target is written row by row, and rows
     * of all targets lie far apart. What is told of phase is written here at once.
     */
    Dosages part(int from, int to) {
        return new Dosages(firstRow, rows, to - from, from, phase);
    }

    /** Takes what a {@link #part} has. */
    void take(Dosages part) {
        int length = part.targets * SHORTS_A_CELL;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(part.values, row * length, values, at(firstRow + row, part.firstTarget), length);
        }
    }

    /**
     * @param p1 P(ALT) on haplotype 1
     * @param p2 on haplotype 2
     * @param both P(ALT on both), between max(0, p1 + p2 - 1) and min(p1, p2)
     */
    public void set(int row, int target, float p1, float p2, float both) {
        int at = at(row, target);
        values[at] = code(p1);
        values[at + 1] = code(p2);
        values[at + 2] = code(both);
    }

    /** Of a haploid target. @param p P(ALT) on its haplotype */
    void set(int row, int target, float p) {
        set(row, target, p, 0, 0);
    }

    private int at(int row, int target) {
        return ((row - firstRow) * targets + target - firstTarget) * SHORTS_A_CELL;
    }

    /** The numbers of {@code count} rows from {@code row} on, {@link #SHORTS_A_CELL} a target, targets in order. */
    ShortBuffer rows(int row, int count) {
        return ShortBuffer.wrap(values, at(row, 0), SHORTS_A_CELL * count * targets);
    }

    /** Takes the numbers of the targets from {@code target} on, at one row, from a buffer of {@link #rows} of them. */
    void fill(int row, int target, ShortBuffer from, int count) {
        from.get(values, at(row, target), SHORTS_A_CELL * count);
    }

    private static short code(float p) {
        float units = p * UNIT; // Math.round and min would be calls until the optimising compiler has taken this
        if (!(units > 0)) return 0;
        return (short) (units < UNIT ? (int) (units + .5) : UNIT);
    }

    private float value(int at) {
        return (values[at] & 0xffff) / (float) UNIT;
    }

    /** P(ALT) on a target's haplotype 0 or 1; 0 on the one that a haploid target lacks. */
    public float alt(int row, int target, int haplotype) {
        return value(at(row, target) + haplotype);
    }

    /** P(ALT) on both haplotypes; 0 of a haploid target. */
    public float both(int row, int target) {
        return value(at(row, target) + 2);
    }

    /** Writes P(0/0), P(0/1) and P(1/1) of a target into {@code out[at..at + 2]}; of a haploid one P(0), P(1) and 0. */
    public void posteriors(int row, int target, float[] out, int at) {
        float both = both(row, target);
        out[at + 2] = both;
        out[at + 1] = Math.max(0, alt(row, target, 0) + alt(row, target, 1) - 2 * both);
        out[at] = Math.max(0, 1 - out[at + 1] - both);
    }
}
