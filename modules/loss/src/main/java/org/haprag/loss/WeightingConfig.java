package org.haprag.loss;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.haprag.loss.KindParameters.Bounds;

/**
 * How the tasks' base weights are adapted in training.
 *
 * @param kind fixed leaves them alone
 * @param variant of SoftAdapt
 * @param beta of SoftAdapt: &gt; 0 favours the task that improves least
 * @param interval steps whose mean is one point of SoftAdapt's history
 * @param learningRate of the learned weights of uncertainty and grad-norm
 * @param asymmetry alpha of GradNorm: how hard slow tasks are pulled
 * @param floor least weight of an auxiliary task in seed-cosine
 */
public record WeightingConfig(
        Kind kind,
        SoftAdapt.Variant variant,
        Double beta,
        Integer interval,
        Double learningRate,
        Double asymmetry,
        Double floor) {

    /** The weighting schemes. */
    public enum Kind {
        FIXED(KindParameters.NONE),
        SOFT_ADAPT(KindParameters.NONE
                .with("variant", SoftAdapt.Variant.ORIGINAL)
                .with("beta", .1)
                .with("interval", 50)),
        UNCERTAINTY(KindParameters.NONE.with("learningRate", .01)),
        GRAD_NORM(KindParameters.NONE.with("learningRate", .025).with("asymmetry", 1.5)),
        /** Du et al.: an auxiliary gradient counts as far as it points the main one's way. */
        GRADIENT_COSINE(KindParameters.NONE),
        /** The seed document's: max(floor, 1 - |cos|). */
        SEED_COSINE(KindParameters.NONE.with("floor", .1)),
        PCGRAD(KindParameters.NONE);

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

    public WeightingConfig {
        if (kind == null) kind = Kind.FIXED;
        KindParameters known = kind.parameters();
        variant = known.fill("variant", variant, SoftAdapt.Variant.class);
        beta = known.fill("beta", beta, Double.class);
        interval = known.fill("interval", interval, Integer.class);
        learningRate = known.fill("learningRate", learningRate, Double.class);
        asymmetry = known.fill("asymmetry", asymmetry, Double.class);
        floor = known.fill("floor", floor, Double.class);
    }

    /** A kind with its default parameters. */
    public static WeightingConfig of(Kind kind) {
        return new WeightingConfig(kind, null, null, null, null, null, null);
    }

    void validate(String where) {
        Object[][] given = {
            {"variant", variant},
            {"beta", beta},
            {"interval", interval},
            {"learningRate", learningRate},
            {"asymmetry", asymmetry},
            {"floor", floor}
        };
        for (Object[] p : given) kind.parameters().refuseUnknown(where, kind, (String) p[0], p[1]);
        double most = Double.MAX_VALUE;
        KindParameters.range(where + ".beta", beta, -most, most, Bounds.CLOSED);
        KindParameters.range(where + ".interval", interval, 1, most, Bounds.CLOSED);
        KindParameters.range(where + ".learningRate", learningRate, 0, 1, Bounds.ABOVE_LOW);
        KindParameters.range(where + ".asymmetry", asymmetry, 0, most, Bounds.CLOSED);
        KindParameters.range(where + ".floor", floor, 0, 1, Bounds.CLOSED);
    }
}
