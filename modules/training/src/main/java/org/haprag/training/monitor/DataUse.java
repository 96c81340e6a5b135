package org.haprag.training.monitor;

import java.util.Arrays;

/**
 * Effective use of data: how few sites carry most of the gradient. For the snvbert baseline 2.6 % was derived at gamma 5, from
 * assumed values; here it is counted.
 */
public final class DataUse {
    private float[] gradients = new float[1024];
    private int count;

    /** Adds a site. @param gradient &gt;= 0 */
    public void add(float gradient) {
        if (count == gradients.length) gradients = Arrays.copyOf(gradients, 2 * count);
        gradients[count++] = gradient;
    }

    /**
     * The smallest share of the sites that carries a portion of the gradient.
     *
     * @param portion in (0, 1], such as .9
     * @return in (0, 1]; NaN without any gradient
     */
    public double share(double portion) {
        float[] sorted = Arrays.copyOf(gradients, count);
        Arrays.sort(sorted);
        double total = 0;
        for (float g : sorted) total += g;
        if (!(total > 0)) return Double.NaN;
        double carried = 0;
        int sites = 0;
        while (sites < count && carried < portion * total * (1 - 1e-9)) carried += sorted[count - ++sites];
        return sites / (double) count;
    }
}
