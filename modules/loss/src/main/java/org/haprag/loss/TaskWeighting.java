package org.haprag.loss;

import java.util.List;

/**
 * Adapts the weights of tasks in training. Everything is in plain Java arrays, one entry a task in the order of
 * {@link TrainingLoss#tasks()}; losses and gradients come in already multiplied by the tasks' base weights.
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

    /**
     * The scheme that a configuration names.
     *
     * @param tasks in the order of the arrays
     * @param seed of PCGrad's order
     */
    static TaskWeighting of(WeightingConfig config, List<Task> tasks, long seed) {
        boolean[] main = new boolean[tasks.size()];
        boolean[] regression = new boolean[tasks.size()];
        for (int i = 0; i < main.length; i++) {
            main[i] = tasks.get(i).isMain();
            regression[i] = tasks.get(i).isRegression();
        }
        return switch (config.kind()) {
            case FIXED -> new FixedWeights(tasks.size());
            case SOFT_ADAPT -> new SoftAdapt(tasks.size(), config.variant(), config.beta(), config.interval());
            case UNCERTAINTY -> new UncertaintyWeights(regression, config.learningRate());
            case GRAD_NORM -> new GradNorm(tasks.size(), config.asymmetry(), config.learningRate());
            case GRADIENT_COSINE -> new GradientCosine(main);
            case SEED_COSINE -> new SeedCosine(main, config.floor());
            case PCGRAD -> new PcGrad(seed);
        };
    }
}
