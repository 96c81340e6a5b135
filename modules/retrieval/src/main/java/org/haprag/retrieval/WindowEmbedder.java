package org.haprag.retrieval;

import org.haprag.retrieval.baseline.EmbeddingRetriever;

/** What a network makes of stretches of typed sites, one haplotype at a time: the space that {@link EmbeddingRetriever} searches. */
@FunctionalInterface
public interface WindowEmbedder {
    /**
     * Embeds haplotypes over one search window of w typed sites. Nothing but these alleles and positions may enter, so that
     * nobody's other sites and nobody else's alleles reach a neighbour search.
     *
     * @param tokens (n, w) row-major: {@link org.haprag.genotype.Tokens} REF, ALT (any of them) or MASK
     * @param cmFromMiddle (w) position of each site from the search window's middle, in cM
     * @return (n, w, D) row-major, for a D of the network's choice
     */
    float[] embed(byte[] tokens, float[] cmFromMiddle);
}
