package org.haprag.genotype;

/**
 * What was observed of one haplotype, as weights of alleles: P(observation | the haplotype carries the allele). A call gives
 * 1 to its allele and 0 to the others; a missing call gives all the same. Genotyping error is not part of it: retrieval has
 * a mismatch probability of its own.
 */
@FunctionalInterface
public interface AlleleWeights {
    /**
     * The weight of an allele at a typed site, up to a factor that the site's alleles share: finite, at least 0, and above 0
     * for one of them.
     *
     * @param allele 0 REF, i the panel's i-th ALT
     */
    float of(int typed, int allele);
}
