package org.haprag.loss;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.haprag.genotype.InputException;
import org.haprag.loss.KindParameters.Bounds;

/**
 * What a classification head is trained with. A parameter left out takes the kind's default; one that the kind does not
 * know is refused by {@link LossConfig#validate()}.
 *
 * @param kind which loss
 * @param gamma focusing parameter of focal losses
 * @param gammaTo where a gamma schedule ends; with {@code gammaEpochs}
 * @param gammaEpochs over how many epochs gamma goes from {@code gamma} to {@code gammaTo}
 * @param alpha weight of each class (REF, ALT; or the four genotypes); the paper's alpha = .25 is [.75, .25]
 * @param adaptiveAlpha class weights from the class counts seen so far, instead of {@code alpha}
 * @param gammaPositive g+ of the asymmetric loss
 * @param gammaNegative g- of the asymmetric loss
 * @param margin m of the asymmetric loss
 * @param smoothing epsilon of label smoothing
 * @param denominator of Dice
 * @param focalWeight factor of the focal part of focal-dice (the quick-start document's ce_weight)
 * @param diceWeight factor of the Dice part of focal-dice
 * @param calibrationWeight factor of MMCE beside cross-entropy
 * @param kernelWidth of MMCE
 * @param maxSites of MMCE, per batch
 */
public record CriterionConfig(
        Kind kind,
        Double gamma,
        Double gammaTo,
        Integer gammaEpochs,
        List<Double> alpha,
        Boolean adaptiveAlpha,
        Double gammaPositive,
        Double gammaNegative,
        Double margin,
        Double smoothing,
        Dice.Denominator denominator,
        Double focalWeight,
        Double diceWeight,
        Double calibrationWeight,
        Double kernelWidth,
        Integer maxSites) {

    private static final KindParameters FOCAL_PARAMETERS = KindParameters.NONE
            .with("gamma", 2.)
            .with("adaptiveAlpha", false)
            .optionally("gammaTo", "gammaEpochs", "alpha");

    /** The losses of a classification head. */
    public enum Kind {
        CROSS_ENTROPY(KindParameters.NONE),
        FOCAL(FOCAL_PARAMETERS),
        FLSD_53(KindParameters.NONE),
        ASYMMETRIC(KindParameters.NONE
                .with("gammaPositive", 1.)
                .with("gammaNegative", 4.)
                .with("margin", .05)),
        LABEL_SMOOTHING(KindParameters.NONE.with("smoothing", .1)),
        DICE(KindParameters.NONE.with("denominator", Dice.Denominator.PLAIN)),
        FOCAL_DICE(FOCAL_PARAMETERS
                .with("denominator", Dice.Denominator.PLAIN)
                .with("focalWeight", 1.)
                .with("diceWeight", 1.)),
        /** Cross-entropy + calibrationWeight x MMCE. */
        MMCE(KindParameters.NONE
                .with("calibrationWeight", 1.)
                .with("kernelWidth", .4)
                .with("maxSites", 1024));

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

    public CriterionConfig {
        if (kind == null) kind = Kind.CROSS_ENTROPY;
        KindParameters known = kind.parameters();
        gamma = known.fill("gamma", gamma, Double.class);
        alpha = alpha == null ? null : List.copyOf(alpha);
        adaptiveAlpha = known.fill("adaptiveAlpha", adaptiveAlpha, Boolean.class);
        gammaPositive = known.fill("gammaPositive", gammaPositive, Double.class);
        gammaNegative = known.fill("gammaNegative", gammaNegative, Double.class);
        margin = known.fill("margin", margin, Double.class);
        smoothing = known.fill("smoothing", smoothing, Double.class);
        denominator = known.fill("denominator", denominator, Dice.Denominator.class);
        focalWeight = known.fill("focalWeight", focalWeight, Double.class);
        diceWeight = known.fill("diceWeight", diceWeight, Double.class);
        calibrationWeight = known.fill("calibrationWeight", calibrationWeight, Double.class);
        kernelWidth = known.fill("kernelWidth", kernelWidth, Double.class);
        maxSites = known.fill("maxSites", maxSites, Integer.class);
    }

    /** A kind with its default parameters. */
    public static CriterionConfig of(Kind kind) {
        return new CriterionConfig(
                kind, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Focal loss at a constant gamma without alpha. */
    public static CriterionConfig focal(double gamma) {
        return new CriterionConfig(
                Kind.FOCAL, gamma, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Whether the loss has a value at each site that a MAF weight can multiply. */
    boolean hasSiteLoss() {
        return kind != Kind.DICE;
    }

    void validate(String where, int classes) {
        refuseUnknown(where);
        validateRanges(where);
        validateFocal(where, classes);
        if (kind == Kind.ASYMMETRIC && classes != 2)
            throw new InputException(
                    where + ".kind",
                    "the asymmetric loss is a sigmoid of two classes and this head has " + classes,
                    kind.toString(),
                    "a loss of a softmax head",
                    "use it for hap or auxiliary, and focal or cross-entropy here");
    }

    private void refuseUnknown(String where) {
        Object[][] given = {
            {"gamma", gamma},
            {"gammaTo", gammaTo},
            {"gammaEpochs", gammaEpochs},
            {"alpha", alpha},
            {"adaptiveAlpha", adaptiveAlpha},
            {"gammaPositive", gammaPositive},
            {"gammaNegative", gammaNegative},
            {"margin", margin},
            {"smoothing", smoothing},
            {"denominator", denominator},
            {"focalWeight", focalWeight},
            {"diceWeight", diceWeight},
            {"calibrationWeight", calibrationWeight},
            {"kernelWidth", kernelWidth},
            {"maxSites", maxSites}
        };
        for (Object[] p : given) kind.parameters().refuseUnknown(where, kind, (String) p[0], p[1]);
    }

    private void validateRanges(String where) {
        double most = Double.MAX_VALUE;
        KindParameters.range(where + ".gamma", gamma, 0, most, Bounds.CLOSED);
        KindParameters.range(where + ".gammaTo", gammaTo, 0, most, Bounds.CLOSED);
        KindParameters.range(where + ".gammaEpochs", gammaEpochs, 1, most, Bounds.CLOSED);
        KindParameters.range(where + ".gammaPositive", gammaPositive, 0, most, Bounds.CLOSED);
        if (gammaNegative != null && gammaNegative != 0)
            KindParameters.range(where + ".gammaNegative", gammaNegative, 1, most, Bounds.CLOSED);
        if (margin != null && margin != 0) KindParameters.range(where + ".margin", margin, 0, 1, Bounds.OPEN);
        KindParameters.range(where + ".smoothing", smoothing, 0, 1, Bounds.OPEN);
        KindParameters.range(where + ".focalWeight", focalWeight, 0, most, Bounds.ABOVE_LOW);
        KindParameters.range(where + ".diceWeight", diceWeight, 0, most, Bounds.ABOVE_LOW);
        KindParameters.range(where + ".calibrationWeight", calibrationWeight, 0, most, Bounds.ABOVE_LOW);
        KindParameters.range(where + ".kernelWidth", kernelWidth, 0, most, Bounds.ABOVE_LOW);
        KindParameters.range(where + ".maxSites", maxSites, 2, most, Bounds.CLOSED);
    }

    private void validateFocal(String where, int classes) {
        if ((gammaTo == null) != (gammaEpochs == null))
            throw new InputException(
                    where,
                    "a gamma schedule needs both its end and its length",
                    "gammaTo " + gammaTo + ", gammaEpochs " + gammaEpochs,
                    "both or neither",
                    "give both");
        if (alpha == null) return;
        if (Boolean.TRUE.equals(adaptiveAlpha))
            throw new InputException(
                    where, "alpha and adaptiveAlpha exclude each other", "both", "one", "remove one of them");
        if (alpha.size() != classes)
            throw new InputException(
                    where + ".alpha",
                    "one weight per class is needed",
                    alpha.toString(),
                    classes + " numbers",
                    classes == 2 ? "write the paper's alpha = a as [1-a, a]" : "one for each of 0/0, 0/1, 1/1, 1/2");
        for (Double a : alpha) KindParameters.range(where + ".alpha", a, 0, Double.MAX_VALUE, Bounds.ABOVE_LOW);
    }

    GammaSchedule gammaSchedule() {
        return gammaTo == null ? GammaSchedule.constant(gamma) : new GammaSchedule(gamma, gammaTo, gammaEpochs);
    }
}
