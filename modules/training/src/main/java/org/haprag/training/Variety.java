package org.haprag.training;

/**
 * How episodes differ from the panel that they are taken from, so that a network learns for panels, arrays and targets of many
 * kinds. Each is a share in [0, 1].
 *
 * @param unphased of the pseudo-targets, whose phase is taken away
 * @param genotypeErrors of the observed alleles, at most, that are exchanged; each episode has a share of its own
 * @param fewerSamples of the episodes, whose panel is a random part of the samples, of 50 at least
 * @param commonOnly of the episodes, whose panel has lost its sites below some MAF, of 1 % at most
 * @param otherMaps of the episodes, whose map is stretched or has a constant rate, as where there is none
 */
public record Variety(
        double unphased, double genotypeErrors, double fewerSamples, double commonOnly, double otherMaps) {
    public Variety {
        for (double share : new double[] {unphased, genotypeErrors, fewerSamples, commonOnly, otherMaps}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("shares of training.variety must lie in [0, 1], found " + share);
            }
        }
    }

    /** The panel as it is; half of the pseudo-targets are unphased. */
    public static Variety defaults() {
        return new Variety(.5, 0, 0, 0, 0);
    }
}
