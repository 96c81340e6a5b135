package org.haprag.retrieval;

/** What a network makes of windows of typed sites, one haplotype at a time: the space that {@link EmbeddingRetriever} searches. */
@FunctionalInterface
public interface WindowEmbedder {
    /**
     * Embeds haplotypes over one window. Nothing but these alleles and positions may enter, so that nobody's other sites and
     * nobody else's alleles reach a neighbour search.
     *
     * @param tokens (n, W) row-major: {@link org.haprag.genotype.Tokens} REF, ALT (any of them) or MASK
     * @param cmFromMiddle (W) position of each site from the window's middle, in cM
     * @return (n, W, D) row-major, for a D of the network's choice
     */
    float[] embed(byte[] tokens, float[] cmFromMiddle);
}
