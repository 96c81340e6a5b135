package org.haprag.model;

/** {@link SiteHead} over lanes, a lane for each prediction. One instance serves one thread. */
final class CpuSiteHead {
    private final int inputCount;
    private final CpuNorm norm;
    private final CpuDense fromEmbedding;
    private final CpuDense fromInputs;
    private final CpuDense middle;
    private final CpuDense last;
    private final float[] skip;

    private final float[][] normed; // (D)[n]
    private final float[][] hidden; // (headWidth)[n]
    private final float[][] deeper; // (headWidth)[n]

    CpuSiteHead(CpuWeights weights, ModelConfig config, int lanes) {
        inputCount = config.siteInputs();
        SiteHead.Sizes sizes = SiteHead.Sizes.of(config);
        norm = new CpuNorm(weights, "head.norm", config.width(), lanes);
        fromEmbedding = new CpuDense(weights, "head.embedding", sizes.fromEmbedding());
        fromInputs = new CpuDense(weights, "head.inputs", sizes.fromInputs());
        middle = new CpuDense(weights, "head.middle", sizes.middle());
        last = new CpuDense(weights, "head.last", sizes.last());
        skip = weights.take("head.skip", sizes.skip().in() * sizes.skip().out());
        normed = Lanes.of(config.width(), lanes);
        hidden = Lanes.of(config.headWidth(), lanes);
        deeper = Lanes.of(config.headWidth(), lanes);
    }

    /**
     * @param embedding (D)[n]
     * @param inputs (H + C + E)[n], fused logits, copying logits and site features; scaled afterwards
     * @param fused H, how many of the inputs are fused logits
     * @param odds [n], written: log odds of ALT
     */
    void apply(float[][] embedding, float[][] inputs, int fused, float[][] odds, int n) {
        float[] sum = odds[0];
        Lanes.fill(sum, 0, n);
        for (int h = 0; h < fused; h++) Lanes.add(sum, inputs[h], n);
        Lanes.affine(sum, 1f / fused, 0, n);
        for (int i = 0; i < inputCount; i++) {
            Lanes.addScaled(sum, skip[i], inputs[i], n);
            Lanes.affine(inputs[i], SiteHead.INPUT_SCALE, 0, n);
        }
        norm.apply(embedding, normed, n);
        fromEmbedding.apply(normed, hidden, n);
        fromInputs.accumulate(inputs, hidden, n);
        fromInputs.addBias(hidden, n);
        Lanes.relu(hidden, n);
        middle.apply(hidden, deeper, n);
        Lanes.relu(deeper, n);
        last.accumulate(deeper, odds, n);
        last.addBias(odds, n);
    }
}
