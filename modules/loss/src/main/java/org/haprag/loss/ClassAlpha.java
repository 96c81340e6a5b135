package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** The weight of each class in a focal loss: none, given, or by how rare each class has been so far. */
public sealed interface ClassAlpha {
    /** Factor of each class, or an empty list for 1 everywhere. */
    List<Double> perClass();

    /** No class weights. */
    record None() implements ClassAlpha {
        @Override
        public List<Double> perClass() {
            return List.of();
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
        void observe(NDArray labels, NDArray mask) {
            for (int k = 0; k < counts.length; k++)
                counts[k] += labels.eq(k)
                        .toType(mask.getDataType(), false)
                        .mul(mask)
                        .sum()
                        .getFloat();
        }

        double[] counts() {
            return counts.clone();
        }

        void restore(double[] saved) {
            if (saved.length != counts.length)
                throw new IllegalArgumentException(saved.length + " class counts for " + counts.length + " classes");
            System.arraycopy(saved, 0, counts, 0, counts.length);
        }

        @Override
        public List<Double> perClass() {
            double sum = 0;
            for (double n : counts) sum += 1 / (n + 1);
            Double[] alpha = new Double[counts.length];
            for (int k = 0; k < alpha.length; k++) alpha[k] = 1 / (counts[k] + 1) / sum;
            return List.of(alpha);
        }
    }

    /** float32 (K), or null for no weights. */
    default NDArray array(NDManager manager) {
        List<Double> alpha = perClass();
        if (alpha.isEmpty()) return null;
        float[] values = new float[alpha.size()];
        for (int k = 0; k < values.length; k++) values[k] = alpha.get(k).floatValue();
        return manager.create(values);
    }
}
