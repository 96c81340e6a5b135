package org.haprag.loss.config;

import java.util.List;
import org.haprag.genotype.InputException;
import org.haprag.loss.criterion.ClassAlpha;
import org.haprag.loss.criterion.HeadLoss;

/** The class weights of a focal loss: {@code alpha} and {@code adaptiveAlpha} in YAML. */
public sealed interface AlphaConfig {
    /** The weights for a head, new: they may count the classes that they see. */
    ClassAlpha alpha(int classes);

    /** No class weights. */
    record None() implements AlphaConfig {
        @Override
        public ClassAlpha alpha(int classes) {
            return new ClassAlpha.None();
        }
    }

    /**
     * Given weights.
     *
     * @param perClass &gt; 0; REF, ALT, or the four genotypes; the paper's alpha = .25 is [.75, .25]
     */
    record Given(List<Double> perClass) implements AlphaConfig {
        public Given {
            perClass = List.copyOf(perClass);
            for (double weight : perClass) Range.POSITIVE.require("alpha", weight);
        }

        @Override
        public ClassAlpha alpha(int classes) {
            return new ClassAlpha.Given(perClass);
        }
    }

    /** Weights from the class counts seen so far. */
    record Adaptive() implements AlphaConfig {
        @Override
        public ClassAlpha alpha(int classes) {
            return new ClassAlpha.Adaptive(classes);
        }
    }

    /** The weights that a focal section asks for. */
    static AlphaConfig read(Section in) {
        boolean adaptive = in.flag("adaptiveAlpha", false);
        if (!in.has("alpha")) return adaptive ? new Adaptive() : new None();
        if (adaptive)
            throw new InputException(
                    in.path(), "alpha and adaptiveAlpha exclude each other", "both", "one", "remove one of them");
        return new Given(in.numbers("alpha", Range.POSITIVE));
    }

    /** Writes the settings. */
    default void write(Settings out) {
        if (this instanceof Given given) out.with("alpha", given.perClass());
        out.with("adaptiveAlpha", this instanceof Adaptive);
    }

    /** @throws InputException if there is not one weight a class */
    default void validate(String where, int classes) {
        if (this instanceof Given given && given.perClass().size() != classes)
            throw new InputException(
                    where,
                    "one weight per class is needed",
                    given.perClass().toString(),
                    classes + " numbers",
                    classes == HeadLoss.HAP_CLASSES
                            ? "write the paper's alpha = a as [1-a, a]"
                            : "one for each of 0/0, 0/1, 1/1, 1/2");
    }
}
