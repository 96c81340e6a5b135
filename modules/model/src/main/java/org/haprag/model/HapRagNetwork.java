package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.ArrayList;
import java.util.List;

/**
 * The network: {@link #encode} turns typed sites into encoded tokens and neighbour weights, {@link #decode} those into
 * logits at any allele row. No weight belongs to a site, a panel or an array, so the weights carry over to any of them.
 */
public final class HapRagNetwork {
    /** Probabilities are squeezed into [this, 1 - this] before their log odds. */
    static final double LEAST_PROBABILITY = 1e-5;

    private static final double MOST_MAF_WEIGHT = 10; // DESIGN section 2: w = clamp(1/(maf + 1e-6), max 10)

    private final ModelConfig config;
    private final Parameters parameters;
    private final TokenEmbedding embedding;
    private final List<EncoderLayer> encoder = new ArrayList<>();
    private final NeighbourFusion fusion;
    private final NDArray fusionStrength;
    private final SiteHead head;
    private final GenotypeHead genotype;

    /** Declares all weights in {@code parameters}, which must be empty. */
    public HapRagNetwork(ModelConfig config, Parameters parameters) {
        this.config = config;
        this.parameters = parameters;
        embedding = new TokenEmbedding(parameters, config.width());
        for (int i = 0; i < config.layers(); i++) {
            encoder.add(new EncoderLayer(
                    parameters, "encoder." + i, config.width(), config.attentionHeads(), config.dropout()));
        }
        fusion = config.neighbours() == 0 ? null : new NeighbourFusion(parameters, config);
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
     * The typed sites, understood.
     *
     * @param tokens float32 (N, D), core tokens after encoder and fusion
     * @param weights float32 (N, K, H), how much each neighbour counts; null if the fusion is left out
     */
    public record Encoded(NDArray tokens, NDArray weights) {}

    /** Embeds, encodes and fuses the typed sites of a batch. */
    public Encoded encode(TypedInputs in, boolean training) {
        NDArray x = embedding
                .apply(in.alleles(), in.otherAlleles(), in.frequency(), in.localFrequency(), in.cmFromMiddle())
                .reshape(in.windows(), config.window(), config.width());
        for (EncoderLayer layer : encoder) x = layer.apply(x, in.valid(), training);
        NDArray tokens = rows(x.reshape(-1, config.width()), in.core()); // (N, D)
        if (fusion == null) return new Encoded(tokens, null);
        NeighbourFusion.Fused fused = fusion.apply(tokens, in.features(), in.present());
        NDArray maf = minorFrequency(rows(in.frequency(), in.core())); // (N, 1)
        return new Encoded(join(tokens, fused.embedding(), maf), fused.weights());
    }

    /**
     * What the encoder makes of single haplotypes, before any neighbour is known: nothing of the other haplotype, frequencies
     * one half, so that nothing but these alleles and positions enters.
     *
     * @param windows I
     * @param alleles int64 (I W) in {0, 1, 2 unknown}
     * @param cmFromMiddle float32 (I W, 1)
     * @return float32 (I, W, D)
     */
    NDArray embed(long windows, NDArray alleles, NDArray cmFromMiddle) {
        NDArray half = cmFromMiddle.zerosLike().add(0.5f);
        NDArray unknown = alleles.zerosLike().add(TokenEmbedding.UNKNOWN);
        NDArray x = embedding.apply(alleles, unknown, half, half, cmFromMiddle).reshape(windows, -1, config.width());
        for (EncoderLayer layer : encoder) x = layer.apply(x, null, false);
        return x;
    }

    /**
     * @param odds float32 (R), log odds of ALT
     * @param before float32 (R, D), embedding before encoder and fusion
     * @param after float32 (R, D)
     */
    private record Rows(NDArray odds, NDArray before, NDArray after) {}

    /** Predicts allele rows from the encoded typed sites around them, both haplotypes of each. */
    public NetworkOutputs decode(Encoded encoded, SiteInputs in) {
        long targets = in.otherAlt().getShape().get(0);
        long sites = in.otherAlt().getShape().get(1);
        Rows rows = predict(encoded, in);
        NDArray odds = rows.odds().reshape(targets, sites, 2);
        NDArray before = rows.before().reshape(targets, sites, 2, -1);
        NDArray after = rows.after().reshape(targets, sites, 2, -1);
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

    /** The log odds of ALT, float32 (R), of rows of single haplotypes: what {@link #decode} predicts them with. */
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

    private Rows predict(Encoded encoded, SiteInputs in) {
        NDArray share = in.rightShare();
        NDArray before = siteEmbedding(in);
        NDArray left = rows(encoded.tokens(), in.left());
        NDArray context = left.add(rows(encoded.tokens(), in.right()).sub(left).mul(share)); // (R, D)
        NDArray mixtures = mixtures(encoded, in); // (R, H)
        NDArray fused = embedding.expected(mixtures.mean(new int[] {1}, true)); // (R, D)
        NDArray after = join(before.add(context), fused, minorFrequency(in.frequency()));
        NDArray others = NDArrays.concat(new NDList(logOdds(in.copying()), in.features()), -1); // (R, C + E)
        return new Rows(head.apply(after, logOdds(mixtures), others), before, after);
    }

    /** (B, L) log odds of ALT to (B, L, 2) logits. */
    private static NDArray logits(NDArray odds) {
        NDArray half = Scalar.times(odds, 0.5);
        return NDArrays.stack(new NDList(half.neg(), half), -1);
    }

    /** A predicted row as a token whose allele is unknown: (R, D). */
    private NDArray siteEmbedding(SiteInputs in) {
        return embedding.unknown(in.frequency(), localFrequency(in), in.cmFromMiddle());
    }

    /**
     * The predicted rows as tokens whose alleles are known, which only training may ask for: what reconstruction may have
     * as its target.
     *
     * @param alleles int64 (B, L, 2), 0 REF, 1 ALT on either haplotype
     * @return float32 (B, L, 2, D)
     */
    public NDArray knownSiteEmbedding(SiteInputs in, NDArray alleles) {
        NDArray known = embedding.apply(
                alleles.flatten(), alleles.flip(2).flatten(), in.frequency(), localFrequency(in), in.cmFromMiddle());
        return known.reshape(alleles.getShape().get(0), alleles.getShape().get(1), 2, config.width());
    }

    private NDArray localFrequency(SiteInputs in) {
        int local = config.scales() / 2;
        return in.copying().get(":, {}:{}", local, local + 1); // (R, 1)
    }

    /** P(ALT) by each fusion head: given, or mixed here from the neighbours' alleles so that gradients flow. */
    private NDArray mixtures(Encoded encoded, SiteInputs in) {
        if (fusion == null) return in.copying().mean(new int[] {1}, true).repeat(1, config.fusionHeads());
        if (in.mixtures() != null) return in.mixtures();
        int k = config.neighbours();
        NDArray table = encoded.weights().reshape(-1, (long) k * config.fusionHeads()); // (N, K H)
        NDArray left = mix(table, in.left(), in.alleles().get(":, 0:{}", k));
        NDArray right = mix(table, in.right(), in.alleles().get(":, {}:", k));
        return left.mul(in.rightShare().neg().add(1)).add(right.mul(in.rightShare()));
    }

    private NDArray mix(NDArray table, NDArray tokens, NDArray alleles) {
        NDArray weights = rows(table, tokens).reshape(-1, config.neighbours(), config.fusionHeads());
        return weights.mul(alleles.expandDims(-1)).sum(new int[] {1}); // (R, H)
    }

    /** The residual of DESIGN section 2: h + s * fused * w(maf). */
    private NDArray join(NDArray h, NDArray fused, NDArray maf) {
        NDArray weighted = fused.mul(fusionStrength);
        if (!config.mafResidual()) return h.add(weighted);
        return h.add(weighted.mul(Scalar.power(maf.add(1e-6), -1).clip(0, MOST_MAF_WEIGHT)));
    }

    private static NDArray minorFrequency(NDArray frequency) {
        return frequency.minimum(frequency.neg().add(1));
    }

    private static NDArray logOdds(NDArray p) {
        // Sums of float32 weights may end a rounding error above 1, whose log odds would be NaN.
        NDArray squeezed = Scalar.times(p.clip(0, 1), 1 - 2 * LEAST_PROBABILITY).add(LEAST_PROBABILITY);
        return squeezed.log().sub(squeezed.neg().add(1).log());
    }

    private static NDArray rows(NDArray table, NDArray index) {
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
