package org.haprag.loss.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haprag.loss.criterion.Consistency;
import org.haprag.loss.criterion.Distillation;
import org.haprag.loss.weighting.Task;

/** Whether there is a second haplotype head beside the main one. */
public sealed interface AuxiliaryConfig extends KindConfig {
    /** The kinds' names in YAML. */
    static Set<String> kinds() {
        return Kinds.AUXILIARY.names();
    }

    /** The head, if there is one. */
    Optional<Head> head();

    /** No auxiliary head. */
    record None() implements AuxiliaryConfig {
        static final String KIND = "none";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Head> head() {
            return Optional.empty();
        }
    }

    /**
     * A head with its own loss and, where they have a weight, an EMA teacher and a consistency with the main head.
     *
     * @param criterion loss of the head against the truth
     * @param weight of that loss, &gt; 0
     * @param teacher whom the head is distilled from
     * @param agreement how it is pulled towards the main head
     */
    record Head(CriterionConfig criterion, double weight, Optional<Teacher> teacher, Optional<Agreement> agreement)
            implements AuxiliaryConfig {
        static final String KIND = "head";

        public Head {
            Range.POSITIVE.require("weight", weight);
        }

        /** Cross-entropy alone. */
        public static Head defaults() {
            return new Head(new CrossEntropyConfig(), .3, Optional.empty(), Optional.empty());
        }

        static Head read(Section in) {
            return new Head(
                    Kinds.CRITERION.read(in.section("criterion")),
                    in.number("weight", defaults().weight, Range.POSITIVE),
                    Teacher.read(in),
                    Agreement.read(in));
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Map<String, Object> settings() {
            Settings out = new Settings(KIND).with("criterion", criterion).with("weight", weight);
            out.with("distillWeight", teacher.map(Teacher::weight).orElse(0.));
            teacher.ifPresent(
                    t -> out.with("temperature", t.distillation().temperature()).with("emaDecay", t.emaDecay()));
            out.with("consistencyWeight", agreement.map(Agreement::weight).orElse(0.));
            agreement.ifPresent(a -> out.with("confidence", a.consistency().confidence())
                    .with("bidirectional", a.consistency().bidirectional()));
            return out.all();
        }

        @Override
        public Optional<Head> head() {
            return Optional.of(this);
        }

        /** Base weights of the head's tasks. */
        Map<Task, Double> weights() {
            Map<Task, Double> weights = new EnumMap<>(Task.class);
            weights.put(Task.AUX, weight);
            teacher.ifPresent(t -> weights.put(Task.DISTILL, t.weight()));
            agreement.ifPresent(a -> weights.put(Task.CONSISTENCY, a.weight()));
            return weights;
        }
    }

    /**
     * The EMA teacher.
     *
     * @param weight of the distillation, {@code distillWeight} in YAML; &gt; 0
     * @param distillation with {@code temperature}
     * @param emaDecay of the teacher's weights, in (0, 1)
     */
    record Teacher(double weight, Distillation distillation, double emaDecay) {
        public Teacher {
            Range.POSITIVE.require("distillWeight", weight);
            Range.INSIDE_0_1.require("emaDecay", emaDecay);
        }

        /** Temperature 2 and decay .999, at a weight. */
        public static Teacher defaults(double weight) {
            return new Teacher(weight, new Distillation(2), .999);
        }

        private static Optional<Teacher> read(Section in) {
            double weight = in.number("distillWeight", 0, Range.NOT_NEGATIVE);
            if (weight == 0) {
                in.refuseIdle("distillWeight", "set distillWeight", "temperature", "emaDecay");
                return Optional.empty();
            }
            Teacher d = defaults(weight);
            return Optional.of(new Teacher(
                    weight,
                    new Distillation(in.number("temperature", d.distillation.temperature(), Range.POSITIVE)),
                    in.number("emaDecay", d.emaDecay, Range.INSIDE_0_1)));
        }
    }

    /**
     * The consistency of both heads.
     *
     * @param weight {@code consistencyWeight} in YAML; &gt; 0
     * @param consistency with {@code confidence} and {@code bidirectional}
     */
    record Agreement(double weight, Consistency consistency) {
        public Agreement {
            Range.POSITIVE.require("consistencyWeight", weight);
        }

        /** Where both heads are sure of .7 (FixMatch asks .95 of one), and the auxiliary head alone is pulled. */
        public static Agreement defaults(double weight) {
            return new Agreement(weight, new Consistency(.7, false));
        }

        private static Optional<Agreement> read(Section in) {
            double weight = in.number("consistencyWeight", 0, Range.NOT_NEGATIVE);
            if (weight == 0) {
                in.refuseIdle("consistencyWeight", "set consistencyWeight", "confidence", "bidirectional");
                return Optional.empty();
            }
            Consistency d = defaults(weight).consistency;
            return Optional.of(new Agreement(
                    weight,
                    new Consistency(
                            in.number("confidence", d.confidence(), Range.INSIDE_0_1),
                            in.flag("bidirectional", d.bidirectional()))));
        }
    }
}
