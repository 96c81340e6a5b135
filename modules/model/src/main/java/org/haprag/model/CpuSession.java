package org.haprag.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** A session in Java: the network's parts with their working memory, and the tokens of the present target. */
final class CpuSession implements InferenceSession {
    private final ModelConfig config;
    private final Consumer<CpuSession> whenClosed;
    private final CpuEncoder encoder;
    private final Optional<CpuFusion> fusion;
    private final float strength;
    private final CpuSiteHead head;
    private final CpuGenotypeHead genotype;

    private final float[][][] features; // (K)(F)[anchors]
    private final float[][] present; // (K)[anchors]
    private final float[][] fused; // (D)[n]
    private final float[] weight;

    private final float[][] places; // (AF, local AF, cM)[predictions]
    private final float[][] sites; // (D)[predictions]
    private final float[][] inputs; // (H + C + E)[predictions]
    private final float[][] odds; // (1)[predictions]

    private float[] anchors = {}; // (M, D)
    private int anchorCount;

    /** @param whenClosed takes it back */
    CpuSession(ModelConfig config, CpuWeights weights, Consumer<CpuSession> whenClosed) {
        this.config = config;
        this.whenClosed = whenClosed;
        int lanes = CpuEncoder.lanes(config.window());
        encoder = new CpuEncoder(config, weights, config.window());
        fusion = config.neighbours() == 0 ? Optional.empty() : Optional.of(new CpuFusion(weights, config, lanes));
        strength = weights.take("fusion.strength", 1)[0];
        head = new CpuSiteHead(weights, config, lanes);
        genotype = new CpuGenotypeHead(weights);
        features = new float[config.neighbours()][config.neighbourFeatures()][lanes];
        present = Lanes.of(config.neighbours(), lanes);
        fused = Lanes.of(config.width(), lanes);
        weight = new float[lanes];
        places = Lanes.of(3, lanes);
        sites = Lanes.of(config.width(), lanes);
        inputs = Lanes.of(config.siteInputs(), lanes);
        odds = Lanes.of(1, lanes);
    }

    @Override
    public void begin() {
        anchorCount = 0;
    }

    @Override
    public void encode(TypedBatch batch, float[] weights, int at) {
        int done = 0;
        for (int w = 0; w < batch.windowCount(); w += encoder.windowsTogether()) {
            int windows = Math.min(encoder.windowsTogether(), batch.windowCount() - w);
            float[][] encoded = encoder.encode(batch, w, windows, done);
            int n = encoder.anchorCount();
            if (fusion.isPresent()) {
                fuse(
                        fusion.get(),
                        batch,
                        done,
                        encoded,
                        weights,
                        at + done * config.neighbours() * config.fusionHeads(),
                        n);
            }
            keep(encoded, n);
            done += n;
        }
    }

    /** Adds the neighbours' embedding to {@code encoded}; writes their weights. */
    private void fuse(CpuFusion part, TypedBatch batch, int first, float[][] encoded, float[] weights, int at, int n) {
        int k = config.neighbours();
        toLanes(batch, first, n);
        float[][][] counts =
                part.apply(encoded, features, batch.allPresent() ? Optional.empty() : Optional.of(present), fused, n);
        for (int i = 0; i < k; i++) {
            for (int h = 0; h < config.fusionHeads(); h++) {
                float[] lane = counts[i][h];
                int o = at + i * config.fusionHeads() + h;
                for (int m = 0; m < n; m++, o += k * config.fusionHeads()) weights[o] = lane[m];
            }
        }
        for (int i = 0; i < n; i++) weight[i] = batch.frequency[(int) batch.anchors[first + i]];
        join(encoded, n);
    }

    private void toLanes(TypedBatch batch, int first, int n) {
        int k = config.neighbours();
        int f = config.neighbourFeatures();
        for (int i = 0; i < k; i++) {
            for (int m = 0; m < n; m++) {
                int neighbour = (first + m) * k + i;
                present[i][m] = batch.present[neighbour];
                for (int c = 0, from = neighbour * f; c < f; c++) features[i][c][m] = batch.features[from + c];
            }
        }
    }

    /** As {@link HapRagNetwork} joins {@code fused} to h; {@code weight} holds AF and is written to. */
    private void join(float[][] h, int n) {
        float floor = (float) HapRagNetwork.LEAST_MAF;
        float most = (float) HapRagNetwork.MOST_MAF_WEIGHT;
        for (int i = 0; i < n; i++) {
            float maf = Math.min(weight[i], 1 - weight[i]);
            weight[i] = config.mafResidual() ? strength * Math.min(most, 1 / (maf + floor)) : strength;
        }
        for (int d = 0; d < h.length; d++) Lanes.addProduct(h[d], fused[d], weight, n);
    }

    private void keep(float[][] encoded, int n) {
        int width = config.width();
        int needed = (anchorCount + n) * width;
        if (anchors.length < needed) anchors = Arrays.copyOf(anchors, Math.max(needed, 2 * anchors.length));
        CpuEncoder.toRows(encoded, n, anchors, anchorCount * width);
        anchorCount += n;
    }

    @Override
    public float[] odds(SiteBatch batch) {
        float[] out = new float[batch.size()];
        int lanes = odds[0].length;
        for (int from = 0; from < out.length; from += lanes) {
            int n = Math.min(lanes, out.length - from);
            odds(batch, from, n);
            System.arraycopy(odds[0], 0, out, from, n);
        }
        return out;
    }

    private void odds(SiteBatch batch, int from, int n) {
        embedSites(batch, from, n);
        addContext(batch, from, n);
        copying(batch, from, n);
        mix(batch, from, n);
        addMixed(batch, from, n);
        for (int i = 0; i < config.fusionHeads() + config.scales(); i++) logOdds(inputs[i], n);
        siteFeatures(batch, from, n);
        head.apply(sites, inputs, config.fusionHeads(), odds, n);
    }

    private void embedSites(SiteBatch batch, int from, int n) {
        System.arraycopy(batch.frequency, from, places[0], 0, n);
        column(places[1], batch.copying, from, config.scales(), config.middleScale(), n);
        System.arraycopy(batch.cmFromMiddle, from, places[2], 0, n);
        encoder.embedding().unknown(places, sites, n);
    }

    private void copying(SiteBatch batch, int from, int n) {
        for (int c = 0; c < config.scales(); c++) {
            column(inputs[config.fusionHeads() + c], batch.copying, from, config.scales(), c, n);
        }
    }

    private void siteFeatures(SiteBatch batch, int from, int n) {
        int first = config.fusionHeads() + config.scales();
        for (int e = 0; e < SiteFeatures.COUNT; e++) {
            column(inputs[first + e], batch.features, from, SiteFeatures.COUNT, e, n);
        }
    }

    /** Adds the embedding of the allele that the fusion heads expect. */
    private void addMixed(SiteBatch batch, int from, int n) {
        int heads = config.fusionHeads();
        Lanes.fill(weight, 0, n);
        for (int h = 0; h < heads; h++) Lanes.add(weight, inputs[h], n);
        Lanes.affine(weight, 1f / heads, 0, n);
        encoder.embedding().expected(weight, fused, n);
        System.arraycopy(batch.frequency, from, weight, 0, n);
        join(sites, n);
    }

    /** P(ALT) by each fusion head into the first H inputs; copying probabilities are in those behind. */
    private void mix(SiteBatch batch, int from, int n) {
        int heads = config.fusionHeads();
        for (int h = 0; h < heads; h++) {
            if (config.neighbours() > 0) {
                column(inputs[h], batch.mixtures, from, heads, h, n);
            } else {
                Lanes.fill(inputs[h], 0, n);
                for (int c = 0; c < config.scales(); c++) Lanes.add(inputs[h], inputs[heads + c], n);
                Lanes.divide(inputs[h], config.scales(), n);
            }
        }
    }

    /** Adds what the anchors on both sides hold, interpolated. */
    private void addContext(SiteBatch batch, int from, int n) {
        int width = config.width();
        for (int i = 0; i < n; i++) {
            int left = (int) batch.left[from + i] * width;
            int right = (int) batch.right[from + i] * width;
            float share = batch.rightShare[from + i];
            for (int d = 0; d < width; d++) {
                float l = anchors[left + d];
                sites[d][i] += l + (anchors[right + d] - l) * share;
            }
        }
    }

    private static void column(float[] to, float[] table, int from, int columns, int column, int n) {
        for (int i = 0, at = from * columns + column; i < n; i++, at += columns) to[i] = table[at];
    }

    /** As {@link HapRagNetwork} squeezes probabilities. */
    private static void logOdds(float[] p, int n) {
        float least = (float) HapRagNetwork.LEAST_PROBABILITY;
        float range = (float) (1 - 2 * HapRagNetwork.LEAST_PROBABILITY);
        for (int i = 0; i < n; i++) p[i] = Math.min(1, Math.max(0, p[i])) * range + least;
        for (int i = 0; i < n; i++) p[i] = LaneMath.log(p[i] / (1 - p[i]));
    }

    @Override
    public float[] genotypes(float[] odds1, float[] odds2) {
        float[] logits = new float[3 * odds1.length];
        for (int i = 0; i < odds1.length; i++) genotype.write(odds1[i], odds2[i], logits, 3 * i);
        return logits;
    }

    @Override
    public void close() {
        whenClosed.accept(this);
    }
}
