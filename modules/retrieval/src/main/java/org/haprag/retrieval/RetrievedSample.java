package org.haprag.retrieval;

import java.util.List;
import java.util.Optional;
import org.haprag.genotype.TypedHaplotypes;

/** What retrieval knows of one target sample. */
public final class RetrievedSample {
    private final List<RetrievedHaplotype> haplotypes;
    private final TypedHaplotypes observed;
    private final Optional<Phase> phase;

    /**
     * How a sample's phase was found.
     *
     * @param exchanged (T): at a heterozygote whose phase relative to the one before it was not known, the probability that it is
     *     the opposite of the one that was chosen, at most one half; 0 elsewhere
     * @param covariance (R): P(ALT on both haplotypes) minus the product of the two probabilities, by the copying
     *     model; empty where it was not asked for
     */
    public record Phase(float[] exchanged, float[] covariance) {}

    private RetrievedSample(List<RetrievedHaplotype> haplotypes, TypedHaplotypes observed, Optional<Phase> phase) {
        this.haplotypes = List.copyOf(haplotypes);
        this.observed = observed;
        this.phase = phase;
    }

    /** Of a sample whose phase is known. @param observed its own alleles alone */
    static RetrievedSample phased(List<RetrievedHaplotype> haplotypes, TypedHaplotypes observed) {
        return new RetrievedSample(haplotypes, observed, Optional.empty());
    }

    /** Of a diploid sample whose phase was not known. @param observed its own alleles alone, in the phase that was chosen */
    static RetrievedSample unphased(List<RetrievedHaplotype> haplotypes, TypedHaplotypes observed, Phase phase) {
        return new RetrievedSample(haplotypes, observed, Optional.of(phase));
    }

    /** One or two. */
    public List<RetrievedHaplotype> haplotypes() {
        return haplotypes;
    }

    /** The alleles that were observed of this one sample, on the haplotypes that they are taken to lie on. */
    public TypedHaplotypes observed() {
        return observed;
    }

    /** How the phase was found; empty where it was known. */
    public Optional<Phase> phase() {
        return phase;
    }

    /** P(ALT on both haplotypes) minus the product of the two probabilities, by the copying model. */
    public float covariance(int alleleRow) {
        return phase.isEmpty() ? 0 : phase.get().covariance()[alleleRow];
    }
}
