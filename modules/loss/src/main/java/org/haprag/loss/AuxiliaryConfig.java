package org.haprag.loss;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.loss.KindParameters.Bounds;

/**
 * A second haplotype head beside the main one, with its own loss, an EMA teacher and a consistency term, after the seed
 * documents' plan.
 *
 * @param kind none or head
 * @param criterion loss of the auxiliary head against the truth
 * @param weight of that loss
 * @param distillWeight of the distillation from the EMA teacher; 0 for no teacher
 * @param temperature T of the distillation
 * @param emaDecay of the teacher's weights
 * @param consistencyWeight of the confidence-aware consistency; 0 for none
 * @param confidence both heads must exceed it
 * @param bidirectional whether the main head is pulled towards the auxiliary one too
 */
public record AuxiliaryConfig(
        Kind kind,
        CriterionConfig criterion,
        Double weight,
        Double distillWeight,
        Double temperature,
        Double emaDecay,
        Double consistencyWeight,
        Double confidence,
        Boolean bidirectional) {

    /** Whether there is an auxiliary head. */
    public enum Kind {
        NONE(KindParameters.NONE),
        HEAD(KindParameters.NONE
                .with("criterion", CriterionConfig.of(CriterionConfig.Kind.CROSS_ENTROPY))
                .with("weight", .3)
                .with("distillWeight", 0.)
                .with("consistencyWeight", 0.)
                .optionally("temperature", "emaDecay", "confidence", "bidirectional"));

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
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Parameters of the teacher, in force while distillWeight &gt; 0. */
    private static final KindParameters TEACHER =
            KindParameters.NONE.with("temperature", 2.).with("emaDecay", .999);

    /** Parameters of the consistency, in force while consistencyWeight &gt; 0; .7 is the seed's, FixMatch has .95. */
    private static final KindParameters CONFIDENT =
            KindParameters.NONE.with("confidence", .7).with("bidirectional", false);

    public AuxiliaryConfig {
        if (kind == null) kind = Kind.NONE;
        KindParameters known = kind.parameters();
        criterion = known.fill("criterion", criterion, CriterionConfig.class);
        weight = known.fill("weight", weight, Double.class);
        distillWeight = known.fill("distillWeight", distillWeight, Double.class);
        consistencyWeight = known.fill("consistencyWeight", consistencyWeight, Double.class);
        if (positive(distillWeight)) {
            temperature = TEACHER.fill("temperature", temperature, Double.class);
            emaDecay = TEACHER.fill("emaDecay", emaDecay, Double.class);
        }
        if (positive(consistencyWeight)) {
            confidence = CONFIDENT.fill("confidence", confidence, Double.class);
            bidirectional = CONFIDENT.fill("bidirectional", bidirectional, Boolean.class);
        }
    }

    /** No auxiliary head. */
    public static AuxiliaryConfig none() {
        return new AuxiliaryConfig(Kind.NONE, null, null, null, null, null, null, null, null);
    }

    /** Whether training must keep an EMA teacher and pass its logits. */
    public boolean needsTeacher() {
        return positive(distillWeight);
    }

    Map<Task, Double> weights() {
        Map<Task, Double> weights = new EnumMap<>(Task.class);
        if (positive(weight)) weights.put(Task.AUX, weight);
        if (positive(distillWeight)) weights.put(Task.DISTILL, distillWeight);
        if (positive(consistencyWeight)) weights.put(Task.CONSISTENCY, consistencyWeight);
        return weights;
    }

    void validate(String where, int classes) {
        Object[][] given = {
            {"criterion", criterion}, {"weight", weight}, {"distillWeight", distillWeight},
            {"temperature", temperature}, {"emaDecay", emaDecay}, {"consistencyWeight", consistencyWeight},
            {"confidence", confidence}, {"bidirectional", bidirectional}
        };
        for (Object[] p : given) kind.parameters().refuseUnknown(where, kind, (String) p[0], p[1]);
        if (kind == Kind.NONE) return;
        double most = Double.MAX_VALUE;
        KindParameters.range(where + ".weight", weight, 0, most, Bounds.ABOVE_LOW);
        KindParameters.range(where + ".distillWeight", distillWeight, 0, most, Bounds.CLOSED);
        KindParameters.range(where + ".temperature", temperature, 0, most, Bounds.ABOVE_LOW);
        KindParameters.range(where + ".emaDecay", emaDecay, 0, 1, Bounds.OPEN);
        KindParameters.range(where + ".consistencyWeight", consistencyWeight, 0, most, Bounds.CLOSED);
        KindParameters.range(where + ".confidence", confidence, 0, 1, Bounds.OPEN);
        refuseIdle(where + ".temperature", temperature, distillWeight, "distillWeight");
        refuseIdle(where + ".emaDecay", emaDecay, distillWeight, "distillWeight");
        refuseIdle(where + ".confidence", confidence, consistencyWeight, "consistencyWeight");
        refuseIdle(where + ".bidirectional", bidirectional, consistencyWeight, "consistencyWeight");
        criterion.validate(where + ".criterion", classes);
    }

    private static void refuseIdle(String where, Object given, double weight, String needed) {
        if (given != null && weight == 0)
            throw new InputException(
                    where,
                    "it would change nothing while " + needed + " is 0",
                    given.toString(),
                    "no such parameter",
                    "remove it or set " + needed);
    }

    private static boolean positive(Double x) {
        return x != null && x > 0;
    }
}
