package org.haprag.io;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;

/** One site of imputed output: all that a record of it says. The arrays that it is made of are kept, not copied. */
public final class ImputedSite {
    /** Where the genotypes are from. */
    public enum Origin {
        /** Genotyped in the targets; missing calls are imputed. */
        TYPED,
        /** Imputed, not genotyped in the targets. */
        IMPUTED,
        /** Not in the panel; as observed in the targets. */
        TARGET_ONLY
    }

    /** A typed site, imputed as if it had not been typed. */
    public static final class LeftOut {
        private final int haplotypes;
        private final float[] altProbability;
        private final OptionalDouble r2;

        /**
         * @param haplotypes how many there are
         * @param altProbability (A, haplotypes) flattened, as of {@link ImputedGenotypes#independent}; kept
         * @param r2 squared correlation with what was observed; empty where one of the two does not vary
         */
        public LeftOut(int haplotypes, float[] altProbability, OptionalDouble r2) {
            this.haplotypes = haplotypes;
            this.altProbability = altProbability;
            this.r2 = r2;
        }

        /** P(a haplotype carries an ALT). @param alt 0 for the site's first ALT */
        public float altProbability(int alt, int haplotype) {
            return altProbability[alt * haplotypes + haplotype];
        }

        /** Leave-one-out r2, INFO ER2. */
        public OptionalDouble r2() {
            return r2;
        }
    }

    /** What is told of how the genotypes of a typed site were put on haplotypes. */
    public static final class PhaseCalls {
        /** Stands for a genotype that has no quality. */
        public static final byte NO_QUALITY = -1;

        /** Stands for a genotype that is in no phase set. */
        public static final int NO_SET = 0;

        private final byte[] quality;
        private final BitSet filled;
        private final int[] sets;

        /**
         * @param quality (samples) as PQ, or {@link #NO_QUALITY}; kept
         * @param filled samples whose genotype, or half of it, was missing; kept
         */
        public PhaseCalls(byte[] quality, BitSet filled) {
            this(quality, filled, new int[quality.length]);
        }

        /** As above. @param sets (samples) as PS, or {@link #NO_SET}; kept */
        public PhaseCalls(byte[] quality, BitSet filled, int[] sets) {
            if (sets.length != quality.length) {
                throw new IllegalArgumentException(quality.length + " samples, but phase sets of " + sets.length);
            }
            this.quality = quality;
            this.filled = filled;
            this.sets = sets;
        }

        /** The position in bp of the first heterozygote of a sample's phase set, or {@link #NO_SET}. */
        public int set(int sample) {
            return sets[sample];
        }

        /** Phred-scaled probability that a sample's phase is wrong here, or {@link #NO_QUALITY}. */
        public byte quality(int sample) {
            return quality[sample];
        }

        /** Whether a sample's genotype, or half of it, was missing. */
        public boolean filled(int sample) {
            return filled.get(sample);
        }
    }

    private final Site site;
    private final Origin origin;
    private final ImputedGenotypes genotypes;
    private final double[] frequencies;
    private final OptionalDouble r2;
    private final Optional<LeftOut> leftOut;
    private final Optional<PhaseCalls> phase;

    private ImputedSite(
            Site site,
            Origin origin,
            ImputedGenotypes genotypes,
            double[] frequencies,
            OptionalDouble r2,
            Optional<LeftOut> leftOut,
            Optional<PhaseCalls> phase) {
        int alts = site.alts().size();
        if (alts == 0
                || !genotypes.fits(alts)
                || frequencies.length != alts
                || leftOut.map(l -> l.altProbability.length != genotypes.probabilityCount())
                        .orElse(false)
                || phase.map(p -> p.quality.length != genotypes.sampleCount()).orElse(false)) {
            throw new IllegalArgumentException(site + ": " + alts + " ALT and "
                    + genotypes.haplotypes().count()
                    + " haplotypes on " + site.contig() + " do not fit " + genotypes.shape() + ", " + frequencies.length
                    + " AF"
                    + leftOut.map(l -> ", " + l.altProbability.length + " LDS").orElse("")
                    + phase.map(p -> ", " + p.quality.length + " PQ").orElse(""));
        }
        this.site = site;
        this.origin = origin;
        this.genotypes = genotypes;
        this.frequencies = frequencies;
        this.r2 = r2;
        this.leftOut = leftOut;
        this.phase = phase;
    }

    /**
     * A site that the targets were not genotyped at.
     *
     * @param frequencies of the ALT alleles, estimated in the targets; kept
     * @param r2 estimated r2 of the site, if there is an estimate
     */
    public static ImputedSite imputed(Site site, ImputedGenotypes genotypes, double[] frequencies, OptionalDouble r2) {
        return new ImputedSite(site, Origin.IMPUTED, genotypes, frequencies, r2, Optional.empty(), Optional.empty());
    }

    /** A site that the targets were genotyped at; parameters as of {@link #imputed}. */
    public static ImputedSite typed(Site site, ImputedGenotypes genotypes, double[] frequencies, OptionalDouble r2) {
        return new ImputedSite(site, Origin.TYPED, genotypes, frequencies, r2, Optional.empty(), Optional.empty());
    }

    /**
     * What was observed at a site that the panel lacks: certain alleles, and nothing where there is no call.
     *
     * @param haplotypes which of them belong to which sample
     * @param alleles (haplotypes) allele codes; negative where there is no call; kept
     * @param unphased samples of which nobody knows which allele lies on which haplotype; kept
     */
    public static ImputedSite targetOnly(Site site, Haplotypes haplotypes, byte[] alleles, BitSet unphased) {
        int alts = site.alts().size();
        float[] p = new float[alts * alleles.length];
        double[] af = new double[alts];
        int called = 0;
        for (int h = 0; h < alleles.length; h++) {
            if (alleles[h] >= 0) called++;
            for (int a = 0; a < alts; a++) {
                p[a * alleles.length + h] = alleles[h] < 0 ? Float.NaN : alleles[h] == a + 1 ? 1 : 0;
                if (alleles[h] == a + 1) af[a]++;
            }
        }
        for (int a = 0; a < alts; a++) af[a] /= Math.max(1, called);
        ImputedGenotypes genotypes = ImputedGenotypes.observed(haplotypes, p, alleles, unphased);
        return new ImputedSite(
                site, Origin.TARGET_ONLY, genotypes, af, OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }

    /** The same typed site with what it gets when it is left out. */
    public ImputedSite withLeftOut(LeftOut left) {
        if (origin != Origin.TYPED) throw new IllegalStateException(site + " is not typed: nothing can be left out");
        return new ImputedSite(site, origin, genotypes, frequencies, r2, Optional.of(left), phase);
    }

    /** The same typed site with what is told of its phase. */
    public ImputedSite withPhase(PhaseCalls calls) {
        if (origin != Origin.TYPED) throw new IllegalStateException(site + " is not typed: nothing tells its phase");
        return new ImputedSite(site, origin, genotypes, frequencies, r2, leftOut, Optional.of(calls));
    }

    public Site site() {
        return site;
    }

    public Origin origin() {
        return origin;
    }

    public ImputedGenotypes genotypes() {
        return genotypes;
    }

    /** Frequency of an ALT, estimated in the targets. @param alt 0 for the first */
    public double frequency(int alt) {
        return frequencies[alt];
    }

    /** Estimated r2 of the site. */
    public OptionalDouble r2() {
        return r2;
    }

    /** What a typed site gets when it is left out, where that was asked for. */
    public Optional<LeftOut> leftOut() {
        return leftOut;
    }

    /** How typed genotypes were put on haplotypes, where that was asked for. */
    public Optional<PhaseCalls> phase() {
        return phase;
    }

    @Override
    public String toString() {
        return site + " " + origin;
    }
}
