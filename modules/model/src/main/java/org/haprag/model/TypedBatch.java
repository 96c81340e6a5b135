package org.haprag.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Optional;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Tokens;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/**
 * Fills {@link TypedInputs}, token window by token window, from retrieved haplotypes. Token windows of different panels and
 * typed sites may share a batch: nothing in the inputs refers to a panel. Reusable: {@link #clear} empties it. The engine gets
 * copies ({@link #toInputs}); the kernel reads the arrays, whose shapes are those of {@link TypedInputs}.
 */
public final class TypedBatch {
    private final ModelConfig config;
    private final int window;
    final long[] alleles;
    final long[] otherAlleles;
    final float[] frequency;
    final float[] localFrequency;
    final float[] cmFromMiddle;
    private final float[] valid;
    private final int[] lengths;
    final long[] anchors;
    final float[] features;
    final float[] present;
    private boolean padded;
    private boolean allPresent = true;
    private int windows;
    private int anchorCount;

    /**
     * @param maxWindows I, at most
     * @param maxAnchors M, at most
     */
    public TypedBatch(ModelConfig config, int maxWindows, int maxAnchors) {
        this.config = config;
        this.window = config.window();
        alleles = new long[maxWindows * window];
        otherAlleles = new long[maxWindows * window];
        frequency = new float[maxWindows * window];
        localFrequency = new float[maxWindows * window];
        cmFromMiddle = new float[maxWindows * window];
        valid = new float[maxWindows * window];
        lengths = new int[maxWindows];
        anchors = new long[maxAnchors];
        features = new float[maxAnchors * config.neighbours() * config.neighbourFeatures()];
        present = new float[maxAnchors * config.neighbours()];
    }

    public void clear() {
        windows = 0;
        anchorCount = 0;
        padded = false;
        allPresent = true;
    }

    /** How many token windows are filled. */
    public int windowCount() {
        return windows;
    }

    /** M, how many anchors its token windows have. */
    public int anchorCount() {
        return anchorCount;
    }

    /** Tokens of a token window, without padding. */
    int length(int tokenWindow) {
        return lengths[tokenWindow];
    }

    /** Whether every anchor has K neighbours. */
    boolean allPresent() {
        return allPresent;
    }

    /**
     * Adds one token window of a haplotype: its anchors [from, from + W), cut at the last one. The haplotype of a
     * haploid sample goes in as one of a pair with itself: as it would in a diploid whose haplotypes are the same there, which
     * a network trained on diploids has seen, unlike a haplotype without another.
     *
     * @param asked (A) which anchors something is predicted from
     * @param askedFrom the first anchor that this token window may be asked for
     * @param askedTo after the last one
     * @return the batch's index of the first that it is asked for; the others follow
     */
    public int add(
            TypedPanel panel,
            TypedHaplotypes targets,
            int hap,
            RetrievedHaplotype retrieved,
            int from,
            boolean[] asked,
            int askedFrom,
            int askedTo) {
        Anchors ofHap = retrieved.anchors();
        int to = Math.min(from + window, ofHap.count());
        if (askedFrom < from || askedTo > to) {
            throw new IllegalArgumentException("anchors of [" + askedFrom + ", " + askedTo
                    + ") leave the token window [" + from + ", " + to + ")");
        }
        padded |= to - from < window;
        lengths[windows] = to - from;
        int base = windows++ * window;
        Arrays.fill(valid, base, base + window, 0);
        Arrays.fill(alleles, base, base + window, Tokens.MASK);
        Arrays.fill(otherAlleles, base, base + window, Tokens.MASK);
        double middle = middleCm(panel, ofHap, from, window);
        int other = targets.haplotypes().other(hap);
        for (int a = from; a < to; a++) {
            fillToken(base + a - from, panel, targets, hap, other, retrieved, ofHap.typed(a), middle);
        }
        int first = anchorCount;
        for (int a = askedFrom; a < askedTo; a++) {
            if (!asked[a]) continue;
            anchors[anchorCount] = base + a - from;
            if (config.neighbours() > 0) fillNeighbours(anchorCount, panel, targets, hap, retrieved, a);
            anchorCount++;
        }
        return first;
    }

    /** The position, in cM, that a token window's positions are counted from. */
    static double middleCm(TypedPanel panel, Anchors anchors, int from, int window) {
        int last = Math.min(from + window, anchors.count()) - 1;
        return 0.5 * (panel.typedCm(anchors.typed(from)) + panel.typedCm(anchors.typed(last)));
    }

    private void fillToken(
            int at,
            TypedPanel panel,
            TypedHaplotypes targets,
            int hap,
            int otherHap,
            RetrievedHaplotype r,
            int t,
            double middle) {
        alleles[at] = code(targets.allele(hap, t));
        otherAlleles[at] = code(targets.allele(otherHap, t));
        int row = panel.panel().firstRow(panel.panelSite(t));
        frequency[at] = r.frequency()[row];
        localFrequency[at] = r.middleCopying(row);
        cmFromMiddle[at] = (float) (panel.typedCm(t) - middle);
        valid[at] = 1;
    }

    private static long code(byte allele) {
        return allele < 0 ? Tokens.MASK : Math.min(allele, 1);
    }

    private void fillNeighbours(
            int at, TypedPanel panel, TypedHaplotypes targets, int targetHap, RetrievedHaplotype r, int anchor) {
        int t = r.anchors().typed(anchor);
        byte allele = targets.allele(targetHap, t);
        int k = config.neighbours();
        int stored = r.neighbourCount();
        BitMatrix carriers = panel.carriers();
        for (int i = 0; i < k; i++) {
            int hap = r.neighbours()[anchor * stored + i];
            boolean there = hap != RetrievedHaplotype.NOBODY;
            present[at * k + i] = there ? 1 : 0;
            allPresent &= there;
            boolean agrees = there && allele >= 0 && carriers.get(t, hap) == allele > 0;
            NeighbourFeatures.write(features, at * k + i, r, anchor, i, agrees);
        }
    }

    /** Copies what was filled to the engine. */
    public TypedInputs toInputs(NDManager manager) {
        int cells = windows * window;
        Shape column = new Shape(cells, 1);
        int k = config.neighbours();
        int f = config.neighbourFeatures();
        return new TypedInputs(
                windows,
                manager.create(Arrays.copyOf(alleles, cells)),
                manager.create(Arrays.copyOf(otherAlleles, cells)),
                manager.create(Arrays.copyOf(frequency, cells), column),
                manager.create(Arrays.copyOf(localFrequency, cells), column),
                manager.create(Arrays.copyOf(cmFromMiddle, cells), column),
                padded
                        ? Optional.of(manager.create(Arrays.copyOf(valid, cells), new Shape(windows, window)))
                        : Optional.empty(),
                manager.create(Arrays.copyOf(anchors, anchorCount)),
                manager.create(Arrays.copyOf(features, anchorCount * k * f), new Shape(anchorCount, k, f)),
                allPresent
                        ? Optional.empty()
                        : Optional.of(
                                manager.create(Arrays.copyOf(present, anchorCount * k), new Shape(anchorCount, k))));
    }
}
