package org.haprag.imputation;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.HapRagModel;
import org.haprag.model.HapRagNetwork;
import org.haprag.model.ModelConfig;
import org.haprag.model.PanelMixer;
import org.haprag.model.SiteBatch;
import org.haprag.model.TypedBatch;
import org.haprag.retrieval.TypedPanel;

/**
 * The encoded typed sites of one target, those that open rows are predicted from: haplotype 0's, then haplotype 1's. Native
 * memory is bounded: typed sites go to the engine {@link #MOST_TOKENS} at a time, in a manager of their own.
 */
final class TargetTokens {
    private static final int MOST_TOKENS = 4096;

    private final HapRagModel model;
    private final ModelConfig config;
    private final TypedPanel panel;
    private final SiteBatch.Target sites;
    private final int[][] anchors;
    private final int[] windowFrom;
    private final float[] weights;
    private final HapRagNetwork.Encoded encoded;
    private int done;

    /**
     * @param observed the target's own alleles alone
     * @param keeper owns what is left on the engine's side
     */
    TargetTokens(
            HapRagModel model,
            TypedPanel panel,
            TypedHaplotypes observed,
            SiteBatch.Target sites,
            OpenRows open,
            NDManager keeper) {
        this.model = model;
        this.config = model.network().config();
        this.panel = panel;
        this.sites = sites;
        anchors = new int[sites.ploidy()][];
        int all = 0;
        for (int h = 0; h < anchors.length; h++) {
            anchors[h] = open.anchors(panel, h, all);
            all += count(anchors[h]);
        }
        windowFrom = new int[panel.typedCount()];
        weights = new float[all * config.neighbours() * config.fusionHeads()];
        NDList tokens = encodeAll(observed, keeper);
        encoded = new HapRagNetwork.Encoded(
                tokens.size() == 1 ? tokens.head() : NDArrays.concat(tokens, 0), Optional.empty());
    }

    /** The anchors of all haplotypes, batch by batch; fills {@link #windowFrom} and {@link #weights}. */
    private NDList encodeAll(TypedHaplotypes observed, NDManager keeper) {
        NDList tokens = new NDList();
        int perBatch = Math.max(1, MOST_TOKENS / config.window());
        TypedBatch batch = new TypedBatch(config, perBatch, perBatch * config.window());
        for (int h = 0; h < anchors.length; h++) {
            boolean[] needed = new boolean[panel.typedCount()];
            for (int t = 0; t < needed.length; t++) needed[t] = anchors[h][t] >= 0;
            for (int anchorFrom = 0, anchorTo; anchorFrom < needed.length; anchorFrom = anchorTo) {
                int from = Math.max(0, Math.min(anchorFrom - config.margin(), needed.length - config.window()));
                int to = Math.min(needed.length, from + config.window());
                anchorTo = to == needed.length ? to : to - config.margin();
                Arrays.fill(windowFrom, anchorFrom, anchorTo, from);
                if (any(needed, anchorFrom, anchorTo)) {
                    batch.add(panel, observed, h, sites.hap(h), from, needed, anchorFrom, anchorTo);
                    if (batch.windowCount() == perBatch) encode(batch, keeper, tokens);
                }
            }
        }
        if (batch.windowCount() > 0) encode(batch, keeper, tokens);
        return tokens;
    }

    private static int count(int[] numbers) {
        int n = 0;
        for (int number : numbers) if (number >= 0) n++;
        return n;
    }

    private static boolean any(boolean[] needed, int from, int to) {
        for (int t = from; t < to; t++) if (needed[t]) return true;
        return false;
    }

    /** Encodes the windows of a batch and empties it; keeps the tokens, copies the weights out. */
    private void encode(TypedBatch batch, NDManager keeper, NDList tokens) {
        try (NDManager manager = model.manager().newSubManager()) {
            HapRagNetwork.Encoded part = model.network().encode(batch.toInputs(manager), false);
            if (part.weights().isPresent()) {
                float[] w = part.weights().get().toFloatArray();
                System.arraycopy(w, 0, weights, done * config.neighbours() * config.fusionHeads(), w.length);
            }
            done += (int) part.anchors().getShape().get(0);
            part.anchors().attach(keeper);
            tokens.add(part.anchors());
        }
        batch.clear();
    }

    HapRagNetwork.Encoded encoded() {
        return encoded;
    }

    /** The number, among {@link #encoded}, of a haplotype's token at a typed site. */
    int number(int haplotype, int typed) {
        return anchors[haplotype][typed];
    }

    /** The first typed site of the window that a typed site was encoded in. */
    int windowFrom(int typed) {
        return windowFrom[typed];
    }

    /** (R, H) P(ALT) of a haplotype by each fusion head; right at its open rows. */
    float[] mixtures(int haplotype) {
        if (config.neighbours() == 0) return new float[panel.panel().alleleRowCount() * config.fusionHeads()];
        return PanelMixer.mix(
                panel, sites.hap(haplotype), weights, anchors[haplotype], config.neighbours(), config.fusionHeads());
    }
}
