package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

/**
 * Emission probabilities of a target's states at the typed sites of a block: 1 - mismatch where a state carries the
 * observed allele, mismatch where it carries another, 1 where nothing was observed. A state's alleles at 64 sites are one
 * look into the panel. One instance serves one thread.
 */
final class Emissions {
    /** Smaller mismatch probabilities are taken for this: their products would leave float's range. */
    private static final double LEAST_MISMATCH = 1e-8;

    private final TypedPanel panel;
    private final float miss;
    private final float hit;
    private final float[] hitOrMiss;
    private long[] differs = {};

    Emissions(TypedPanel panel, double mismatch) {
        this.panel = panel;
        this.miss = (float) Math.max(LEAST_MISMATCH, mismatch);
        this.hit = 1 - miss;
        this.hitOrMiss = new float[] {hit, miss};
    }

    /**
     * Fills (sites, S) for the typed sites [first, end).
     *
     * @param alleles (T) observed allele codes, -1 missing
     * @param into row t - first begins at (t - first) * stride
     */
    void fill(byte[] alleles, int first, int end, int[] states, float[] into, int stride) {
        if (differs.length < states.length) differs = new long[states.length];
        for (int from = first; from < end; from += 64) {
            int to = Math.min(end, from + 64);
            compare(alleles, from, to, states);
            for (int t = from; t < to; t++) {
                int at = (t - first) * stride;
                if (alleles[t] < 0) Arrays.fill(into, at, at + states.length, 1f);
                else if (alleles[t] > 0 && multiAllelic(t)) oneAlt(alleles[t], t, states, into, at);
                else expand(t - from, states.length, into, at);
            }
        }
    }

    /** Bit k of {@link #differs} of a state: whether it differs from the target at typed site {@code from + k}. */
    private void compare(byte[] alleles, int from, int to, int[] states) {
        long carries = 0;
        for (int t = from; t < to; t++) if (alleles[t] > 0) carries |= 1L << (t - from);
        BitMatrix byHaplotype = panel.byHaplotype();
        for (int j = 0; j < states.length; j++) differs[j] = byHaplotype.bits(states[j], from, to - from) ^ carries;
    }

    private void expand(int k, int n, float[] into, int at) {
        // A look-up: the JIT makes a branch of a choice between floats, and this one cannot be predicted.
        for (int j = 0; j < n; j++) into[at + j] = hitOrMiss[(int) (differs[j] >>> k) & 1];
    }

    private boolean multiAllelic(int typed) {
        HaplotypePanel haplotypes = panel.panel();
        int site = panel.panelSite(typed);
        return haplotypes.firstRow(site + 1) - haplotypes.firstRow(site) > 1;
    }

    private void oneAlt(byte allele, int typed, int[] states, float[] into, int at) {
        HaplotypePanel haplotypes = panel.panel();
        int row = haplotypes.firstRow(panel.panelSite(typed)) + allele - 1;
        BitMatrix alleles = haplotypes.alleles();
        for (int j = 0; j < states.length; j++) into[at + j] = alleles.get(row, states[j]) ? hit : miss;
    }
}
