package org.haprag.model;

/**
 * {@link EncoderLayer} over lanes, without dropout. Keys and values are made of all tokens of a window; all else only of the
 * tokens that are asked for. One instance serves one thread.
 */
final class CpuEncoderLayer {
    private final int width;
    private final int headWidth;
    private final CpuNorm attentionNorm;
    private final CpuDense query;
    private final CpuDense key;
    private final CpuDense value;
    private final CpuDense merge;
    private final CpuNorm feedNorm;
    private final CpuDense widen;
    private final CpuDense narrow;
    private final LaneMath math;

    private final float[][] normed; // (D)[tokens]
    private final float[][] keys; // (D)[tokens]
    private final float[][] values; // (D)[tokens]
    private final float[][] queries; // (D)[asked]
    private final float[][] mixed; // (D)[asked]
    private final float[][] wide; // (2 D)[asked]
    private final float[][] here; // (D)[asked of one window]
    private final float[] largest;
    private final float[] sums;
    private final float[][] scores; // (W)[asked of one window]
    private final float[] flat; // a part of scores, one row behind the other

    /** @param lanes tokens of a block, at most @param window W, at most */
    CpuEncoderLayer(CpuWeights weights, String name, ModelConfig config, int lanes, int window) {
        width = config.width();
        headWidth = width / config.attentionHeads();
        EncoderLayer.Sizes sizes = EncoderLayer.Sizes.of(width);
        attentionNorm = new CpuNorm(weights, name + ".attention.norm", width, lanes);
        query = new CpuDense(weights, name + ".attention.query", sizes.query())
                .times((float) (1 / Math.sqrt(headWidth)));
        key = new CpuDense(weights, name + ".attention.key", sizes.key());
        value = new CpuDense(weights, name + ".attention.value", sizes.value());
        merge = new CpuDense(weights, name + ".attention.merge", sizes.merge());
        feedNorm = new CpuNorm(weights, name + ".feed.norm", width, lanes);
        widen = new CpuDense(weights, name + ".feed.widen", sizes.widen());
        narrow = new CpuDense(weights, name + ".feed.narrow", sizes.narrow());
        math = new LaneMath(lanes);
        normed = Lanes.of(width, lanes);
        keys = Lanes.of(width, lanes);
        values = Lanes.of(width, lanes);
        queries = Lanes.of(width, lanes);
        mixed = Lanes.of(width, lanes);
        wide = Lanes.of(sizes.widen().out(), lanes);
        here = Lanes.of(width, window);
        largest = new float[window];
        sums = new float[window];
        scores = Lanes.of(window, window);
        flat = new float[lanes];
    }

    /**
     * @param x (D)[tokens]
     * @param y (D)[asked], written: the tokens that the block asks for, in its order; not x
     */
    void apply(TokenBlock block, float[][] x, float[][] y) {
        int tokens = block.tokens();
        int asked = block.askedCount();
        attentionNorm.apply(x, normed, tokens);
        key.apply(normed, keys, tokens);
        value.apply(normed, values, tokens);
        for (int d = 0; d < width; d++) {
            Lanes.gather(y[d], x[d], block.asked(), asked);
            Lanes.gather(mixed[d], normed[d], block.asked(), asked);
        }
        query.apply(mixed, queries, asked);
        for (int w = 0; w < block.windows(); w++) attend(block, w);
        merge.accumulate(mixed, y, asked);
        merge.addBias(y, asked);
        feedNorm.apply(y, mixed, asked);
        widen.apply(mixed, wide, asked);
        for (float[] feature : wide) math.gelu(feature, asked);
        narrow.accumulate(wide, y, asked);
        narrow.addBias(y, asked);
    }

    /** Fills {@code mixed} of the tokens that one window is asked for. */
    private void attend(TokenBlock block, int window) {
        int from = block.askedFrom(window);
        int n = block.askedFrom(window + 1) - from;
        if (n == 0) return;
        int first = window * block.width();
        int length = block.length(window);
        for (int d = 0; d < width; d++) System.arraycopy(queries[d], from, here[d], 0, n);
        for (int head = 0; head < width; head += headWidth) {
            score(head, first, length, n);
            softmax(length, n);
            mix(head, first, length, n);
        }
        for (int d = 0; d < width; d++) System.arraycopy(here[d], 0, mixed[d], from, n);
    }

    private void score(int head, int first, int length, int n) {
        for (int j = 0; j < length; j++) {
            float[] s = scores[j];
            int token = first + j;
            int d = head;
            int end = head + headWidth;
            if (headWidth < Lanes.TOGETHER) {
                Lanes.fill(s, 0, n);
            } else {
                Lanes.start4(
                        s,
                        0,
                        keys[d][token],
                        keys[d + 1][token],
                        keys[d + 2][token],
                        keys[d + 3][token],
                        here[d],
                        here[d + 1],
                        here[d + 2],
                        here[d + 3],
                        n);
                d += Lanes.TOGETHER;
            }
            for (; d + Lanes.TOGETHER <= end; d += Lanes.TOGETHER) {
                Lanes.add4(
                        s,
                        keys[d][token],
                        keys[d + 1][token],
                        keys[d + 2][token],
                        keys[d + 3][token],
                        here[d],
                        here[d + 1],
                        here[d + 2],
                        here[d + 3],
                        n);
            }
            for (; d < end; d++) Lanes.addScaled(s, keys[d][token], here[d], n);
        }
    }

    /** Over the keys, for each lane; {@code sums} is what the weights have to be divided by. */
    private void softmax(int length, int n) {
        Lanes.copy(largest, scores[0], n);
        for (int j = 1; j < length; j++) Lanes.max(largest, scores[j], n);
        Lanes.fill(sums, 0, n);
        int rows = flat.length / n; // as many as one call of exp takes
        for (int j = 0; j < length; j += rows) {
            int end = Math.min(length, j + rows);
            for (int r = j; r < end; r++) {
                Lanes.subtract(scores[r], largest, n);
                System.arraycopy(scores[r], 0, flat, (r - j) * n, n);
            }
            math.exp(flat, (end - j) * n);
            for (int r = j; r < end; r++) {
                System.arraycopy(flat, (r - j) * n, scores[r], 0, n);
                Lanes.add(sums, scores[r], n);
            }
        }
        Lanes.reciprocal(sums, n);
    }

    /** Overwrites the head's queries in {@code here}, which have been used. */
    private void mix(int head, int first, int length, int n) {
        for (int d = head; d < head + headWidth; d++) {
            float[] to = here[d];
            float[] v = values[d];
            Lanes.fill(to, 0, n);
            int j = 0;
            for (; j + Lanes.TOGETHER <= length; j += Lanes.TOGETHER) {
                int t = first + j;
                Lanes.add4(
                        to,
                        v[t],
                        v[t + 1],
                        v[t + 2],
                        v[t + 3],
                        scores[j],
                        scores[j + 1],
                        scores[j + 2],
                        scores[j + 3],
                        n);
            }
            for (; j < length; j++) Lanes.addScaled(to, v[first + j], scores[j], n);
            Lanes.multiply(to, sums, n);
        }
    }
}
