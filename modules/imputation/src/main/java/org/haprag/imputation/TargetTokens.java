package org.haprag.imputation;

import java.util.Arrays;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.InferenceSession;
import org.haprag.model.ModelConfig;
import org.haprag.model.PanelMixer;
import org.haprag.model.SiteBatch;
import org.haprag.model.TypedBatch;
import org.haprag.retrieval.TypedPanel;

/**
 * The encoded anchors of one target, those that open rows are predicted from: haplotype 0's, then haplotype 1's. Memory is
 * bounded: they go to the network {@link #MOST_TOKENS} at a time.
 */
final class TargetTokens {
    private static final int MOST_TOKENS = 4096;

    private final InferenceSession session;
    private final TypedBatch batch;
    private final ModelConfig config;
    private final TypedPanel panel;
    private final SiteBatch.Target sites;
    private final int[][] anchors;
    private final int[] windowFrom;
    private final float[] weights;
    private int done;

    /**
     * Encodes them; the session knows them by their numbers until its next target.
     *
     * @param batch of {@link #batch}, empty; it is empty afterwards
     * @param observed the target's own alleles alone
     */
    TargetTokens(
            InferenceSession session,
            TypedBatch batch,
            ModelConfig config,
            TypedHaplotypes observed,
            SiteBatch.Target sites,
            OpenRows open) {
        this.session = session;
        this.batch = batch;
        this.config = config;
        this.panel = sites.panel();
        this.sites = sites;
        anchors = new int[sites.ploidy()][];
        int all = 0;
        for (int h = 0; h < anchors.length; h++) {
            anchors[h] = open.asked(panel, sites.hap(h).anchors(), h, all);
            all += count(anchors[h]);
        }
        windowFrom = new int[sites.hap(0).anchors().count()];
        weights = new float[all * config.neighbours() * config.fusionHeads()];
        session.begin();
        encodeAll(observed);
    }

    /** What one target after another is encoded with. */
    static TypedBatch batch(ModelConfig config) {
        int windows = windowsTogether(config);
        return new TypedBatch(config, windows, windows * config.window());
    }

    private static int windowsTogether(ModelConfig config) {
        return Math.max(1, MOST_TOKENS / config.window());
    }

    /** The anchors of all haplotypes, batch by batch; fills {@link #windowFrom} and {@link #weights}. */
    private void encodeAll(TypedHaplotypes observed) {
        for (int h = 0; h < anchors.length; h++) {
            boolean[] needed = new boolean[windowFrom.length];
            for (int a = 0; a < needed.length; a++) needed[a] = anchors[h][a] >= 0;
            for (int anchorFrom = 0, anchorTo; anchorFrom < needed.length; anchorFrom = anchorTo) {
                int from = Math.max(0, Math.min(anchorFrom - config.margin(), needed.length - config.window()));
                int to = Math.min(needed.length, from + config.window());
                anchorTo = to == needed.length ? to : to - config.margin();
                Arrays.fill(windowFrom, anchorFrom, anchorTo, from);
                if (any(needed, anchorFrom, anchorTo)) {
                    batch.add(panel, observed, h, sites.hap(h), from, needed, anchorFrom, anchorTo);
                    if (batch.windowCount() == windowsTogether(config)) encode();
                }
            }
        }
        if (batch.windowCount() > 0) encode();
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

    /** Encodes the windows of a batch and empties it. */
    private void encode() {
        session.encode(batch, weights, done * config.neighbours() * config.fusionHeads());
        done += batch.anchorCount();
        batch.clear();
    }

    /** The session's number of a haplotype's token at an anchor. */
    int number(int haplotype, int anchor) {
        return anchors[haplotype][anchor];
    }

    /** The first anchor of the window that an anchor was encoded in. */
    int windowFrom(int anchor) {
        return windowFrom[anchor];
    }

    /** What mixes a haplotype's neighbours at its open rows. */
    PanelMixer mixer(int haplotype) {
        return new PanelMixer(
                panel, sites.hap(haplotype), weights, anchors[haplotype], config.neighbours(), config.fusionHeads());
    }
}
