package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
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
        NDArray x = embedding.apply(
                in.alleles(), in.otherAlleles(), in.frequency(), in.localFrequency(), in.cmFromMiddle()); // (I, W, D)
        for (EncoderLayer layer : encoder) x = layer.apply(x, in.valid(), training);
        NDArray tokens = rows(x.reshape(-1, config.width()), in.core()); // (N, D)
        if (fusion == null) return new Encoded(tokens, null);
        NeighbourFusion.Fused fused = fusion.apply(tokens, in.features(), in.present(), in.agrees());
        NDArray maf = minorFrequency(rows(in.frequency().reshape(-1, 1), in.core())); // (N, 1)
        return new Encoded(join(tokens, fused.embedding(), maf), fused.weights());
    }

    /** Predicts allele rows from the encoded typed sites around them. */
    public NetworkOutputs decode(Encoded encoded, SiteInputs in) {
        long targets = in.rightShare().getShape().get(0);
        long sites = in.rightShare().getShape().get(1);
        NDArray share = bothHaplotypes(in.rightShare()).reshape(-1, 1); // (R, 1), R = B L 2
        NDArray before = siteEmbedding(in).reshape(-1, config.width()); // (R, D)
        NDArray context = rows(encoded.tokens(), in.left().flatten())
                .mul(share.neg().add(1))
                .add(rows(encoded.tokens(), in.right().flatten()).mul(share)); // (R, D)
        NDArray copying = in.copying().reshape(-1, config.scales()); // (R, C)
        NDArray mixtures = mixtures(encoded, in, share, copying); // (R, H)
        NDArray alt = mixtures.mean(new int[] {1}, true); // (R, 1)
        NDArray fused = embedding.expected(alt); // (R, D)
        NDArray maf = minorFrequency(bothHaplotypes(in.frequency())).reshape(-1, 1);
        NDArray after = join(before.add(context), fused, maf); // (R, D)
        NDArray features = in.features().expandDims(2).repeat(2, 2).reshape(-1, SiteFeatures.COUNT); // (R, E)
        NDArray odds = head.apply(after, logOdds(mixtures), NDArrays.concat(new NDList(logOdds(copying), features), -1))
                .reshape(targets, sites, 2);
        return outputs(odds, in, before.reshape(targets, sites, 2, -1), after.reshape(targets, sites, 2, -1));
    }

    private NetworkOutputs outputs(NDArray odds, SiteInputs in, NDArray before, NDArray after) {
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

    /** (B, L) log odds of ALT to (B, L, 2) logits. */
    private static NDArray logits(NDArray odds) {
        NDArray half = Scalar.times(odds, 0.5);
        return NDArrays.stack(new NDList(half.neg(), half), -1);
    }

    /** A predicted row as a token whose allele is unknown: (B, L, 2, D). */
    private NDArray siteEmbedding(SiteInputs in) {
        NDArray unknown =
                in.rightShare().zerosLike().add(TokenEmbedding.UNKNOWN).toType(DataType.INT64, false); // (B, L)
        return siteEmbedding(in, bothHaplotypes(unknown), bothHaplotypes(unknown));
    }

    /**
     * The predicted rows as tokens whose alleles are known, which only training may ask for: what reconstruction may have
     * as its target.
     *
     * @param alleles int64 (B, L, 2), 0 REF, 1 ALT on either haplotype
     * @return float32 (B, L, 2, D)
     */
    public NDArray knownSiteEmbedding(SiteInputs in, NDArray alleles) {
        return siteEmbedding(in, alleles, alleles.flip(2));
    }

    private NDArray siteEmbedding(SiteInputs in, NDArray alleles, NDArray otherAlleles) {
        int local = config.scales() / 2;
        NDArray localFrequency = in.copying().get(":, :, :, {}", local); // (B, L, 2)
        return embedding.apply(
                alleles,
                otherAlleles,
                bothHaplotypes(in.frequency()),
                localFrequency,
                bothHaplotypes(in.cmFromMiddle()));
    }

    /** P(ALT) by each fusion head: given, or mixed here from the neighbours' alleles so that gradients flow. */
    private NDArray mixtures(Encoded encoded, SiteInputs in, NDArray share, NDArray copying) {
        if (fusion == null) return copying.mean(new int[] {1}, true).repeat(1, config.fusionHeads());
        if (in.mixtures() != null) return in.mixtures().reshape(-1, config.fusionHeads());
        int k = config.neighbours();
        NDArray alleles = in.alleles().reshape(-1, 2 * k); // (R, 2K)
        NDArray table = encoded.weights().reshape(-1, (long) k * config.fusionHeads()); // (N, K H)
        NDArray left = mix(table, in.left(), alleles.get(":, 0:{}", k));
        NDArray right = mix(table, in.right(), alleles.get(":, {}:", k));
        return left.mul(share.neg().add(1)).add(right.mul(share));
    }

    private NDArray mix(NDArray table, NDArray tokens, NDArray alleles) {
        NDArray weights = rows(table, tokens.flatten()).reshape(-1, config.neighbours(), config.fusionHeads());
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

    /** (B, L) to (B, L, 2) */
    private static NDArray bothHaplotypes(NDArray x) {
        return x.expandDims(2).repeat(2, 2);
    }

    private static NDArray rows(NDArray table, NDArray index) {
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
