package org.haprag.training;

/**
 * How the network is trained.
 *
 * @param steps optimiser steps
 * @param targetsPerStep B, pseudo-target windows a step
 * @param rowsPerTarget L, hidden allele rows a window
 * @param targetsPerEpisode pseudo-targets that share a mask
 * @param windowsPerEpisode windows drawn from an episode, at most
 * @param shortestStretchBp an episode is on a random stretch of a region, from so long to the whole of it; it is on whole
 *     regions where they are not longer than this
 * @param learningRate at the end of the warm-up
 * @param warmUpSteps over which the rate rises linearly from 0
 * @param weightDecay decoupled (AdamW)
 * @param clipNorm the global norm that gradients are clipped to
 * @param emaDecay of the averaged weights that are kept
 * @param validationShare of the panel's samples, never pseudo-targets of a step
 * @param validateEvery steps between validations
 * @param patience validations without improvement before training stops early
 * @param masks which sites stay typed in an episode
 * @param variety how episodes differ from the panel that they are taken from
 */
public record TrainingConfig(
        int steps,
        int targetsPerStep,
        int rowsPerTarget,
        int targetsPerEpisode,
        int windowsPerEpisode,
        double shortestStretchBp,
        double learningRate,
        int warmUpSteps,
        double weightDecay,
        double clipNorm,
        double emaDecay,
        double validationShare,
        int validateEvery,
        int patience,
        MaskChoice masks,
        Variety variety) {
    public TrainingConfig {
        if (steps < 1 || targetsPerStep < 1 || rowsPerTarget < 1 || targetsPerEpisode < 1 || windowsPerEpisode < 1) {
            throw new IllegalArgumentException("steps, targets, rows and windows must be >= 1");
        }
        if (!(shortestStretchBp >= 1)) {
            throw new IllegalArgumentException("shortestStretchBp must be >= 1, found " + shortestStretchBp);
        }
        if (!(learningRate > 0) || warmUpSteps < 0 || !(weightDecay >= 0) || !(clipNorm > 0)) {
            throw new IllegalArgumentException(
                    "learningRate and clipNorm must be > 0, warmUpSteps and weightDecay >= 0");
        }
        if (!(emaDecay >= 0 && emaDecay < 1) || !(validationShare > 0 && validationShare < 1)) {
            throw new IllegalArgumentException("emaDecay must lie in [0, 1), validationShare in (0, 1)");
        }
        if (validateEvery < 1 || patience < 1) {
            throw new IllegalArgumentException("validateEvery and patience must be >= 1");
        }
    }

    /** Adapts a trained network to a panel, or trains a small one, in minutes. */
    public static TrainingConfig defaults() {
        return new TrainingConfig(
                600,
                32,
                64,
                24,
                600,
                1e9,
                1e-3,
                50,
                1e-4,
                1.0,
                0.99,
                0.1,
                100,
                4,
                MaskChoice.defaults(),
                Variety.defaults());
    }

    /** The same with another number of steps. */
    public TrainingConfig withSteps(int others) {
        return new TrainingConfig(
                others,
                targetsPerStep,
                rowsPerTarget,
                targetsPerEpisode,
                windowsPerEpisode,
                shortestStretchBp,
                learningRate,
                warmUpSteps,
                weightDecay,
                clipNorm,
                emaDecay,
                validationShare,
                validateEvery,
                patience,
                masks,
                variety);
    }
}
