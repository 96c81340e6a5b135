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

    /** By typed site, of a state that carries the likelier allele, and of any other where all others are alike. */
    private final float[] ofLikely;

    private final float[] ofOthers;

    /** By word of typed sites: where carrying an ALT or not decides, and where an ALT is likelier. */
    private final long[] decides;

    private final long[] altLikely;

    /** Where two ALT alleles differ in what was observed. */
    private final long[] byAllele;

    private AlleleWeights observed;

    /** Of one typed site, by allele code. */
    private float[] weights = new float[2];

    private float[] emissions = new float[2];

    Emissions(TypedPanel panel, double mismatch) {
        this.panel = panel;
        this.miss = (float) Math.max(LEAST_MISMATCH, mismatch);
        this.hit = 1 - miss;
        this.ofLikely = new float[panel.typedCount()];
        this.ofOthers = new float[panel.typedCount()];
        int words = (panel.typedCount() + 63) >>> 6;
        this.decides = new long[words];
        this.altLikely = new long[words];
        this.byAllele = new long[words];
    }

    /** Takes what was observed of a target haplotype. */
    void take(AlleleWeights ofTarget) {
        observed = ofTarget;
        Arrays.fill(decides, 0);
        Arrays.fill(altLikely, 0);
        Arrays.fill(byAllele, 0);
        for (int t = 0; t < ofLikely.length; t++) {
            int alts = weigh(t);
            int likely = emissions[1] > emissions[0] ? 1 : 0;
            ofLikely[t] = emissions[likely];
            ofOthers[t] = emissions[1 - likely];
            if (!altsAlike(alts)) byAllele[t >>> 6] |= 1L << t;
            else if (emissions[0] != emissions[1]) decides[t >>> 6] |= 1L << t;
            altLikely[t >>> 6] |= (long) likely << t;
        }
    }

    /**
     * Fills (sites, S) for the typed sites [first, end) of the target.
     *
     * @param states panel haplotypes
     * @param into (sites, S)
     */
    void fill(int first, int end, int[] states, float[][] into) {
        for (int t = first; t < end; t++) Arrays.fill(into[t - first], 0, states.length, ofLikely[t]);
        BitMatrix byHaplotype = panel.byHaplotype();
        for (int word = first >>> 6; word << 6 < end; word++) {
            int start = word << 6;
            long here = -1L;
            if (first > start) here &= -1L << (first - start);
            if (end < start + 64) here &= (1L << (end - start)) - 1;
            long asked = decides[word] & here;
            // States are those that match well: few of their alleles are not the likelier one.
            for (int j = 0; j < states.length; j++) {
                long differs = (byHaplotype.word(states[j], word) ^ altLikely[word]) & asked;
                for (; differs != 0; differs &= differs - 1) {
                    int t = start + Long.numberOfTrailingZeros(differs);
                    into[t - first][j] = ofOthers[t];
                }
            }
            for (long bits = byAllele[word] & here; bits != 0; bits &= bits - 1) {
                int t = start + Long.numberOfTrailingZeros(bits);
                byAllele(t, states, into[t - first]);
            }
        }
    }

    /** Fills {@link #emissions} for a typed site's alleles; returns how many ALT alleles there are. */
    private int weigh(int typed) {
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

    private void byAllele(int typed, int[] states, float[] into) {
        weigh(typed);
        int site = panel.panelSite(typed);
        for (int j = 0; j < states.length; j++)
            into[j] = emissions[panel.panel().allele(site, states[j])];
    }
}
