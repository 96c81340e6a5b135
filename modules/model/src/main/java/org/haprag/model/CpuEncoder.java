package org.haprag.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haprag.genotype.Tokens;

/** Embedding and encoder layers over lanes. One instance serves one thread. */
final class CpuEncoder {
    /** Tokens of a block, where a window is not longer: enough for vector instructions, few enough for the second cache. */
    static final int LANES = 512;

    private static final float UNKNOWN_FREQUENCY = 0.5f;

    private final int width;
    private final int windowsTogether;
    private final int window;
    private final CpuEmbedding embedding;
    private final List<CpuEncoderLayer> layers = new ArrayList<>();
    private final TokenBlock all;
    private final TokenBlock block;
    private final float[][] places; // (AF, local AF, cM)[tokens]
    private float[][] now; // (D)[tokens]
    private float[][] next; // (D)[tokens]

    /** @param window W of the windows to come, at most */
    CpuEncoder(ModelConfig config, CpuWeights weights, int window) {
        this.width = config.width();
        this.window = window;
        windowsTogether = Math.max(1, LANES / window);
        int lanes = lanes(window);
        embedding = new CpuEmbedding(weights, width, lanes);
        for (int i = 0; i < config.layers(); i++) {
            layers.add(new CpuEncoderLayer(weights, "encoder." + i, config, lanes, window));
        }
        all = new TokenBlock(lanes);
        block = new TokenBlock(lanes);
        places = Lanes.of(3, lanes);
        now = Lanes.of(width, lanes);
        next = Lanes.of(width, lanes);
    }

    /** Tokens of a block of windows of a length, at most. */
    static int lanes(int window) {
        return Math.max(1, LANES / window) * window;
    }

    CpuEmbedding embedding() {
        return embedding;
    }

    /** How many token windows {@link #encode} takes at most. */
    int windowsTogether() {
        return windowsTogether;
    }

    /**
     * Encodes some token windows of a batch, and of them those anchors that lie there.
     *
     * @param firstAnchor the first of the batch's anchors that lies in them
     * @return (D)[anchors]; belongs to this
     */
    float[][] encode(TypedBatch batch, int firstWindow, int windows, int firstAnchor) {
        int from = firstWindow * window;
        int n = windows * window;
        System.arraycopy(batch.frequency, from, places[0], 0, n);
        System.arraycopy(batch.localFrequency, from, places[1], 0, n);
        System.arraycopy(batch.cmFromMiddle, from, places[2], 0, n);
        embedding.apply(batch.alleles, batch.otherAlleles, from, places, now, n);
        all.begin(window);
        block.begin(window);
        int anchor = firstAnchor;
        for (int w = 0; w < windows; w++) {
            if (layers.size() > 1) addWhole(batch.length(firstWindow + w));
            block.addWindow(batch.length(firstWindow + w));
            int end = from + (w + 1) * window;
            while (anchor < batch.anchorCount() && batch.anchors[anchor] < end) {
                block.ask((int) batch.anchors[anchor++] - from);
            }
        }
        return run(block);
    }

    /** How many anchors {@link #encode} found. */
    int anchorCount() {
        return block.askedCount();
    }

    /** As {@link HapRagNetwork#embed}. @param tokens (windows, W) @return (windows, W, D) */
    float[] embed(byte[] tokens, float[] cmFromMiddle) {
        int windows = tokens.length / window;
        float[] out = new float[tokens.length * width];
        long[] alleles = new long[tokens.length];
        for (int i = 0; i < alleles.length; i++) alleles[i] = tokens[i];
        long[] unknown = new long[tokens.length];
        Arrays.fill(unknown, Tokens.MASK);
        for (int w = 0; w < windows; w += windowsTogether) {
            int some = Math.min(windowsTogether, windows - w);
            int n = some * window;
            Lanes.fill(places[0], UNKNOWN_FREQUENCY, n);
            Lanes.fill(places[1], UNKNOWN_FREQUENCY, n);
            all.begin(window);
            for (int i = 0; i < some; i++) {
                System.arraycopy(cmFromMiddle, 0, places[2], i * window, window);
                addWhole(window);
            }
            embedding.apply(alleles, unknown, w * window, places, now, n);
            toRows(run(all), n, out, w * window * width);
        }
        return out;
    }

    /** Adds a window that all tokens are asked of, padding too: the layer behind counts them so. */
    private void addWhole(int length) {
        all.addWindow(length);
        int from = (all.windows() - 1) * window;
        for (int t = from; t < from + window; t++) all.ask(t);
    }

    /** All layers, of which the last is asked for some tokens only. */
    private float[][] run(TokenBlock last) {
        if (layers.isEmpty()) {
            for (int d = 0; d < width; d++) Lanes.gather(next[d], now[d], last.asked(), last.askedCount());
            swap();
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).apply(i == layers.size() - 1 ? last : all, now, next);
            swap();
        }
        return now;
    }

    private void swap() {
        float[][] before = now;
        now = next;
        next = before;
    }

    /** Writes n lanes one behind the other, (n, features), from {@code at} on. */
    static void toRows(float[][] x, int n, float[] to, int at) {
        for (int d = 0; d < x.length; d++) {
            float[] lane = x[d];
            for (int i = 0, o = at + d; i < n; i++, o += x.length) to[o] = lane[i];
        }
    }
}
