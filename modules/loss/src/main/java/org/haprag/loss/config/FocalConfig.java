package org.haprag.loss.config;

import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.loss.criterion.Focal;
import org.haprag.loss.criterion.GammaSchedule;
import org.haprag.loss.criterion.HeadLoss;

/**
 * {@link Focal}.
 *
 * @param gamma constant, or from {@code gamma} to {@code gammaTo} over {@code gammaEpochs}
 * @param alpha weight of each class
 */
public record FocalConfig(GammaSchedule gamma, AlphaConfig alpha) implements CriterionConfig {
    static final String KIND = "focal";

    private static final double DEFAULT_GAMMA = 2;
    private static final Range EPOCHS = Range.atLeast(1);

    /** The paper's gamma, without class weights. */
    public static FocalConfig defaults() {
        return of(DEFAULT_GAMMA);
    }

    /** At a constant gamma, without class weights. */
    public static FocalConfig of(double gamma) {
        return new FocalConfig(new GammaSchedule.Constant(gamma), new AlphaConfig.None());
    }

    static FocalConfig read(Section in) {
        return new FocalConfig(readGamma(in), AlphaConfig.read(in));
    }

    private static GammaSchedule readGamma(Section in) {
        double gamma = in.number("gamma", DEFAULT_GAMMA, Range.NOT_NEGATIVE);
        double to = in.number("gammaTo", gamma, Range.NOT_NEGATIVE);
        int epochs = in.whole("gammaEpochs", 1, EPOCHS);
        if (in.has("gammaTo") != in.has("gammaEpochs"))
            throw new InputException(
                    in.path(),
                    "a gamma schedule needs both its end and its length",
                    in.has("gammaTo") ? "only gammaTo " + to : "only gammaEpochs " + epochs,
                    "both or neither",
                    "give both");
        return in.has("gammaTo") ? new GammaSchedule.Linear(gamma, to, epochs) : new GammaSchedule.Constant(gamma);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return write(new Settings(KIND)).all();
    }

    Settings write(Settings out) {
        if (gamma instanceof GammaSchedule.Linear linear)
            out.with("gamma", linear.from()).with("gammaTo", linear.to()).with("gammaEpochs", linear.epochs());
        else out.with("gamma", gamma.at(0));
        alpha.write(out);
        return out;
    }

    Focal focal(int classes) {
        return new Focal(gamma, alpha.alpha(classes));
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Sitewise(focal(classes));
    }

    @Override
    public void validate(String where, int classes) {
        alpha.validate(where + ".alpha", classes);
    }
}
