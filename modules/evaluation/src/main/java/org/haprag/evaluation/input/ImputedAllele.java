package org.haprag.evaluation.input;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.haprag.genotype.Haplotypes;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.JoinedR2;

/** What an imputed file says of one ALT allele, for the scored samples. */
public final class ImputedAllele extends ScoredAllele implements Mergeable<ImputedAllele> {
    private final Haplotypes ofSamples;
    private final float[] ds;
    private final float[] gp;
    private final byte[] haplotypes;
    private boolean hasPosteriors;
    private boolean phased;
    private boolean typed;
    private int claimed;
    private final Map<Claim, Stated> claims = new EnumMap<>(Claim.class);

    /** A claim and what FORMAT says. */
    private static final class Stated {
        private double claim = Double.NaN;
        private double found = Double.NaN;
    }

    /** Of the parts so far: what they claim of R2 and the frequency, and what FORMAT says of both. */
    private final JoinedR2 claimedR2 = new JoinedR2();

    private final JoinedR2 foundR2 = new JoinedR2();

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

    /** The same from FORMAT of all samples of the file; NaN where FORMAT does not tell. Of parts, R2 is that of all their samples; other claims are NaN. */
    public double recomputed(Claim claim) {
        return claims.get(claim).found;
    }

    /** Sets every sample's dosage and Hardy-Weinberg posteriors to those of an allele frequency. */
    public void setPrior(double altFrequency) {
        Baseline.AF_PRIOR.fill(altFrequency, ofSamples, ds, gp);
        hasPosteriors = true;
        phased = false;
    }

    @Override
    public void clear() {
        Arrays.fill(ds, Float.NaN);
        Arrays.fill(gp, Float.NaN);
        Arrays.fill(haplotypes, (byte) -1);
        describe(false, true, false);
        for (Claim claim : Claim.values()) setClaim(claim, Double.NaN, Double.NaN);
        claimedR2.clear();
        foundR2.clear();
    }

    @Override
    public void take(ImputedAllele part, int[] samples) {
        for (int s = 0; s < samples.length; s++) {
            int to = samples[s];
            ds[to] = part.ds[s];
            if (part.hasPosteriors) System.arraycopy(part.gp, 3 * s, gp, 3 * to, 3);
            int from = part.ofSamples.first(s);
            System.arraycopy(part.haplotypes, from, haplotypes, ofSamples.first(to), ofSamples.ploidy(to));
        }
        describe(hasPosteriors | part.hasPosteriors, phased & part.phased, typed | part.typed);
        claimedR2.add(part.claimed, part.recomputed(Claim.AF), part.claim(Claim.R2));
        foundR2.add(part.claimed, part.recomputed(Claim.AF), part.recomputed(Claim.R2));
        setClaim(Claim.R2, claimedR2.value(), foundR2.value());
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

    /** @param haplotypes that the claims of the record speak of */
    void setClaimed(int haplotypes) {
        claimed = haplotypes;
    }

    void setClaim(Claim claim, double stated, double found) {
        claims.get(claim).claim = stated;
        claims.get(claim).found = found;
    }
}
