package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.AlleleWeights;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;

/**
 * Emission probabilities of a target's states at the typed sites of a block. With e the mismatch probability, a state that
 * carries an allele of weight w has (1 - e) w + e v, where v is the largest weight of another allele and the largest of all
 * weights is 1: 1 - e where it carries the called allele, e where it carries another, 1 where nothing was observed. A
 * state's alleles at 64 sites are one look into the panel. One instance serves one thread.
 */
final class Emissions {
    /** Smaller mismatch probabilities are taken for this: their products would leave float's range. */
    private static final double LEAST_MISMATCH = 1e-8;

    private final TypedPanel panel;
    private final float miss;
    private final float hit;
    private long[] carries = {};

    /** Of one typed site, by allele code. */
    private float[] weights = new float[2];

    private float[] emissions = new float[2];

    Emissions(TypedPanel panel, double mismatch) {
        this.panel = panel;
        this.miss = (float) Math.max(LEAST_MISMATCH, mismatch);
        this.hit = 1 - miss;
    }

    /**
     * Fills (sites, S) for the typed sites [first, end).
     *
     * @param into (sites, S)
     */
    void fill(AlleleWeights observed, int first, int end, int[] states, float[][] into) {
        if (carries.length < states.length) carries = new long[states.length];
        BitMatrix byHaplotype = panel.byHaplotype();
        for (int from = first; from < end; from += 64) {
            int to = Math.min(end, from + 64);
            for (int j = 0; j < states.length; j++) carries[j] = byHaplotype.bits(states[j], from, to - from);
            for (int t = from; t < to; t++) {
                float[] here = into[t - first];
                int alts = weigh(observed, t);
                if (!altsAlike(alts)) byAllele(t, states, here);
                else if (emissions[0] == emissions[1]) Arrays.fill(here, 0, states.length, emissions[0]);
                else byCarrying(t - from, states.length, here);
            }
        }
    }

    /** Fills {@link #emissions} for a typed site's alleles; returns how many ALT alleles there are. */
    private int weigh(AlleleWeights observed, int typed) {
        HaplotypePanel haplotypes = panel.panel();
        int site = panel.panelSite(typed);
        int alts = haplotypes.firstRow(site + 1) - haplotypes.firstRow(site);
        if (weights.length <= alts) {
            weights = new float[alts + 1];
            emissions = new float[alts + 1];
        }
        float largest = 0;
        for (int a = 0; a <= alts; a++) {
            weights[a] = observed.of(typed, a);
            if (!(weights[a] >= 0)) throw new IllegalArgumentException(unusable(typed, a));
            largest = Math.max(largest, weights[a]);
        }
        if (largest == 0 || largest == Float.POSITIVE_INFINITY) throw new IllegalArgumentException(unusable(typed, 0));
        for (int a = 0; a <= alts; a++) weights[a] /= largest;
        for (int a = 0; a <= alts; a++) emissions[a] = hit * weights[a] + miss * largestOther(a, alts);
        return alts;
    }

    private String unusable(int typed, int allele) {
        return "the weights of alleles at typed site " + typed + " cannot be used, found " + weights[allele]
                + " for allele " + allele;
    }

    private float largestOther(int allele, int alts) {
        float largest = 0;
        for (int a = 0; a <= alts; a++) if (a != allele) largest = Math.max(largest, weights[a]);
        return largest;
    }

    private boolean altsAlike(int alts) {
        for (int a = 2; a <= alts; a++) if (emissions[a] != emissions[1]) return false;
        return true;
    }

    private void byCarrying(int k, int n, float[] into) {
        // A look-up: the JIT makes a branch of a choice between floats, and this one cannot be predicted.
        float[] refOrAlt = emissions;
        for (int j = 0; j < n; j++) into[j] = refOrAlt[(int) (carries[j] >>> k) & 1];
    }

    private void byAllele(int typed, int[] states, float[] into) {
        int site = panel.panelSite(typed);
        for (int j = 0; j < states.length; j++)
            into[j] = emissions[panel.panel().allele(site, states[j])];
    }
}
