package org.haprag.model;

/**
 * Arithmetic of the network, in floating-point operations, a multiply-add counting as two. Each block tells its own
 * multiply-adds, of dense layers, attention and the mixing of neighbours; norms, activations and look-ups are a few per cent
 * beside them. Retrieval is not part of the network and not counted.
 */
public record NetworkCost(ModelConfig config) {
    /** Of an anchor of one haplotype: embedding, encoder, fusion. Token windows overlap, so each is encoded more than once. */
    public double flopPerToken() {
        double layers = config.layers() * EncoderLayer.costOfToken(config);
        double encoded = (double) config.window() / (config.window() - 2 * config.margin());
        double fusion = config.neighbours() == 0 ? 0 : NeighbourFusion.costOfAnchor(config);
        return encoded * (2 * (TokenEmbedding.costOfToken(config) + layers)) + 2 * fusion;
    }

    /** Of a predicted allele row of one haplotype: embedding, mixtures from both sides at most, site head. */
    public double flopPerRow() {
        return 2
                * (TokenEmbedding.costOfToken(config)
                        + NeighbourFusion.costOfMixtures(config)
                        + TokenEmbedding.costOfExpected(config)
                        + SiteHead.costOfPrediction(config));
    }

    /**
     * Of one genotype, two haplotypes.
     *
     * @param typedShare typed sites for each predicted one, in (0, 1]; each counts as an anchor, so this is the most
     */
    public double flopPerGenotype(double typedShare) {
        if (!(typedShare > 0 && typedShare <= 1)) {
            throw new IllegalArgumentException("typedShare must lie in (0, 1], found " + typedShare);
        }
        return 2 * (flopPerRow() + typedShare * flopPerToken()) + 2 * GenotypeHead.costOfGenotype();
    }
}
