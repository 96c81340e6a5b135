package org.haprag.evaluation.input;

import java.util.Arrays;

/** What an imputed file says of one ALT allele, for the scored samples. */
public final class ImputedAllele extends ScoredAllele {
    private final float[] ds;
    private final float[] gp;
    private final byte[] haplotypes;
    private boolean hasPosteriors;
    private boolean phased;
    private boolean typed;
    private final double[] claims = new double[Claim.values().length];
    private final double[] recomputed = new double[Claim.values().length];

    ImputedAllele(int samples) {
        ds = new float[samples];
        gp = new float[3 * samples];
        haplotypes = new byte[2 * samples];
    }

    /** A value that no file backs: what an absent site counts as, or the ground of a baseline. Dosage 0, no posteriors. */
    public static ImputedAllele absent(int samples) {
        ImputedAllele allele = new ImputedAllele(samples);
        Arrays.fill(allele.claims, Double.NaN);
        Arrays.fill(allele.recomputed, Double.NaN);
        return allele;
    }

    /** (samples) ALT dosage, NaN where the file has none. Not copied. */
    public float[] ds() {
        return ds;
    }

    /** (samples x 3) posteriors, or null if the record has none. Not copied. */
    public float[] posteriors() {
        return hasPosteriors ? gp : null;
    }

    /** (2 x samples) called alleles: 1 ALT, 0 another, -1 missing; null unless every call is phased. Not copied. */
    public byte[] phasedHaplotypes() {
        return phased ? haplotypes : null;
    }

    /** Whether the file says that this site was typed, not imputed. */
    public boolean typed() {
        return typed;
    }

    /** What INFO says, NaN if nothing. */
    public double claim(Claim claim) {
        return claims[claim.ordinal()];
    }

    /** The same from FORMAT of all samples of the file; NaN where FORMAT does not tell. */
    public double recomputed(Claim claim) {
        return recomputed[claim.ordinal()];
    }

    /** Sets every sample's dosage and Hardy-Weinberg posteriors to those of an allele frequency. */
    public void setPrior(double altFrequency) {
        float p = (float) altFrequency;
        Arrays.fill(ds, 2 * p);
        for (int s = 0; s < ds.length; s++) {
            gp[3 * s] = (1 - p) * (1 - p);
            gp[3 * s + 1] = 2 * p * (1 - p);
            gp[3 * s + 2] = p * p;
        }
        hasPosteriors = true;
        phased = false;
    }

    float[] gpBuffer() {
        return gp;
    }

    byte[] haplotypeBuffer() {
        return haplotypes;
    }

    void describe(boolean withPosteriors, boolean withPhase, boolean isTyped) {
        hasPosteriors = withPosteriors;
        phased = withPhase;
        typed = isTyped;
    }

    void setClaim(Claim claim, double stated, double found) {
        claims[claim.ordinal()] = stated;
        recomputed[claim.ordinal()] = found;
    }
}
