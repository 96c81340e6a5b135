package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.haprag.model.Scalar;

/**
 * Weights of sites by the MAF of the panel, for the losses that have a value at every site. Whatever the kind, weights are
 * normalised to mean 1 over the hidden sites of a batch, so that the scale of the loss does not move.
 *
 * @param kind none: every site weighs the same
 * @param offset of {@code inverse}: 1 / (maf + offset)
 * @param max of {@code clamped-inverse} and {@code log1p}: larger weights are cut to it
 */
public record MafWeightConfig(Kind kind, Double offset, Double max) {
    /** Keeps 1/maf finite at monomorphic sites. */
    private static final double TINY_MAF = 1e-6;

    private static final double VERY_RARE = .01;
    private static final double RARE = .05;
    private static final double VERY_RARE_WEIGHT = 10;
    private static final double RARE_WEIGHT = 5;

    /** The weight functions of the seed documents. */
    public enum Kind {
        NONE(KindParameters.NONE),
        /** 10 below MAF .01, 5 below .05, else 1. */
        STEP(KindParameters.NONE),
        /** 1 / (maf + offset). */
        INVERSE(KindParameters.NONE.with("offset", .01)),
        /** min(1 / (maf + 1e-6), max). */
        CLAMPED_INVERSE(KindParameters.NONE.with("max", 10.)),
        /** min(log(1 + 1 / (maf + 1e-6)), max). */
        LOG1P(KindParameters.NONE.with("max", 3.));

        @SuppressWarnings("ImmutableEnumChecker") // a record of unmodifiable collections
        private final KindParameters parameters;

        Kind(KindParameters parameters) {
            this.parameters = parameters;
        }

        KindParameters parameters() {
            return parameters;
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public MafWeightConfig {
        if (kind == null) kind = Kind.NONE;
        offset = kind.parameters().fill("offset", offset, Double.class);
        max = kind.parameters().fill("max", max, Double.class);
    }

    /** A kind with its default parameters. */
    public static MafWeightConfig of(Kind kind) {
        return new MafWeightConfig(kind, null, null);
    }

    void validate(String where) {
        kind.parameters().refuseUnknown(where, kind, "offset", offset);
        kind.parameters().refuseUnknown(where, kind, "max", max);
        KindParameters.range(where + ".offset", offset, 0, .5, KindParameters.Bounds.ABOVE_LOW);
        KindParameters.range(where + ".max", max, 0, Double.MAX_VALUE, KindParameters.Bounds.ABOVE_LOW);
    }

    /**
     * The weight of a site before normalisation.
     *
     * @param maf in [0, .5]
     */
    public double raw(double maf) {
        return switch (kind) {
            case NONE -> 1;
            case STEP -> maf < VERY_RARE ? VERY_RARE_WEIGHT : maf < RARE ? RARE_WEIGHT : 1;
            case INVERSE -> 1 / (maf + offset);
            case CLAMPED_INVERSE -> Math.min(1 / (maf + TINY_MAF), max);
            case LOG1P -> Math.min(Math.log1p(1 / (maf + TINY_MAF)), max);
        };
    }

    /**
     * Normalised weights, without gradient.
     *
     * @param maf float32 (B, L), in [0, .5]
     * @return float32 (B, L) with mean 1 over hidden sites, or null for kind none
     */
    NDArray weights(NDArray maf, HiddenSites hidden) {
        if (kind == Kind.NONE) return null;
        NDArray raw = raw(maf.stopGradient());
        NDArray mean = hidden.mean(raw);
        return hidden.count() == 0 ? raw : raw.div(mean);
    }

    private NDArray raw(NDArray maf) {
        return switch (kind) {
            case NONE -> maf.onesLike();
            case STEP ->
                maf.onesLike()
                        .add(Scalar.times(below(maf, RARE), RARE_WEIGHT - 1))
                        .add(Scalar.times(below(maf, VERY_RARE), VERY_RARE_WEIGHT - RARE_WEIGHT));
            case INVERSE -> Scalar.power(maf.add(offset), -1);
            case CLAMPED_INVERSE -> Scalar.atMost(Scalar.power(maf.add(TINY_MAF), -1), max);
            case LOG1P ->
                Scalar.atMost(Scalar.power(maf.add(TINY_MAF), -1).add(1).log(), max);
        };
    }

    private static NDArray below(NDArray maf, double limit) {
        return maf.lt((float) limit).toType(DataType.FLOAT32, false);
    }
}
