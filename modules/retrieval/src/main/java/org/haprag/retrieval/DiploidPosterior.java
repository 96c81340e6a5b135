package org.haprag.retrieval;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The exact posterior over pairs of states of one diploid sample: two independent chains of Li and Stephens (2003,
 * doi:10.1093/genetics/165.4.2213) that meet in the emissions, all phasings summed out (as in MaCH, Li et al. 2010,
 * doi:10.1002/gepi.20533). A transition of the (K, K) matrix of pairs needs its row sums, its column sums and its total only,
 * so that a site costs O(K K).
 *
 * <p>A chain switches to a state as often as its class has members. What leaves the states at a block's border switches for
 * certain.
 *
 * <p>Rows belong to the first haplotype, columns to the second, as {@link DiploidObservations} names them. Where the names begin
 * anew, the forward matrix is added to its transpose before the alleles are taken in, and how much of the posterior comes from
 * each of the two is the probability that the names were exchanged there.
 *
 * <p>Forward values are kept at block borders and recomputed block by block on the way back. One instance serves one thread.
 */
final class DiploidPosterior {
    /** Gets what is known of the sites, from the last to the first. Arrays are used again. */
    interface Sink {
        /**
         * @param first (K) P(state) of the haplotype that is called the first at this site; sums to 1
         * @param second of the other
         * @param pairs (K, K) posterior of pairs, rows of the first; sums to {@code total}
         */
        void accept(int typed, StateClasses.Block states, float[] first, float[] second, float[][] pairs, float total);

        /**
         * Called after {@link #accept} of a site that renames.
         *
         * @param exchanged probability that what is called the first haplotype from this site on was the second before it
         */
        void renamed(int typed, double exchanged);
    }

    private final TypedPanel panel;
    private final double mismatch;
    private final double perCm;
    private final float[] totals = new float[AlikeHaplotypes.BLOCK_SITES];

    /** By block: the normalised matrix of its last site, transposed. */
    private float[][][] borders = {};

    /** By site of the block that is worked on. */
    private final float[][][] forward = new float[AlikeHaplotypes.BLOCK_SITES][][];

    private final float[][] rowSums = new float[AlikeHaplotypes.BLOCK_SITES][];
    private final float[][] columnSums = new float[AlikeHaplotypes.BLOCK_SITES][];
    private float[][] backward = {};
    private float[][] spare = {};
    private float[][] predicted = {};
    private float[][] passed = {};
    private float[][] turned = {};
    private float[] rows = {};
    private float[] columns = {};
    private float[] jumps = {};
    private int[] alleles = {};
    private int alleleCount;

    /** Whether {@link #backward} is its own transpose: it is until a phase set names the haplotypes on the right. */
    private boolean symmetric;

    /** (alleles, K): means of {@link #backward} over its rows of one allele. */
    private float[][] means = new float[2][0];

    /** (alleles, K): what a pair is multiplied by at a site, by the allele of its first state and by its second state. */
    private float[][] table = new float[2][0];

    // a step within a block
    private float stay;
    private float cross;
    private float jump;

    DiploidPosterior(TypedPanel panel, RetrievalConfig config) {
        this.panel = panel;
        this.mismatch = config.mismatch();
        this.perCm = config.pairSwitchesPerCm();
    }

    /** Hands the posterior of every site over. */
    void run(DiploidObservations observed, StateClasses blocks, Sink sink) {
        reserve(blocks);
        symmetric = true;
        for (int b = 0; b < blocks.count(); b++) forwardBlock(observed, blocks, b);
        for (int b = blocks.count() - 1; b >= 0; b--) {
            int k = blocks.block(b).count();
            if (b == blocks.count() - 1) for (int a = 0; a < k; a++) Arrays.fill(backward[a], 0, k, 1);
            else {
                enterFromRight(blocks, b);
                forwardBlock(observed, blocks, b);
            }
            backwardBlock(observed, blocks, b, sink);
        }
    }

    /**
     * Passes some blocks from the left.
     *
     * @param from all blocks before it have been passed, the latest time as it is meant here
     * @param to the block after the last
     * @return the logarithm of the probability of what was observed in them, given what was before, but for a constant: log 2
     *     for each site that renames
     */
    double pass(DiploidObservations observed, StateClasses blocks, int from, int to) {
        reserve(blocks);
        double log = 0;
        for (int b = from; b < to; b++) {
            forwardBlock(observed, blocks, b);
            for (int site = blocks.endTyped(b) - blocks.firstTyped(b) - 1; site >= 0; site--)
                log += Math.log(totals[site]);
        }
        return log;
    }

    /** Draws paths of pairs from the posterior, each by itself. */
    void draw(DiploidObservations observed, StateClasses blocks, Drawn[] paths) {
        reserve(blocks);
        for (int b = 0; b < blocks.count(); b++) forwardBlock(observed, blocks, b);
        for (int b = blocks.count() - 1; b >= 0; b--) {
            if (b < blocks.count() - 1) forwardBlock(observed, blocks, b);
            for (int t = blocks.endTyped(b) - 1; t >= blocks.firstTyped(b); t--) {
                emissions(observed, t, blocks.block(b));
                if (observed.renames(t)) predict(blocks, b, t, predicted);
                for (Drawn path : paths) path.site(this, observed, blocks, b, t);
            }
        }
    }

    private void reserve(StateClasses blocks) {
        int k = blocks.largest();
        if (rows.length < k) {
            for (int site = 0; site < forward.length; site++) {
                forward[site] = new float[k][k];
                rowSums[site] = new float[k];
                columnSums[site] = new float[k];
            }
            backward = new float[k][k];
            spare = new float[k][k];
            predicted = new float[k][k];
            passed = new float[k][k];
            turned = new float[k][k];
            rows = new float[k];
            columns = new float[k];
            jumps = new float[k];
            alleles = new int[k];
            table = new float[2][k];
            means = new float[2][k];
            borders = new float[0][][];
        }
        int kept = borders.length;
        if (kept < blocks.count()) {
            borders = Arrays.copyOf(borders, blocks.count());
            for (int b = kept; b < borders.length; b++) borders[b] = new float[rows.length][rows.length];
        }
    }

    private double switchProbability(int typed) {
        return StateClasses.switchProbability(panel.switchCm(typed), perCm);
    }

    /** Leaves the forward matrices of the block, their sums, and the normalised last one in {@link #borders}. */
    private void forwardBlock(DiploidObservations observed, StateClasses blocks, int block) {
        StateClasses.Block states = blocks.block(block);
        int k = states.count();
        int first = blocks.firstTyped(block);
        int sites = blocks.endTyped(block) - first;
        for (int site = 0; site < sites; site++) {
            emissions(observed, first + site, states);
            if (site > 0 && !observed.renames(first + site)) {
                step(states.shares(), first + site, site, k);
                continue;
            }
            float[][] to = forward[site];
            predict(blocks, block, first + site, to);
            if (observed.renames(first + site)) FloatVectors.addTranspose(to, k);
            for (int a = 0; a < k; a++) FloatVectors.product(to[a], table[alleles[a]], to[a], k);
            totals[site] = (float) FloatVectors.sums(to, k, rowSums[site], columnSums[site]);
        }
        FloatVectors.transpose(forward[sites - 1], k, k, borders[block]);
        float scale = 1 / totals[sites - 1];
        for (int a = 0; a < k; a++) FloatVectors.scale(borders[block][a], scale, borders[block][a], k);
    }

    private void coefficients(int typed, double total) {
        double r = switchProbability(typed);
        stay = (float) ((1 - r) * (1 - r) / total);
        cross = (float) ((1 - r) * r / total);
        jump = (float) (r * r);
    }

    /** From a site of a block to the next, alleles and sums included, row by row. */
    private void step(float[] shares, int typed, int site, int k) {
        coefficients(typed, totals[site - 1]);
        float[] row = rowSums[site - 1];
        float[] column = columnSums[site - 1];
        float[] toColumn = columnSums[site];
        Arrays.fill(toColumn, 0, k, 0);
        double total = 0;
        for (int a = 0; a < k; a++) {
            float ofShares = cross * row[a] + jump * shares[a];
            float[] to = forward[site][a];
            line(forward[site - 1][a], stay, column, cross * shares[a], shares, ofShares, table[alleles[a]], to, k);
            FloatVectors.add(toColumn, to, k);
            rowSums[site][a] = FloatVectors.sum(to, k);
            total += rowSums[site][a];
        }
        totals[site] = (float) total;
    }

    private static void line(
            float[] from,
            float stay,
            float[] column,
            float ofColumns,
            float[] shares,
            float ofShares,
            float[] emission,
            float[] to,
            int k) {
        for (int b = 0; b < k; b++) {
            to[b] = (from[b] * stay + (column[b] * ofColumns + shares[b] * ofShares)) * emission[b];
        }
    }

    /** The forward matrix of a site, before its alleles and before names are exchanged. */
    private void predict(StateClasses blocks, int block, int t, float[][] to) {
        int site = t - blocks.firstTyped(block);
        float[] shares = blocks.block(block).shares();
        int k = shares.length;
        if (t == 0) {
            FloatVectors.outer(shares, to);
        } else if (site == 0) {
            enterFromLeft(blocks, block, to);
        } else {
            coefficients(t, totals[site - 1]);
            float[] row = rowSums[site - 1];
            float[] column = columnSums[site - 1];
            for (int a = 0; a < k; a++) {
                float ofShares = cross * row[a] + jump * shares[a];
                line(forward[site - 1][a], stay, column, cross * shares[a], shares, ofShares, to[a], k);
            }
        }
    }

    private static void line(
            float[] from,
            float stay,
            float[] column,
            float ofColumns,
            float[] shares,
            float ofShares,
            float[] to,
            int k) {
        for (int b = 0; b < k; b++) to[b] = from[b] * stay + (column[b] * ofColumns + shares[b] * ofShares);
    }

    /** Fills {@link #alleles}, {@link #alleleCount} and {@link #table}. */
    private void emissions(DiploidObservations observed, int typed, StateClasses.Block states) {
        int k = states.count();
        int site = panel.panelSite(typed);
        alleleCount = panel.panel().firstRow(site + 1) - panel.panel().firstRow(site) + 1;
        if (table.length < alleleCount) {
            table = new float[alleleCount][rows.length];
            means = new float[alleleCount][rows.length];
        }
        if (alleleCount == 2) {
            for (int j = 0; j < k; j++) alleles[j] = panel.carriers().get(typed, states.example(j)) ? 1 : 0;
        } else {
            for (int j = 0; j < k; j++) alleles[j] = panel.panel().allele(site, states.example(j));
        }
        int x = observed.first(typed);
        int y = observed.second(typed);
        if (observed.ordered(typed) || x == y) tabulate(x, y, 1, 0, k);
        else tabulate(x, y, .5f, .5f, k);
    }

    /** Fills {@link #table}, from x on the first haplotype and y on the second, and from the reverse. */
    private void tabulate(int x, int y, float straight, float reverse, int k) {
        float[] ofPair = new float[alleleCount];
        for (int i = 0; i < alleleCount; i++) {
            for (int j = 0; j < alleleCount; j++) {
                ofPair[j] = straight * weight(x, i) * weight(y, j) + reverse * weight(y, i) * weight(x, j);
            }
            for (int j = 0; j < k; j++) table[i][j] = ofPair[alleles[j]];
        }
    }

    private float weight(int observed, int carried) {
        return observed < 0 ? 1 : (float) (observed == carried ? 1 - mismatch : mismatch);
    }

    /** The matrix of a block's first site, before its alleles, from the normalised last matrix of the block before. */
    private void enterFromLeft(StateClasses blocks, int block, float[][] to) {
        StateClasses.Passage passage = blocks.passage(block - 1);
        float[] shares = blocks.block(block).shares();
        float r = (float) switchProbability(blocks.firstTyped(block));
        int k = shares.length;
        int before = blocks.block(block - 1).count();
        passRows(passage, borders[block - 1], before, before, r, shares, passed);
        FloatVectors.transpose(passed, k, before, turned);
        passRows(passage, turned, before, k, r, shares, to);
    }

    /** One haplotype passes from a block to the next: rows are its states, (before, columns) and then (shares, columns). */
    private void passRows(
            StateClasses.Passage passage,
            float[][] from,
            int before,
            int columns,
            float r,
            float[] shares,
            float[][] to) {
        float q = 1 - r;
        for (int a = 0; a < shares.length; a++) Arrays.fill(to[a], 0, columns, 0);
        Arrays.fill(jumps, 0, columns, 0);
        for (int a = 0; a < before; a++) {
            FloatVectors.addScaled(jumps, from[a], q * passage.leaves()[a] + r, columns);
            for (int i = passage.starts()[a]; i < passage.starts()[a + 1]; i++) {
                FloatVectors.addScaled(to[passage.to()[i]], from[a], q * passage.share()[i], columns);
            }
        }
        for (int a = 0; a < shares.length; a++) FloatVectors.addScaled(to[a], jumps, shares[a], columns);
    }

    /** From {@link #spare}, the next block's first site with its alleles taken in, to this block's last site in {@link #backward}. */
    private void enterFromRight(StateClasses blocks, int block) {
        StateClasses.Passage passage = blocks.passage(block);
        float[] shares = blocks.block(block + 1).shares();
        int after = shares.length;
        int k = blocks.block(block).count();
        float r = (float) switchProbability(blocks.firstTyped(block + 1));
        float scale = (float) (1 / FloatVectors.means(spare, after, shares, rows, columns));
        passRowsBack(passage, spare, columns, scale, after, k, r, passed);
        FloatVectors.transpose(passed, k, after, turned);
        Arrays.fill(columns, 0, k, 0);
        for (int b = 0; b < after; b++) FloatVectors.addScaled(columns, turned[b], shares[b], k);
        passRowsBack(passage, turned, columns, 1, k, k, r, spare);
        FloatVectors.transpose(spare, k, k, backward);
    }

    /**
     * One haplotype passes from a block to the one on its left: rows are its states, (there, columns) and then (k, columns).
     *
     * @param mean (columns) of the rows, weighted by the shares of their states
     */
    private static void passRowsBack(
            StateClasses.Passage passage,
            float[][] from,
            float[] mean,
            float scale,
            int columns,
            int k,
            float r,
            float[][] to) {
        float q = 1 - r;
        for (int a = 0; a < k; a++) {
            FloatVectors.scale(mean, (q * passage.leaves()[a] + r) * scale, to[a], columns);
            for (int i = passage.starts()[a]; i < passage.starts()[a + 1]; i++) {
                FloatVectors.addScaled(to[a], from[passage.to()[i]], q * passage.share()[i] * scale, columns);
            }
        }
    }

    /** Leaves in {@link #spare} what {@link #enterFromRight} goes on from. */
    private void backwardBlock(DiploidObservations observed, StateClasses blocks, int block, Sink sink) {
        StateClasses.Block states = blocks.block(block);
        float[] shares = states.shares();
        int k = states.count();
        int first = blocks.firstTyped(block);
        for (int t = blocks.endTyped(block) - 1; t >= first; t--) {
            emissions(observed, t, states);
            float total = posterior(forward[t - first], k);
            sink.accept(t, states, rows, columns, spare, total);
            if (observed.renames(t)) {
                predict(blocks, block, t, predicted);
                sink.renamed(t, Math.min(1, Math.max(0, 1 - same(k) / total)));
            }
            boolean named = observed.ordered(t) && !observed.renames(t);
            if (t > first && symmetric && !named) {
                stepBackSymmetric(observed, t, shares, k);
            } else {
                absorb(observed, t, k);
                if (t > first) stepBack(t, shares, k);
            }
            symmetric = observed.renames(t) || symmetric && !named;
        }
    }

    /** Takes the alleles of a site, and the exchange of names before it, into the backward values: into {@link #spare}. */
    private void absorb(DiploidObservations observed, int t, int k) {
        for (int a = 0; a < k; a++) FloatVectors.product(backward[a], table[alleles[a]], spare[a], k);
        if (observed.renames(t)) FloatVectors.addTranspose(spare, k);
    }

    /** Forward times backward into {@link #spare}; its sums, normalised, into {@link #rows} and {@link #columns}; the total. */
    private float posterior(float[][] forwardHere, int k) {
        Arrays.fill(columns, 0, k, 0);
        double total = 0;
        for (int a = 0; a < k; a++) {
            FloatVectors.product(forwardHere[a], backward[a], spare[a], k);
            FloatVectors.add(columns, spare[a], k);
            rows[a] = FloatVectors.sum(spare[a], k);
            total += rows[a];
        }
        FloatVectors.scale(rows, (float) (1 / total), rows, k);
        FloatVectors.scale(columns, (float) (1 / total), columns, k);
        return (float) total;
    }

    /** What of a site's posterior comes from the names as they were before. */
    private double same(int k) {
        double same = 0;
        for (int a = 0; a < k; a++) {
            FloatVectors.product(predicted[a], table[alleles[a]], jumps, k);
            same += FloatVectors.dot(jumps, backward[a], k);
        }
        return same;
    }

    /** From {@link #spare}, a site with its alleles taken in, to the site on its left in {@link #backward}. */
    private void stepBack(int typed, float[] shares, int k) {
        coefficients(typed, FloatVectors.means(spare, k, shares, rows, columns));
        FloatVectors.scale(columns, cross, columns, k);
        for (int a = 0; a < k; a++) lineBack(spare[a], stay, columns, rows[a] * cross + jump, backward[a], k);
    }

    /**
     * {@link #absorb} and {@link #stepBack} at once, where the backward values are their own transpose: the means of rows are those
     * of columns, and both orders of a heterozygote are one table.
     */
    private void stepBackSymmetric(DiploidObservations observed, int t, float[] shares, int k) {
        if (observed.renames(t)) tabulate(observed.first(t), observed.second(t), 1, 1, k);
        int n = alleleCount;
        for (int i = 0; i < n; i++) Arrays.fill(means[i], 0, k, 0);
        for (int a = 0; a < k; a++) FloatVectors.addScaled(means[alleles[a]], backward[a], shares[a], k);
        FloatVectors.product(means[0], table[0], columns, k);
        for (int i = 1; i < n; i++) FloatVectors.addProduct(columns, means[i], table[i], k);
        coefficients(t, FloatVectors.dot(columns, shares, k));
        for (int i = 0; i < n; i++) FloatVectors.scale(table[i], stay, table[i], k);
        FloatVectors.scale(columns, cross, columns, k);
        for (int a = 0; a < k; a++) lineBack(backward[a], table[alleles[a]], columns, columns[a] + jump, k);
    }

    private static void lineBack(float[] values, float[] factor, float[] column, float row, int k) {
        for (int b = 0; b < k; b++) values[b] = values[b] * factor[b] + (column[b] + row);
    }

    private static void lineBack(float[] from, float stay, float[] column, float row, float[] to, int k) {
        for (int b = 0; b < k; b++) to[b] = from[b] * stay + (column[b] + row);
    }

    /** A path of pairs, drawn from the last site to the first, as two haplotypes: one allele a typed site each. */
    static final class Drawn {
        private final byte[] first;
        private final byte[] second;
        private final SplittableRandom random;
        private int a = -1;
        private int b = -1;

        /** Whether what the chain calls its first haplotype here is {@link #second}. */
        private boolean exchanged;

        Drawn(int typedCount, SplittableRandom random) {
            this.first = new byte[typedCount];
            this.second = new byte[typedCount];
            this.random = random;
        }

        /** The haplotype that the chain calls its first at the last site. */
        byte[] first() {
            return first;
        }

        byte[] second() {
            return second;
        }

        private void site(DiploidPosterior of, DiploidObservations observed, StateClasses blocks, int block, int t) {
            int site = t - blocks.firstTyped(block);
            float[] shares = blocks.block(block).shares();
            int k = shares.length;
            if (a < 0) anywhere(of, site, k);
            else if (t + 1 < blocks.endTyped(block)) stepWithin(of, shares, site, k, of.switchProbability(t + 1));
            else stepOver(of, blocks, block, site, k, of.switchProbability(t + 1));
            take(of, observed, t);
            if (observed.renames(t)) {
                double same = of.predicted[a][b];
                double other = of.predicted[b][a];
                if (random.nextDouble() * (same + other) >= same) {
                    int swap = a;
                    a = b;
                    b = swap;
                    exchanged = !exchanged;
                }
            }
        }

        /** The alleles of a site; what is missing is what the states carry. */
        private void take(DiploidPosterior of, DiploidObservations observed, int t) {
            int x = observed.first(t);
            int y = observed.second(t);
            if (!observed.ordered(t) && x != y) {
                double straight = of.weight(x, of.alleles[a]) * of.weight(y, of.alleles[b]);
                double crossed = of.weight(y, of.alleles[a]) * of.weight(x, of.alleles[b]);
                if (random.nextDouble() * (straight + crossed) >= straight) {
                    int swap = x;
                    x = y;
                    y = swap;
                }
            }
            byte ofA = (byte) (x < 0 ? of.alleles[a] : x);
            byte ofB = (byte) (y < 0 ? of.alleles[b] : y);
            first[t] = exchanged ? ofB : ofA;
            second[t] = exchanged ? ofA : ofB;
        }

        private void anywhere(DiploidPosterior of, int site, int k) {
            a = index(of.rowSums[site], k);
            b = index(of.forward[site][a], k);
        }

        private int index(float[] weights, int n) {
            double u = random.nextDouble() * FloatVectors.sum(weights, n);
            for (int i = 0; i < n - 1; i++) {
                u -= weights[i];
                if (u < 0) return i;
            }
            return n - 1;
        }

        /** From the pair at the site on the right to the pair at this one, both in one block. */
        private void stepWithin(DiploidPosterior of, float[] shares, int site, int k, double r) {
            float[][] forward = of.forward[site];
            double q = 1 - r;
            double toA = r * shares[a];
            double toB = r * shares[b];
            double neither = q * q * forward[a][b];
            double second = q * toB * of.rowSums[site][a];
            double first = q * toA * of.columnSums[site][b];
            double u = random.nextDouble() * (neither + second + first + toA * toB * of.totals[site]);
            if (u < neither) return;
            if (u < neither + second) {
                b = index(forward[a], k);
            } else if (u < neither + second + first) {
                float[] column = new float[k];
                for (int i = 0; i < k; i++) column[i] = forward[i][b];
                a = index(column, k);
            } else {
                anywhere(of, site, k);
            }
        }

        /** The same, the site on the right being the next block's first. */
        private void stepOver(DiploidPosterior of, StateClasses blocks, int block, int site, int k, double r) {
            StateClasses.Passage passage = blocks.passage(block);
            float[] shares = blocks.block(block + 1).shares();
            float[] toA = new float[k];
            float[] toB = new float[k];
            for (int i = 0; i < k; i++) {
                double leaves = (1 - r) * passage.leaves()[i] + r;
                toA[i] = (float) (leaves * shares[a]);
                toB[i] = (float) (leaves * shares[b]);
                for (int p = passage.starts()[i]; p < passage.starts()[i + 1]; p++) {
                    if (passage.to()[p] == a) toA[i] += (float) ((1 - r) * passage.share()[p]);
                    if (passage.to()[p] == b) toB[i] += (float) ((1 - r) * passage.share()[p]);
                }
            }
            float[] weights = new float[k];
            for (int i = 0; i < k; i++) weights[i] = toA[i] * FloatVectors.dot(of.forward[site][i], toB, k);
            a = index(weights, k);
            FloatVectors.product(of.forward[site][a], toB, weights, k);
            b = index(weights, k);
        }
    }
}
