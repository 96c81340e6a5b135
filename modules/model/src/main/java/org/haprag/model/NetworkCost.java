package org.haprag.model;

/**
 * Arithmetic of the network, in floating-point operations, a multiply-add counting as two. Counted are the dense layers,
 * attention and the mixing of neighbours; norms, activations and look-ups are a few per cent beside them. Retrieval is not
 * part of the network and not counted.
 */
public record NetworkCost(ModelConfig config) {
    /** Fourier features of AF (8), local AF (8) and position (16): {@link TokenEmbedding}. */
    private static final int PLACE_INPUTS = 32;

    /** Of a typed site of one haplotype: embedding, encoder, fusion. Windows overlap, so each is encoded more than once. */
    public double flopPerToken() {
        double d = config.width();
        double place = 2 * PLACE_INPUTS * d;
        // query, key, value, merge: 4 D^2; scores and their mix: 2 W D; feed-forward: 2 D (2 D)
        double layer = 2 * (4 * d * d + 2 * config.window() * d + 4 * d * d);
        double encoded = (double) config.window() / (config.window() - 2 * config.margin());
        return encoded * (place + config.layers() * layer) + fusion();
    }

    /** describe, score and mix the neighbours; context, peers and embed the token. */
    private double fusion() {
        if (config.neighbours() == 0) return 0;
        double hidden = config.fusionWidth();
        double candidate = 2 * (config.neighbourFeatures() * hidden + hidden * config.fusionHeads() + hidden);
        return config.neighbours() * candidate
                + 2 * (hidden * config.width() + hidden * hidden + hidden * config.width());
    }

    /** Of a predicted allele row of one haplotype: embedding, mixtures from both sides at most, site head. */
    public double flopPerRow() {
        double d = config.width();
        double head = config.headWidth();
        double mixtures = 2 * 2.0 * config.neighbours() * config.fusionHeads();
        double expected = 2 * d; // between two allele embeddings
        double inputs = config.siteInputs();
        return 2 * PLACE_INPUTS * d
                + mixtures
                + expected
                + 2 * (d * head + inputs * head + head * head + head + inputs);
    }

    /** Of the gt head: 3-8-2. */
    private static double flopOfGenotypeHead() {
        return 2 * (3 * 8 + 8 * 2);
    }

    /**
     * Of one genotype, two haplotypes.
     *
     * @param typedShare typed sites for each predicted one, in (0, 1]
     */
    public double flopPerGenotype(double typedShare) {
        if (!(typedShare > 0 && typedShare <= 1)) {
            throw new IllegalArgumentException("typedShare must lie in (0, 1], found " + typedShare);
        }
        return 2 * (flopPerRow() + typedShare * flopPerToken()) + flopOfGenotypeHead();
    }
}
