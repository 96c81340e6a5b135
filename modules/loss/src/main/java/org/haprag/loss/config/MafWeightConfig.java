package org.haprag.loss.config;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.Set;
import org.haprag.loss.criterion.HiddenSites;
import org.haprag.loss.criterion.SiteWeights;
import org.haprag.model.Scalar;

/**
 * Weights of sites by the MAF of the panel, for the losses that have a value at every site. Whatever the kind, weights are
 * normalised to mean 1 over the hidden sites of a batch, so that the scale of the loss does not move.
 */
public sealed interface MafWeightConfig extends KindConfig {
    /** Keeps 1/maf finite at monomorphic sites. */
    double TINY_MAF = 1e-6;

    /** The kinds' names in YAML. */
    static Set<String> kinds() {
        return Kinds.MAF_WEIGHT.names();
    }

    /**
     * The weights before normalisation.
     *
     * @param maf float32 (B, L), in [0, .5]
     * @return float32 (B, L)
     */
    NDArray raw(NDArray maf);

    /**
     * The weights of a batch, without gradient.
     *
     * @param maf float32 (B, L), in [0, .5]
     */
    default SiteWeights weights(NDArray maf, HiddenSites hidden) {
        return SiteWeights.ofMean1(raw(maf.stopGradient()), hidden);
    }

    /** Every site weighs the same. */
    record None() implements MafWeightConfig {
        static final String KIND = "none";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public NDArray raw(NDArray maf) {
            return maf.onesLike();
        }

        @Override
        public SiteWeights weights(NDArray maf, HiddenSites hidden) {
            return SiteWeights.equal();
        }
    }

    /** 10 below MAF .01, 5 below .05, else 1. */
    record Step() implements MafWeightConfig {
        static final String KIND = "step";

        private static final float VERY_RARE = .01f;
        private static final float RARE = .05f;
        private static final double VERY_RARE_WEIGHT = 10;
        private static final double RARE_WEIGHT = 5;

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public NDArray raw(NDArray maf) {
            return maf.onesLike()
                    .add(Scalar.times(below(maf, RARE), RARE_WEIGHT - 1))
                    .add(Scalar.times(below(maf, VERY_RARE), VERY_RARE_WEIGHT - RARE_WEIGHT));
        }

        private static NDArray below(NDArray maf, float limit) {
            return maf.lt(limit).toType(DataType.FLOAT32, false);
        }
    }

    /** 1 / (maf + offset). @param offset in (0, .5] */
    record Inverse(double offset) implements MafWeightConfig {
        static final String KIND = "inverse";

        private static final Range OFFSETS = Range.positiveTo(.5);

        public Inverse {
            OFFSETS.require("offset", offset);
        }

        /** At most 100. */
        public static Inverse defaults() {
            return new Inverse(.01);
        }

        static Inverse read(Section in) {
            return new Inverse(in.number("offset", defaults().offset, OFFSETS));
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, Object> settings() {
            return new Settings(KIND).with("offset", offset).all();
        }

        @Override
        public NDArray raw(NDArray maf) {
            return Scalar.power(maf.add(offset), -1);
        }
    }

    /** min(1 / (maf + 1e-6), max). @param max &gt; 0 */
    record ClampedInverse(double max) implements MafWeightConfig {
        static final String KIND = "clamped-inverse";

        public ClampedInverse {
            Range.POSITIVE.require("max", max);
        }

        /** As in the fusion of the network. */
        public static ClampedInverse defaults() {
            return new ClampedInverse(10);
        }

        static ClampedInverse read(Section in) {
            return new ClampedInverse(in.number("max", defaults().max, Range.POSITIVE));
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, Object> settings() {
            return new Settings(KIND).with("max", max).all();
        }

        @Override
        public NDArray raw(NDArray maf) {
            return Scalar.atMost(Scalar.power(maf.add(TINY_MAF), -1), max);
        }
    }

    /** min(log(1 + 1 / (maf + 1e-6)), max). @param max &gt; 0 */
    record Log1p(double max) implements MafWeightConfig {
        static final String KIND = "log1p";

        public Log1p {
            Range.POSITIVE.require("max", max);
        }

        /** Reached at a MAF of .052. */
        public static Log1p defaults() {
            return new Log1p(3);
        }

        static Log1p read(Section in) {
            return new Log1p(in.number("max", defaults().max, Range.POSITIVE));
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, Object> settings() {
            return new Settings(KIND).with("max", max).all();
        }

        @Override
        public NDArray raw(NDArray maf) {
            return Scalar.atMost(Scalar.power(maf.add(TINY_MAF), -1).add(1).log(), max);
        }
    }
}
