package org.haprag.encoding;

/**
 * Random-fraction masks that grow harder: the hidden fraction rises linearly from the first epoch to the last of the
 * curriculum and stays there.
 *
 * @param firstHiddenFraction of epoch 0, in [0, 1]
 * @param lastHiddenFraction of the last epoch and all later ones, in [0, 1]
 * @param epochs how many epochs the rise takes, at least 1
 */
public record MaskCurriculum(double firstHiddenFraction, double lastHiddenFraction, int epochs) {
    public MaskCurriculum {
        RandomFractionMask.checkFraction(firstHiddenFraction);
        RandomFractionMask.checkFraction(lastHiddenFraction);
        if (epochs < 1) throw new IllegalArgumentException("a curriculum needs at least 1 epoch, found " + epochs);
    }

    /** The hidden fraction from .1 to .8. */
    public static MaskCurriculum defaults(int epochs) {
        return new MaskCurriculum(.1, .8, epochs);
    }

    /** The hidden fraction of an epoch, 0 for the first. */
    public double hiddenFraction(int epoch) {
        if (epoch < 0) throw new IllegalArgumentException("epoch must not be negative, found " + epoch);
        double share = epochs == 1 ? 1 : Math.min(1, epoch / (double) (epochs - 1));
        return firstHiddenFraction + share * (lastHiddenFraction - firstHiddenFraction);
    }

    /** The mask of an epoch, 0 for the first. */
    public RandomFractionMask mask(int epoch) {
        return new RandomFractionMask(hiddenFraction(epoch));
    }
}
