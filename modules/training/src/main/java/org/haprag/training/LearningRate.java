package org.haprag.training;

/** Linear warm-up, then half a cosine down to a twentieth (Loshchilov and Hutter 2017, arXiv 1608.03983, without restarts). */
final class LearningRate {
    private static final double FLOOR = 0.05;

    private LearningRate() {}

    static double at(long step, TrainingConfig config) {
        if (step < config.warmUpSteps()) return config.learningRate() * (step + 1) / config.warmUpSteps();
        double done = (step - config.warmUpSteps()) / (double) Math.max(1, config.steps() - config.warmUpSteps());
        double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
        return config.learningRate() * (FLOOR + (1 - FLOOR) * cosine);
    }
}
