package org.haprag.loss;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.loss.KindParameters.Bounds;

/**
 * Which tasks the model is trained on and what each weighs before any weighting scheme: freely chosen, or one of the seed
 * documents' configurations, whose weights are then fixed.
 *
 * @param kind free weights or a named configuration
 * @param threshold of reconstruction-a: at or below it for either haplotype, reconstruction is dropped and the weights jump
 * @param target of reconstruction: the embedding before the encoder, or that of the true alleles
 * @param temperature of InfoNCE
 */
public record TasksConfig(
        Kind kind,
        Double hap1,
        Double hap2,
        Double gt,
        Double recon1,
        Double recon2,
        Double infoNce,
        Double threshold,
        Target target,
        Double temperature) {

    private static final double DEFAULT_TEMPERATURE = .1;

    /** What a fused embedding should reconstruct. */
    public enum Target {
        /** The haplotype's own embedding before encoder and fusion, masked sites included. */
        BEFORE,
        /** The embedding of the true alleles. */
        TRUTH;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Free weights, and the configurations of the seed documents. */
    public enum Kind {
        WEIGHTS(weights(1, 1, .25, 0, 0, 0), null),
        /** .2/.2/.3/.15/.15 while both reconstruction losses exceed the threshold, else 3/3/4. */
        RECONSTRUCTION_A(weights(.2, .2, .3, .15, .15, 0).with("threshold", .01), Target.BEFORE),
        RECONSTRUCTION_B(weights(.25, .25, .4, .05, .05, 0), Target.BEFORE),
        RECONSTRUCTION_C(weights(.3, .3, .4, 0, 0, 0), null),
        /** B with the embedding of the true alleles as target. */
        RECONSTRUCTION_D(weights(.25, .25, .4, .05, .05, 0), Target.TRUTH),
        /** The documents' "fixed weights with reconstruction": B under another name. */
        FIXED_5A(weights(.25, .25, .4, .05, .05, 0), Target.BEFORE),
        /** The documents' "fixed weights without reconstruction": C under another name. */
        FIXED_5B(weights(.3, .3, .4, 0, 0, 0), null),
        /** Reconstruction replaced by InfoNCE: .3/.3/.3 + .1. */
        CONTRASTIVE(weights(.3, .3, .3, 0, 0, .1), null);

        @SuppressWarnings("ImmutableEnumChecker") // a record of unmodifiable collections
        private final KindParameters parameters;

        private final Target target;

        Kind(KindParameters parameters, Target target) {
            this.parameters = parameters;
            this.target = target;
        }

        KindParameters parameters() {
            return parameters;
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static KindParameters weights(
                double hap1, double hap2, double gt, double recon1, double recon2, double infoNce) {
            return KindParameters.NONE
                    .with("hap1", hap1)
                    .with("hap2", hap2)
                    .with("gt", gt)
                    .with("recon1", recon1)
                    .with("recon2", recon2)
                    .with("infoNce", infoNce);
        }
    }

    public TasksConfig {
        if (kind == null) kind = Kind.WEIGHTS;
        KindParameters known = kind.parameters();
        hap1 = known.fill("hap1", hap1, Double.class);
        hap2 = known.fill("hap2", hap2, Double.class);
        gt = known.fill("gt", gt, Double.class);
        recon1 = known.fill("recon1", recon1, Double.class);
        recon2 = known.fill("recon2", recon2, Double.class);
        infoNce = known.fill("infoNce", infoNce, Double.class);
        threshold = known.fill("threshold", threshold, Double.class);
        if (target == null && recon1 + recon2 > 0) target = kind.target == null ? Target.BEFORE : kind.target;
        if (temperature == null && infoNce > 0) temperature = DEFAULT_TEMPERATURE;
    }

    /** A kind with its own weights. */
    public static TasksConfig of(Kind kind) {
        return new TasksConfig(kind, null, null, null, null, null, null, null, null, null);
    }

    /** Base weights of the tasks that weigh anything. */
    Map<Task, Double> weights() {
        Map<Task, Double> weights = new EnumMap<>(Task.class);
        all().forEach((task, weight) -> {
            if (weight > 0) weights.put(task, weight);
        });
        return weights;
    }

    private Map<Task, Double> all() {
        Map<Task, Double> all = new EnumMap<>(Task.class);
        all.put(Task.HAP1, hap1);
        all.put(Task.HAP2, hap2);
        all.put(Task.GT, gt);
        all.put(Task.RECON1, recon1);
        all.put(Task.RECON2, recon2);
        all.put(Task.INFO_NCE, infoNce);
        return all;
    }

    void validate(String where) {
        all().forEach((task, weight) -> {
            KindParameters.range(where + "." + task.key(), weight, 0, Double.MAX_VALUE, Bounds.CLOSED);
            Object fixed = kind.parameters().defaults().get(task.key());
            if (kind != Kind.WEIGHTS) refuseOtherThan(where, task.key(), weight, fixed);
        });
        if (hap1 <= 0 || hap2 <= 0)
            throw new InputException(
                    where,
                    "the dosages come from both haplotype heads, so both must be trained",
                    "hap1 " + hap1 + ", hap2 " + hap2,
                    "weights > 0",
                    "give both a weight");
        kind.parameters().refuseUnknown(where, kind, "threshold", threshold);
        KindParameters.range(where + ".threshold", threshold, 0, Double.MAX_VALUE, Bounds.CLOSED);
        if (kind != Kind.WEIGHTS && kind.target != null) refuseOtherThan(where, "target", target, kind.target);
        refuseIdle(where + ".target", target, recon1 + recon2, "recon1 or recon2");
        refuseIdle(where + ".temperature", temperature, infoNce, "infoNce");
        KindParameters.range(where + ".temperature", temperature, 0, Double.MAX_VALUE, Bounds.ABOVE_LOW);
    }

    private void refuseOtherThan(String where, String name, Object found, Object fixed) {
        if (!found.equals(fixed))
            throw new InputException(
                    where + "." + name,
                    "kind " + kind + " has fixed values",
                    found.toString(),
                    fixed.toString(),
                    "use kind weights to choose them");
    }

    private static void refuseIdle(String where, Object given, double weight, String needed) {
        if (given != null && weight <= 0)
            throw new InputException(
                    where,
                    "it would change nothing while the weight of " + needed + " is 0",
                    given.toString(),
                    "no such parameter",
                    "remove it or give " + needed + " a weight");
    }
}
