package org.haprag.evaluation.input;

import java.util.EnumMap;
import java.util.Map;
import org.haprag.genotype.Haplotypes;
import org.haprag.metrics.Baseline;

/** What an imputed file says of one ALT allele, for the scored samples. */
public final class ImputedAllele extends ScoredAllele {
    private final Haplotypes ofSamples;
    private final float[] ds;
    private final float[] gp;
    private final byte[] haplotypes;
    private boolean hasPosteriors;
    private boolean phased;
    private boolean typed;
    private final Map<Claim, Stated> claims = new EnumMap<>(Claim.class);

    /** A claim and what FORMAT says. */
    private static final class Stated {
        private double claim = Double.NaN;
        private double found = Double.NaN;
    }

    private ImputedAllele(Haplotypes ofSamples) {
        this.ofSamples = ofSamples;
        ds = new float[ofSamples.sampleCount()];
        gp = new float[3 * ds.length];
        haplotypes = new byte[ofSamples.count()];
        for (Claim claim : Claim.values()) claims.put(claim, new Stated());
    }

    /**
     * A value that no file backs: what an absent site counts as, or the ground of a baseline. Dosage 0, no posteriors.
     *
     * @param ofSamples the haplotypes of the scored samples
     */
    public static ImputedAllele absent(Haplotypes ofSamples) {
        return new ImputedAllele(ofSamples);
    }

    /** Which haplotypes belong to which of the scored samples. */
    public Haplotypes ofSamples() {
        return ofSamples;
    }

    /** (samples) ALT dosage, NaN where the file has none. Not copied. */
    public float[] ds() {
        return ds;
    }

    /** (samples x 3) posteriors of 0, 1 and 2 ALT alleles, or null if the record has none. Not copied. */
    public float[] posteriors() {
        return hasPosteriors ? gp : null;
    }

    /** (haplotypes) called alleles: 1 ALT, 0 another, -1 missing; null unless every call is phased. Not copied. */
    public byte[] phasedHaplotypes() {
        return phased ? haplotypes : null;
    }

    /** Whether the file says that this site was typed, not imputed. */
    public boolean typed() {
        return typed;
    }

    /** What INFO says, NaN if nothing. */
    public double claim(Claim claim) {
        return claims.get(claim).claim;
    }

    /** The same from FORMAT of all samples of the file; NaN where FORMAT does not tell. */
    public double recomputed(Claim claim) {
        return claims.get(claim).found;
    }

    /** Sets every sample's dosage and Hardy-Weinberg posteriors to those of an allele frequency. */
    public void setPrior(double altFrequency) {
        Baseline.AF_PRIOR.fill(altFrequency, ofSamples, ds, gp);
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
        claims.get(claim).claim = stated;
        claims.get(claim).found = found;
    }
}
