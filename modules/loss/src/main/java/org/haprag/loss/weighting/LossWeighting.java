package org.haprag.loss.weighting;

/** Schemes that need only the values of the losses. */
public sealed interface LossWeighting extends TaskWeighting permits FixedWeights, SoftAdapt, UncertaintyWeights {
    /**
     * Takes note of one training step.
     *
     * @param losses of the tasks, finite
     */
    void observe(double[] losses);

    /** Factor of each task's base weight. */
    double[] weights();

    /** A constant of the total that has no gradient in the model, such as the log s of uncertainty weighting. */
    default double offset() {
        return 0;
    }
}
