package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** sin and cos of a quantity at rising frequencies (Tancik et al. 2020, arXiv 2006.10739), so that a linear map can resolve it. */
final class FourierFeatures {
    private final float[] frequencies;

    /**
     * @param longest the longest period, in the quantity's unit
     * @param count how many periods, each half as long as the one before
     */
    FourierFeatures(double longest, int count) {
        frequencies = new float[count];
        for (int i = 0; i < count; i++) frequencies[i] = (float) (2 * Math.PI / longest * (1 << i));
    }

    int size() {
        return 2 * frequencies.length;
    }

    /** @param x float32 (...) @return float32 (..., size) */
    NDArray apply(NDArray x) {
        NDManager manager = x.getManager();
        NDArray angles = x.expandDims(-1).mul(manager.create(frequencies)); // (..., frequencies)
        return NDArrays.concat(new NDList(angles.sin(), angles.cos()), -1);
    }
}
