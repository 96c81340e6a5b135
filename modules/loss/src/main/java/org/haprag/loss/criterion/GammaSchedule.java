package org.haprag.loss.criterion;

/** The focusing parameter of a focal loss over training. */
public sealed interface GammaSchedule {
    /**
     * Gamma of an epoch.
     *
     * @param epoch 0-based
     */
    double at(int epoch);

    /** The same in every epoch. @param gamma &gt;= 0 */
    record Constant(double gamma) implements GammaSchedule {
        public Constant {
            if (!(gamma >= 0)) throw new IllegalArgumentException("gamma must be >= 0, found " + gamma);
        }

        @Override
        public double at(int epoch) {
            return gamma;
        }
    }

    /**
     * Linear from {@code from} at epoch 0 to {@code to} at epoch {@code epochs}, and constant from there.
     *
     * @param from &gt;= 0
     * @param to &gt;= 0
     * @param epochs &gt;= 1
     */
    record Linear(double from, double to, int epochs) implements GammaSchedule {
        public Linear {
            if (!(from >= 0) || !(to >= 0) || epochs < 1)
                throw new IllegalArgumentException("gamma " + from + " to " + to + " over " + epochs + " epochs");
        }

        @Override
        public double at(int epoch) {
            if (epoch < 0) throw new IllegalArgumentException("epoch must be >= 0, found " + epoch);
            return epoch >= epochs ? to : from + (to - from) * epoch / epochs;
        }
    }
}
