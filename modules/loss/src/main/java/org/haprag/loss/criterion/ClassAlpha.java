package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The weight of each class in a focal loss: none, given, or by how rare each class has been so far. */
public sealed interface ClassAlpha {
    /**
     * The loss times alpha_t, the weight of each site's true class.
     *
     * @param loss float32 (B, L)
     * @param oneHot float32 (B, L, K), the true class
     * @return float32 (B, L)
     */
    NDArray weigh(NDArray loss, NDArray oneHot);

    /** No class weights. */
    record None() implements ClassAlpha {
        @Override
        public NDArray weigh(NDArray loss, NDArray oneHot) {
            return loss;
        }
    }

    /**
     * Weights as given.
     *
     * @param perClass one per class; the paper's alpha = .25 is (.75, .25), because REF is its negative class
     */
    record Given(List<Double> perClass) implements ClassAlpha {
        public Given {
            perClass = List.copyOf(perClass);
        }

        @Override
        public NDArray weigh(NDArray loss, NDArray oneHot) {
            return byClass(perClass.stream().mapToDouble(Double::doubleValue).toArray(), loss, oneHot);
        }
    }

    /**
     * Inverse class frequency, scaled to sum 1 like the paper's alpha and 1 - alpha: alpha_k = (1/n_k) / S_j (1/n_j). One is
     * added to each count, so that a class not yet seen keeps a finite weight.
     */
    final class Adaptive implements ClassAlpha {
        private final double[] counts;

        public Adaptive(int classes) {
            counts = new double[classes];
        }

        /**
         * Counts the labels of hidden sites.
         *
         * @param labels (B, L), float32 or int64
         * @param mask float32 (B, L)
         */
        public void observe(NDArray labels, NDArray mask) {
            for (int k = 0; k < counts.length; k++)
                counts[k] += labels.eq(k)
                        .toType(mask.getDataType(), false)
                        .mul(mask)
                        .sum()
                        .getFloat();
        }

        /** How often each class has been seen. */
        public double[] counts() {
            return counts.clone();
        }

        /** Continues from saved counts. */
        public void restore(double[] saved) {
            if (saved.length != counts.length)
                throw new IllegalArgumentException(saved.length + " class counts for " + counts.length + " classes");
            System.arraycopy(saved, 0, counts, 0, counts.length);
        }

        /** The weights after what has been seen. */
        double[] perClass() {
            double sum = 0;
            for (double n : counts) sum += 1 / (n + 1);
            double[] alpha = new double[counts.length];
            for (int k = 0; k < alpha.length; k++) alpha[k] = 1 / (counts[k] + 1) / sum;
            return alpha;
        }

        @Override
        public NDArray weigh(NDArray loss, NDArray oneHot) {
            return byClass(perClass(), loss, oneHot);
        }
    }

    private static NDArray byClass(double[] alpha, NDArray loss, NDArray oneHot) {
        long classes = oneHot.getShape().get(oneHot.getShape().dimension() - 1);
        if (alpha.length != classes)
            throw new IllegalArgumentException(alpha.length + " alphas for " + classes + " classes");
        float[] values = new float[alpha.length];
        for (int k = 0; k < values.length; k++) values[k] = (float) alpha[k];
        return loss.mul(oneHot.mul(oneHot.getManager().create(values)).sum(new int[] {-1}));
    }
}
