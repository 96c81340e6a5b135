package org.haprag.model;

/** {@link Norm} over lanes. One instance serves one thread. */
final class CpuNorm {
    private final int width;
    private final float[] scale;
    private final float[] shift;
    private final float[] mean;
    private final float[] squares;

    CpuNorm(CpuWeights weights, String name, int width, int lanes) {
        this.width = width;
        scale = weights.take(name + ".scale", width);
        shift = weights.take(name + ".shift", width);
        mean = new float[lanes];
        squares = new float[lanes];
    }

    /** @param x (D)[n] @param y (D)[n], written; may be x */
    void apply(float[][] x, float[][] y, int n) {
        Lanes.fill(mean, 0, n);
        for (int d = 0; d < width; d++) Lanes.add(mean, x[d], n);
        Lanes.affine(mean, 1f / width, 0, n);
        Lanes.fill(squares, 0, n);
        for (int d = 0; d < width; d++) {
            Lanes.centre(y[d], x[d], mean, n);
            Lanes.addProduct(squares, y[d], y[d], n);
        }
        Lanes.reciprocalRoot(squares, 1f / width, Norm.EPSILON, n);
        for (int d = 0; d < width; d++) {
            Lanes.multiply(y[d], squares, n);
            Lanes.affine(y[d], scale[d], shift[d], n);
        }
    }
}
