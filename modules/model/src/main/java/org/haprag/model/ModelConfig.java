package org.haprag.model;

/**
 * What sizes the network. Everything else about it follows from these.
 *
 * @param width D, of token embeddings and encoder
 * @param layers encoder layers; 0 leaves the encoder out
 * @param attentionHeads A; divides {@code width}
 * @param window W, tokens (anchors) of a token window, which attend to each other
 * @param neighbours K, retrieved haplotypes that fusion sees; 0 leaves the fusion out and keeps the panel-wide copying
 *     probabilities
 * @param scales C, copying scales of the retriever
 * @param fusionHeads H, independent mixtures of the neighbours
 * @param fusionWidth hidden width of the neighbour scorer
 * @param headWidth hidden width of the site head
 * @param mafResidual whether the fused embedding is weighted by min(1/(maf + 1e-6), 10) where it joins the residual
 * @param dropout in [0, 1), in the encoder, while training
 */
public record ModelConfig(
        int width,
        int layers,
        int attentionHeads,
        int window,
        int neighbours,
        int scales,
        int fusionHeads,
        int fusionWidth,
        int headWidth,
        boolean mafResidual,
        double dropout) {
    public ModelConfig {
        if (width < 1 || attentionHeads < 1 || width % attentionHeads != 0) {
            throw new IllegalArgumentException(
                    "attentionHeads must divide width, found " + attentionHeads + " and " + width);
        }
        if (layers < 0 || neighbours < 0 || window < 2 || scales < 1) {
            throw new IllegalArgumentException("layers and neighbours must be >= 0, window >= 2, scales >= 1");
        }
        if (fusionHeads < 1 || fusionWidth < 1 || headWidth < 1) {
            throw new IllegalArgumentException("fusionHeads, fusionWidth and headWidth must be >= 1");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must lie in [0, 1), found " + dropout);
        }
    }

    /** The shipped network (docs/model.md tells what each part contributes). */
    public static ModelConfig defaults() {
        return new ModelConfig(32, 1, 2, 64, 16, 1, 4, 16, 32, true, 0.0);
    }

    /** F, what {@link NeighbourFeatures} tells of a neighbour. */
    public int neighbourFeatures() {
        return NeighbourFeatures.count(scales);
    }

    /**
     * The one of the C scales, the middle one, whose posterior starts the weight of a neighbour and whose copying probability is
     * the local frequency. The retrieval that feeds the network ranks neighbours by the same ({@link ModelManifest} checks it).
     */
    public int middleScale() {
        return scales / 2;
    }

    /** What the site head is told of a prediction: H fused logits, C copying logits, the E features of {@link SiteFeatures}. */
    public int siteInputs() {
        return fusionHeads + scales + SiteFeatures.COUNT;
    }

    /** How far an anchor must be from the border of its token window, where anchors go on beyond it. */
    public int margin() {
        return window / 8;
    }
}
