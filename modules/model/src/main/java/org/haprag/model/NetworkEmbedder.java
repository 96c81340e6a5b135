package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.haprag.retrieval.WindowEmbedder;

/** The space in which {@code retrieval: kind: embedding} searches: a network's encoded tokens of single haplotypes. */
public final class NetworkEmbedder implements WindowEmbedder {
    /** Tokens that go to the engine at once; bounds native memory. */
    private static final int MOST_TOKENS = 16384;

    private final HapRagModel model;

    /** @param model its weights are read at each call */
    public NetworkEmbedder(HapRagModel model) {
        this.model = model;
    }

    @Override
    public float[] embed(byte[] tokens, float[] cmFromMiddle) {
        int width = cmFromMiddle.length;
        int depth = model.manifest().model().width();
        int windows = tokens.length / width;
        int step = Math.max(1, MOST_TOKENS / width);
        float[] out = new float[tokens.length * depth];
        for (int from = 0; from < windows; from += step) {
            int count = Math.min(step, windows - from);
            float[] part = embed(tokens, from * width, count, cmFromMiddle);
            System.arraycopy(part, 0, out, from * width * depth, part.length);
        }
        return out;
    }

    /** (count, w, D) of the windows whose tokens begin at {@code at}. */
    private float[] embed(byte[] tokens, int at, int count, float[] cmFromMiddle) {
        int width = cmFromMiddle.length;
        long[] alleles = new long[count * width];
        float[] cm = new float[alleles.length];
        for (int i = 0; i < alleles.length; i++) {
            alleles[i] = tokens[at + i];
            cm[i] = cmFromMiddle[i % width];
        }
        try (NDManager manager = model.manager().newSubManager()) {
            NDArray codes = manager.create(alleles);
            NDArray positions = manager.create(cm, new Shape(cm.length, 1));
            return model.network().embed(count, codes, positions).toFloatArray();
        }
    }
}
