package org.haprag.loss.weighting;

/**
 * Adapts the weights of tasks in training. Everything is in plain Java arrays, one entry a task in the order of
 * {@link Task}; losses and gradients come in already multiplied by the tasks' base weights.
 */
public sealed interface TaskWeighting permits LossWeighting, GradientWeighting, GradientSurgery {

    /** What must be kept to continue a run: restored by {@link #restore}. */
    double[] state();

    /**
     * Continues a run.
     *
     * @param state as {@link #state()} gave it
     */
    void restore(double[] state);
}
