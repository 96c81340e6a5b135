package org.haprag.model;

/** {@link Dense} over lanes: y = W x + b. */
final class CpuDense {
    private final int in;
    private final int out;
    private final float[] weight;
    private final float[] bias;

    CpuDense(CpuWeights weights, String name, Dense.Size size) {
        this(size, weights.take(name + ".weight", size.in() * size.out()), weights.take(name + ".bias", size.out()));
    }

    /** @param weight (out, in) @param bias (out) */
    CpuDense(Dense.Size size, float[] weight, float[] bias) {
        this.in = size.in();
        this.out = size.out();
        this.weight = weight;
        this.bias = bias;
    }

    /** The same with all outputs multiplied by a factor. */
    CpuDense times(float factor) {
        return new CpuDense(new Dense.Size(in, out), scaled(weight, factor), scaled(bias, factor));
    }

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) scaled[i] *= factor;
        return scaled;
    }

    /** @param x (in)[n] @param y (out)[n], written */
    void apply(float[][] x, float[][] y, int n) {
        if (in < Lanes.TOGETHER) {
            for (int o = 0; o < out; o++) Lanes.fill(y[o], bias[o], n);
            add(x, 0, y, n);
            return;
        }
        for (int o = 0; o < out; o++) {
            int w = o * in;
            Lanes.start4(
                    y[o], bias[o], weight[w], weight[w + 1], weight[w + 2], weight[w + 3], x[0], x[1], x[2], x[3], n);
        }
        add(x, Lanes.TOGETHER, y, n);
    }

    /** y += W x, and the bias is left out: where several maps are summed, one of them starts the sum. */
    void accumulate(float[][] x, float[][] y, int n) {
        add(x, 0, y, n);
    }

    /** What {@link #accumulate} leaves out. */
    void addBias(float[][] y, int n) {
        for (int o = 0; o < out; o++) Lanes.affine(y[o], 1, bias[o], n);
    }

    /** Inputs outside, outputs inside: four inputs stay in the nearest cache while they go to every output. */
    private void add(float[][] x, int from, float[][] y, int n) {
        int k = from;
        for (; k + Lanes.TOGETHER <= in; k += Lanes.TOGETHER) {
            float[] x0 = x[k];
            float[] x1 = x[k + 1];
            float[] x2 = x[k + 2];
            float[] x3 = x[k + 3];
            for (int o = 0, w = k; o < out; o++, w += in) {
                Lanes.add4(y[o], weight[w], weight[w + 1], weight[w + 2], weight[w + 3], x0, x1, x2, x3, n);
            }
        }
        for (; k < in; k++) {
            for (int o = 0; o < out; o++) Lanes.addScaled(y[o], weight[o * in + k], x[k], n);
        }
    }
}
