package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * sin and cos of some quantities at rising frequencies (Tancik et al. 2020, arXiv 2006.10739), so that a linear map can
 * resolve them. For each quantity its sines, then its cosines; a cosine is the sine a quarter of a period later, so that all
 * come from one pass.
 */
final class FourierFeatures {
    private final int quantities;
    private final int size;
    private final float[] frequencies; // (quantities, size), 0 where a feature is of another quantity
    private final float[] phases;

    /**
     * @param longest each quantity's longest period, in its unit
     * @param count how many periods it has, each half as long as the one before
     */
    FourierFeatures(double[] longest, int[] count) {
        quantities = longest.length;
        int features = 0;
        for (int n : count) features += 2 * n;
        size = features;
        frequencies = new float[quantities * size];
        phases = new float[size];
        int at = 0;
        for (int q = 0; q < quantities; q++) {
            for (int i = 0; i < 2 * count[q]; i++, at++) {
                frequencies[q * size + at] = (float) (2 * Math.PI / longest[q] * (1 << i % count[q]));
                phases[at] = i < count[q] ? 0 : (float) (Math.PI / 2);
            }
        }
    }

    int size() {
        return size;
    }

    /** @param x (quantities)[n] @param y (size)[n], written */
    void apply(float[][] x, float[][] y, LaneMath math, int n) {
        for (int f = 0; f < size; f++) {
            int quantity = 0;
            while (frequencies[quantity * size + f] == 0) quantity++;
            Lanes.copy(y[f], x[quantity], n);
            Lanes.affine(y[f], frequencies[quantity * size + f], phases[f], n);
            math.sin(y[f], n);
        }
    }

    /** @param x float32 (n, quantities) @return float32 (n, size) */
    NDArray apply(NDArray x) {
        NDManager manager = x.getManager();
        return x.matMul(manager.create(frequencies, new Shape(quantities, size)))
                .add(manager.create(phases))
                .sin();
    }
}
