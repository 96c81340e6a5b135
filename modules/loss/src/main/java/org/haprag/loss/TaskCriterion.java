package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.OptionalDouble;
import org.haprag.model.Scalar;

/** The loss of one classification head: a part with a value at every site, a part of the whole batch, or both. */
final class TaskCriterion {
    private final SiteLoss siteLoss;
    private final double siteWeight;
    private final BatchLoss batchLoss;
    private final double batchWeight;

    private TaskCriterion(SiteLoss siteLoss, double siteWeight, BatchLoss batchLoss, double batchWeight) {
        this.siteLoss = siteLoss;
        this.siteWeight = siteWeight;
        this.batchLoss = batchLoss;
        this.batchWeight = batchWeight;
    }

    static TaskCriterion of(CriterionConfig c, int classes) {
        return switch (c.kind()) {
            case CROSS_ENTROPY -> new TaskCriterion(new CrossEntropy(), 1, null, 0);
            case FOCAL -> new TaskCriterion(focal(c, classes), 1, null, 0);
            case FLSD_53 -> new TaskCriterion(new Flsd53(), 1, null, 0);
            case ASYMMETRIC ->
                new TaskCriterion(new Asymmetric(c.gammaPositive(), c.gammaNegative(), c.margin()), 1, null, 0);
            case LABEL_SMOOTHING -> new TaskCriterion(new LabelSmoothing(c.smoothing()), 1, null, 0);
            case DICE -> new TaskCriterion(null, 0, new Dice(c.denominator()), 1);
            case FOCAL_DICE ->
                new TaskCriterion(focal(c, classes), c.focalWeight(), new Dice(c.denominator()), c.diceWeight());
            case MMCE ->
                new TaskCriterion(
                        new CrossEntropy(), 1, new Mmce(c.kernelWidth(), c.maxSites()), c.calibrationWeight());
        };
    }

    private static Focal focal(CriterionConfig c, int classes) {
        ClassAlpha alpha = c.adaptiveAlpha()
                ? new ClassAlpha.Adaptive(classes)
                : c.alpha() == null ? new ClassAlpha.None() : new ClassAlpha.Given(c.alpha());
        return new Focal(c.gammaSchedule(), alpha);
    }

    Optional<ClassAlpha.Adaptive> adaptiveAlpha() {
        return siteLoss instanceof Focal focal && focal.alpha() instanceof ClassAlpha.Adaptive adaptive
                ? Optional.of(adaptive)
                : Optional.empty();
    }

    /** Gamma of a focal loss, 0 of cross-entropy; empty where the loss has no single one. */
    OptionalDouble gamma(int epoch) {
        if (siteLoss instanceof Focal focal)
            return OptionalDouble.of(focal.gamma().at(epoch));
        return siteLoss instanceof CrossEntropy ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    /**
     * The per-site part at every site, hidden or not.
     *
     * @param mafWeight float32 (B, L) with mean 1 over hidden sites, or null
     * @return float32 (B, L), 0 where there is no per-site part
     */
    NDArray perSite(NDArray logits, NDArray labels, NDArray mafWeight, int epoch) {
        if (siteLoss == null) return labels.zerosLike().toType(logits.getDataType(), false);
        NDArray loss = Scalar.times(siteLoss.perSite(logits, labels, epoch), siteWeight);
        return mafWeight == null ? loss : loss.mul(mafWeight);
    }

    /** Mean (or sum) over hidden sites, float32 scalar. */
    NDArray loss(
            NDArray logits, NDArray labels, HiddenSites hidden, NDArray mafWeight, int epoch, Reduction reduction) {
        NDArray mean = siteLoss == null ? null : hidden.mean(perSite(logits, labels, mafWeight, epoch));
        if (batchLoss != null) {
            NDArray whole = Scalar.times(batchLoss.loss(logits, labels, hidden.mask()), batchWeight);
            mean = mean == null ? whole : mean.add(whole);
        }
        return hidden.reduce(mean, reduction);
    }
}
