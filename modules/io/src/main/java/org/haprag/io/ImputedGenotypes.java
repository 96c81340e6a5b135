package org.haprag.io;

import java.util.BitSet;
import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Haplotypes;

/**
 * The genotypes of all targets at one site, as they were imputed or observed. Of A ALT alleles each haplotype has A
 * probabilities. The arrays that it is made of are kept, not copied: hand them over and do not write to them again.
 */
public abstract sealed class ImputedGenotypes {
    private final Haplotypes haplotypes;
    private final float[] altProbability;
    private final byte[] alleles;
    private final int alts;
    private final BitSet unphased;

    private ImputedGenotypes(Haplotypes haplotypes, float[] altProbability, byte[] alleles, BitSet unphased) {
        if (alleles.length != haplotypes.count()) {
            throw new IllegalArgumentException(haplotypes + ", but alleles of " + alleles.length);
        }
        this.haplotypes = haplotypes;
        this.altProbability = altProbability;
        this.alleles = alleles;
        this.alts = alleles.length == 0 ? 0 : altProbability.length / alleles.length;
        this.unphased = unphased;
    }

    /**
     * Genotypes of which the haplotypes are independent: P(genotype) is the product of theirs.
     *
     * @param haplotypes which of them belong to which sample
     * @param altProbability (A, haplotypes) flattened: P(haplotype h carries ALT a), 0 to 1, at [a * haplotypes + h]; any number
     *     where there is no call
     * @param alleles (haplotypes) best guess as allele codes; negative where there is no call
     */
    public static ImputedGenotypes independent(Haplotypes haplotypes, float[] altProbability, byte[] alleles) {
        return new Independent(haplotypes, altProbability, alleles, new BitSet());
    }

    /** As above. @param unphased the samples of which nobody knows which allele lies on which haplotype; kept */
    static ImputedGenotypes observed(Haplotypes haplotypes, float[] altProbability, byte[] alleles, BitSet unphased) {
        return new Independent(haplotypes, altProbability, alleles, unphased);
    }

    /**
     * Genotypes with probabilities of their own.
     *
     * @param haplotypes as of {@link #independent}
     * @param altProbability as of {@link #independent}
     * @param posteriors (samples, (A+1)(A+2)/2) flattened: genotype probabilities in VCF order, of which a haploid sample has
     *     A+1, in the first places of its row
     * @param alleles as of {@link #independent}
     */
    public static ImputedGenotypes joint(
            Haplotypes haplotypes, float[] altProbability, float[] posteriors, byte[] alleles) {
        return new Joint(haplotypes, altProbability, posteriors, alleles);
    }

    /** Which haplotypes belong to which sample. */
    public Haplotypes haplotypes() {
        return haplotypes;
    }

    public int sampleCount() {
        return haplotypes.sampleCount();
    }

    /** A. */
    public int altCount() {
        return alts;
    }

    /** Whether all alleles of a sample are known: only at a site that the panel lacks can a call, or half of it, be missing. */
    public boolean called(int sample) {
        for (int h = haplotypes.first(sample); h < haplotypes.end(sample); h++) {
            if (alleles[h] < 0) return false;
        }
        return true;
    }

    /** Whether the alleles of a sample are in the order of its haplotypes: of what is imputed they are. */
    public boolean phased(int sample) {
        return !unphased.get(sample);
    }

    /** P(a haplotype carries an ALT). @param alt 0 for the site's first ALT */
    public float altProbability(int alt, int haplotype) {
        return altProbability[alt * alleles.length + haplotype];
    }

    /** The best guess of a haplotype's allele: 0 REF, i the i-th ALT; negative where there is no call. */
    public byte allele(int haplotype) {
        return alleles[haplotype];
    }

    /** P(a sample has the unordered genotype low/high). @param low an allele code, at most {@code high}; of a haploid sample the same */
    public abstract float posterior(int sample, int low, int high);

    /**
     * As {@link #posterior}, of a diploid sample at a site with one ALT.
     *
     * @param to gets P(0/0), P(0/1), P(1/1)
     */
    abstract void posteriors(int sample, float[] to);

    /** How many numbers it holds, codes apart. */
    abstract int valueCount();

    /** Whether it has as many numbers as this many ALTs need. */
    abstract boolean fits(int alts);

    /** Such as {@code 3 probabilities, no GP, 2 GT}. */
    abstract String shape();

    final boolean probabilitiesFit(int alts) {
        return altProbability.length == alts * alleles.length;
    }

    final int probabilityCount() {
        return altProbability.length;
    }

    private static final class Independent extends ImputedGenotypes {
        Independent(Haplotypes haplotypes, float[] altProbability, byte[] alleles, BitSet unphased) {
            super(haplotypes, altProbability, alleles, unphased);
        }

        @Override
        public float posterior(int sample, int low, int high) {
            int first = haplotypes().first(sample);
            if (haplotypes().ploidy(sample) == 1) return probability(high, first);
            float p = probability(low, first) * probability(high, first + 1);
            return low == high ? p : p + probability(high, first) * probability(low, first + 1);
        }

        @Override
        void posteriors(int sample, float[] to) {
            int first = haplotypes().first(sample);
            float alt1 = altProbability(0, first);
            float alt2 = altProbability(0, first + 1);
            float ref1 = Math.max(0, 1 - alt1);
            float ref2 = Math.max(0, 1 - alt2);
            to[0] = ref1 * ref2;
            to[1] = ref1 * alt2 + alt1 * ref2;
            to[2] = alt1 * alt2;
        }

        private float probability(int code, int haplotype) {
            if (code > 0) return altProbability(code - 1, haplotype);
            float ref = 1;
            for (int a = 0; a < altCount(); a++) ref -= altProbability(a, haplotype);
            return Math.max(0, ref);
        }

        @Override
        int valueCount() {
            return probabilityCount();
        }

        @Override
        boolean fits(int alts) {
            return probabilitiesFit(alts);
        }

        @Override
        String shape() {
            return probabilityCount() + " probabilities, no GP, " + haplotypes().count() + " GT";
        }
    }

    private static final class Joint extends ImputedGenotypes {
        private final float[] posteriors;
        private final int perSample;

        Joint(Haplotypes haplotypes, float[] altProbability, float[] posteriors, byte[] alleles) {
            super(haplotypes, altProbability, alleles, new BitSet());
            this.posteriors = posteriors;
            this.perSample = sampleCount() == 0 ? 0 : posteriors.length / sampleCount();
        }

        @Override
        public float posterior(int sample, int low, int high) {
            return posteriors[
                    sample * perSample + GenotypeOrder.index(haplotypes().ploidy(sample), low, high)];
        }

        @Override
        void posteriors(int sample, float[] to) {
            System.arraycopy(posteriors, sample * perSample, to, 0, to.length);
        }

        @Override
        int valueCount() {
            return probabilityCount() + posteriors.length;
        }

        @Override
        boolean fits(int alts) {
            return probabilitiesFit(alts) && posteriors.length == sampleCount() * GenotypeOrder.count(2, alts);
        }

        @Override
        String shape() {
            return probabilityCount() + " probabilities, " + posteriors.length + " GP, "
                    + haplotypes().count() + " GT";
        }
    }
}
