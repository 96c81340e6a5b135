package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.Tokens;

/**
 * The network: {@link #encode} turns anchors into encoded tokens and neighbour weights, {@link #decode} those into
 * logits at any allele row. No weight belongs to a site, a panel or an array, so the weights carry over to any of them.
 */
public final class HapRagNetwork {
    /** Probabilities are squeezed into [this, 1 - this] before their log odds. */
    static final double LEAST_PROBABILITY = 1e-5;

    /** Where the fused embedding joins a residual it is weighted by 1 / (MAF + this), at most by {@link #MOST_MAF_WEIGHT}. */
    static final double LEAST_MAF = 1e-6;

    static final double MOST_MAF_WEIGHT = 10;

    private final ModelConfig config;
    private final Parameters parameters;
    private final TokenEmbedding embedding;
    private final List<EncoderLayer> encoder = new ArrayList<>();
    private final Optional<NeighbourFusion> fusion;
    private final NDArray fusionStrength;
    private final SiteHead head;
    private final GenotypeHead genotype;

    /** Declares all weights in {@code parameters}, which must be empty. */
    public HapRagNetwork(ModelConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        embedding = new TokenEmbedding(parameters, config.width());
        for (int i = 0; i < config.layers(); i++) {
            encoder.add(new EncoderLayer(parameters, "encoder." + i, config));
        }
        fusion = config.neighbours() == 0 ? Optional.empty() : Optional.of(new NeighbourFusion(parameters, config));
        fusionStrength = parameters.constant("fusion.strength", new Shape(1), 0.1);
        head = new SiteHead(parameters, config);
        genotype = new GenotypeHead(parameters);
    }

    public ModelConfig config() {
        return config;
    }

    public Parameters parameters() {
        return parameters;
    }

    /**
     * Embeddings of the anchors after encoder and fusion.
     *
     * @param anchors float32 (M, D)
     * @param weights float32 (M, K, H), how much each neighbour counts; absent where the network has no fusion, or where the
     *     neighbours were mixed already ({@link Mixtures.Given})
     */
    public record Encoded(NDArray anchors, Optional<NDArray> weights) {}

    /** Embeds, encodes and fuses the tokens of a batch. */
    public Encoded encode(TypedInputs in, boolean training) {
        NDArray x = embedding
                .apply(in.alleles(), in.otherAlleles(), in.frequency(), in.localFrequency(), in.cmFromMiddle())
                .reshape(in.windows(), config.window(), config.width());
        for (EncoderLayer layer : encoder) x = layer.apply(x, in.valid(), training);
        NDArray anchors = pick(x.reshape(-1, config.width()), in.anchors()); // (M, D)
        if (fusion.isEmpty()) return new Encoded(anchors, Optional.empty());
        NeighbourFusion.Fused fused = fusion.get().apply(anchors, in.features(), in.present());
        NDArray maf = minorFrequency(pick(in.frequency(), in.anchors())); // (M, 1)
        return new Encoded(join(anchors, fused.embedding(), maf), Optional.of(fused.weights()));
    }

    /**
     * What the encoder makes of single haplotypes, before any neighbour is known: nothing of the other haplotype, frequencies
     * one half, so that nothing but these alleles and positions enters.
     *
     * @param windows I
     * @param alleles int64 (I W), {@link Tokens} REF, ALT (any of them) or MASK
     * @param cmFromMiddle float32 (I W, 1)
     * @return float32 (I, W, D)
     */
    NDArray embed(long windows, NDArray alleles, NDArray cmFromMiddle) {
        NDArray half = cmFromMiddle.zerosLike().add(0.5f);
        NDArray unknown = alleles.zerosLike().add(Tokens.MASK);
        NDArray x = embedding.apply(alleles, unknown, half, half, cmFromMiddle).reshape(windows, -1, config.width());
        for (EncoderLayer layer : encoder) x = layer.apply(x, Optional.empty(), false);
        return x;
    }

    /**
     * @param odds float32 (P), log odds of ALT
     * @param before float32 (P, D), embedding before encoder and fusion
     * @param after float32 (P, D)
     */
    private record Predictions(NDArray odds, NDArray before, NDArray after) {}

    /** Predicts allele rows of both haplotypes from the anchors around them. */
    public NetworkOutputs decode(Encoded encoded, PairedSiteInputs in) {
        long targets = in.otherAlt().getShape().get(0);
        long sites = in.otherAlt().getShape().get(1);
        Predictions found = predict(encoded, in.sites());
        NDArray odds = found.odds().reshape(targets, sites, 2); // (B, L, 2)
        NDArray before = found.before().reshape(targets, sites, 2, -1); // (B, L, 2, D)
        NDArray after = found.after().reshape(targets, sites, 2, -1); // (B, L, 2, D)
        NDArray odds1 = odds.get(":, :, 0");
        NDArray odds2 = odds.get(":, :, 1");
        return new NetworkOutputs(
                logits(odds1),
                logits(odds2),
                genotype.apply(odds1, odds2, in.otherAlt()),
                before.get(":, :, 0"),
                before.get(":, :, 1"),
                after.get(":, :, 0"),
                after.get(":, :, 1"));
    }

    /** The log odds of ALT, float32 (P): what {@link #decode} makes its outputs of. */
    public NDArray odds(Encoded encoded, SiteInputs in) {
        return predict(encoded, in).odds();
    }

    /**
     * The gt head alone.
     *
     * @param odds1 float32 (B, L), log odds of ALT on haplotype 1
     * @param odds2 float32 (B, L)
     * @param otherAlt float32 (B, L, 2), probability of another ALT of the same site
     * @return float32 (B, L, 4), logits of 0/0, 0/1, 1/1, 1/2
     */
    public NDArray genotypes(NDArray odds1, NDArray odds2, NDArray otherAlt) {
        return genotype.apply(odds1, odds2, otherAlt);
    }

    private Predictions predict(Encoded encoded, SiteInputs in) {
        NDArray before = siteEmbedding(in);
        NDArray left = pick(encoded.anchors(), in.left());
        NDArray context = left.add(pick(encoded.anchors(), in.right()).sub(left).mul(in.rightShare())); // (P, D)
        NDArray mixtures = in.mixtures().probabilities(encoded, in); // (P, H)
        NDArray fused = embedding.expected(mixtures.mean(new int[] {1}, true)); // (P, D)
        NDArray after = join(before.add(context), fused, minorFrequency(in.frequency()));
        NDArray others = NDArrays.concat(new NDList(logOdds(in.copying()), in.features()), -1); // (P, C + E)
        return new Predictions(head.apply(after, logOdds(mixtures), others), before, after);
    }

    /** (B, L) log odds of ALT to (B, L, 2) logits. */
    private static NDArray logits(NDArray odds) {
        NDArray half = Scalar.times(odds, 0.5);
        return NDArrays.stack(new NDList(half.neg(), half), -1);
    }

    /** Predictions as tokens whose alleles are not known: (P, D). */
    private NDArray siteEmbedding(SiteInputs in) {
        return embedding.unknown(in.frequency(), localFrequency(in), in.cmFromMiddle());
    }

    /**
     * The predictions as tokens whose alleles are known, which only training may ask for: what reconstruction may have as its
     * target.
     *
     * @param alleles int64 (B, L, 2), 0 REF, 1 ALT on either haplotype
     * @return float32 (B, L, 2, D)
     */
    public NDArray knownSiteEmbedding(PairedSiteInputs inputs, NDArray alleles) {
        SiteInputs in = inputs.sites();
        NDArray known = embedding.apply(
                alleles.flatten(), alleles.flip(2).flatten(), in.frequency(), localFrequency(in), in.cmFromMiddle());
        return known.reshape(alleles.getShape().get(0), alleles.getShape().get(1), 2, config.width());
    }

    private NDArray localFrequency(SiteInputs in) {
        int middle = config.middleScale();
        return in.copying().get(":, {}:{}", middle, middle + 1); // (P, 1)
    }

    /** h + s * fused * w(maf), with s the learned strength and w at most {@link #MOST_MAF_WEIGHT}; w = 1 where it is off. */
    private NDArray join(NDArray h, NDArray fused, NDArray maf) {
        NDArray weighted = fused.mul(fusionStrength);
        if (!config.mafResidual()) return h.add(weighted);
        return h.add(weighted.mul(Scalar.power(maf.add(LEAST_MAF), -1).clip(0, MOST_MAF_WEIGHT)));
    }

    private static NDArray minorFrequency(NDArray frequency) {
        return frequency.minimum(frequency.neg().add(1));
    }

    private static NDArray logOdds(NDArray p) {
        // Sums of float32 weights may end a rounding error above 1, whose log odds would be NaN.
        NDArray squeezed = Scalar.times(p.clip(0, 1), 1 - 2 * LEAST_PROBABILITY).add(LEAST_PROBABILITY);
        return squeezed.log().sub(squeezed.neg().add(1).log());
    }

    /** Some rows of a table by their index, in the index's order. */
    private static NDArray pick(NDArray table, NDArray index) {
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
