package org.haprag.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/**
 * Fills {@link TypedInputs}, window by window, from retrieved haplotypes. Windows of different panels and typed sites may
 * share a batch: nothing in the inputs refers to a panel. Reusable: {@link #clear} empties it.
 */
public final class TypedBatch {
    private final ModelConfig config;
    private final int window;
    private final long[] alleles;
    private final long[] otherAlleles;
    private final float[] frequency;
    private final float[] localFrequency;
    private final float[] cmFromMiddle;
    private final float[] valid;
    private final long[] core;
    private final float[] features;
    private final float[] present;
    private boolean padded;
    private boolean allPresent = true;
    private int windows;
    private int coreCount;

    /**
     * @param maxWindows I, at most
     * @param maxCores N, at most
     */
    public TypedBatch(ModelConfig config, int maxWindows, int maxCores) {
        this.config = config;
        this.window = config.window();
        alleles = new long[maxWindows * window];
        otherAlleles = new long[maxWindows * window];
        frequency = new float[maxWindows * window];
        localFrequency = new float[maxWindows * window];
        cmFromMiddle = new float[maxWindows * window];
        valid = new float[maxWindows * window];
        core = new long[maxCores];
        features = new float[maxCores * config.neighbours() * config.neighbourFeatures()];
        present = new float[maxCores * config.neighbours()];
    }

    public void clear() {
        windows = 0;
        coreCount = 0;
        padded = false;
        allPresent = true;
    }

    /** How many windows are filled. */
    public int windowCount() {
        return windows;
    }

    /**
     * Adds one window of a haplotype's typed sites: [from, from + W), cut at the last typed site.
     *
     * @param cores (T) which typed sites sites are predicted from
     * @param coreFrom none of those before this one is taken from this window
     * @param coreTo nor any from this one on
     * @return the batch's index of the first core token taken; the others follow
     */
    public int add(
            TypedPanel panel,
            TypedHaplotypes targets,
            int hap,
            RetrievedHaplotype retrieved,
            int from,
            boolean[] cores,
            int coreFrom,
            int coreTo) {
        int to = Math.min(from + window, panel.typedCount());
        if (coreFrom < from || coreTo > to) {
            throw new IllegalArgumentException(
                    "core [" + coreFrom + ", " + coreTo + ") leaves window [" + from + ", " + to + ")");
        }
        padded |= to - from < window;
        int base = windows++ * window;
        Arrays.fill(valid, base, base + window, 0);
        Arrays.fill(alleles, base, base + window, TokenEmbedding.UNKNOWN);
        Arrays.fill(otherAlleles, base, base + window, TokenEmbedding.UNKNOWN);
        double middle = middleCm(panel, from, window);
        for (int t = from; t < to; t++) fillToken(base + t - from, panel, targets, hap, retrieved, t, middle);
        int first = coreCount;
        for (int t = coreFrom; t < coreTo; t++) {
            if (!cores[t]) continue;
            core[coreCount] = base + t - from;
            if (config.neighbours() > 0) fillNeighbours(coreCount, panel, targets.allele(hap, t), retrieved, t);
            coreCount++;
        }
        return first;
    }

    /** The position, in cM, that a window's positions are counted from. */
    static double middleCm(TypedPanel panel, int from, int window) {
        int last = Math.min(from + window, panel.typedCount()) - 1;
        return 0.5 * (panel.typedCm(from) + panel.typedCm(last));
    }

    private void fillToken(
            int at, TypedPanel panel, TypedHaplotypes targets, int hap, RetrievedHaplotype r, int t, double middle) {
        alleles[at] = code(targets.allele(hap, t));
        otherAlleles[at] = code(targets.allele(hap ^ 1, t));
        int row = panel.panel().firstRow(panel.panelSite(t));
        frequency[at] = r.frequency()[row];
        localFrequency[at] = r.copying()[row * r.scaleCount() + r.scaleCount() / 2];
        cmFromMiddle[at] = (float) (panel.typedCm(t) - middle);
        valid[at] = 1;
    }

    private static long code(byte allele) {
        return allele < 0 ? TokenEmbedding.UNKNOWN : Math.min(allele, 1);
    }

    private void fillNeighbours(int token, TypedPanel panel, byte allele, RetrievedHaplotype r, int t) {
        int k = config.neighbours();
        int stored = r.neighbourCount();
        BitMatrix carriers = panel.carriers();
        for (int i = 0; i < k; i++) {
            int hap = r.neighbours()[t * stored + i];
            boolean there = hap != RetrievedHaplotype.NOBODY;
            present[token * k + i] = there ? 1 : 0;
            allPresent &= there;
            boolean agrees = there && allele >= 0 && carriers.get(t, hap) == allele > 0;
            NeighbourFeatures.write(features, token * k + i, r, t, i, agrees);
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
                padded ? manager.create(Arrays.copyOf(valid, cells), new Shape(windows, window)) : null,
                manager.create(Arrays.copyOf(core, coreCount)),
                manager.create(Arrays.copyOf(features, coreCount * k * f), new Shape(coreCount, k, f)),
                allPresent ? null : manager.create(Arrays.copyOf(present, coreCount * k), new Shape(coreCount, k)));
    }
}
