package org.haprag.loss.weighting;

/** Schemes that turn the tasks' gradients into weights; the gradients may be those of the last shared layer only. */
public sealed interface GradientWeighting extends TaskWeighting permits GradNorm, GradientCosine, InverseCosine {
    /**
     * One training step.
     *
     * @param losses of the tasks
     * @param gradients flat, one row a task, all of the same length
     * @return factor of each task's base weight
     */
    double[] weights(double[] losses, float[][] gradients);
}
