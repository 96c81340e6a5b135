package org.haprag.loss.weighting;

/** Schemes that change the gradients themselves, and so need all of them, not only those of one layer. */
public sealed interface GradientSurgery extends TaskWeighting permits PcGrad {
    /**
     * The gradient to step along.
     *
     * @param gradients flat, one row a task, all of the same length; not changed
     */
    float[] combine(float[][] gradients);
}
