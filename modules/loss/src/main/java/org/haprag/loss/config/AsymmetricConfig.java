package org.haprag.loss.config;

import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.loss.criterion.Asymmetric;
import org.haprag.loss.criterion.HeadLoss;

/**
 * {@link Asymmetric}, for heads of two classes.
 *
 * @param loss with g+, g- and m as {@code gammaPositive}, {@code gammaNegative} and {@code margin}
 */
public record AsymmetricConfig(Asymmetric loss) implements CriterionConfig {
    static final String KIND = "asymmetric";

    /** The paper's values. */
    public static AsymmetricConfig defaults() {
        return new AsymmetricConfig(new Asymmetric(1, 4, .05));
    }

    static AsymmetricConfig read(Section in) {
        Asymmetric d = defaults().loss;
        return new AsymmetricConfig(new Asymmetric(
                in.number("gammaPositive", d.gammaPositive(), Range.NOT_NEGATIVE),
                in.numberOr0("gammaNegative", d.gammaNegative(), Range.atLeast(1)),
                in.numberOr0("margin", d.margin(), Range.INSIDE_0_1)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND)
                .with("gammaPositive", loss.gammaPositive())
                .with("gammaNegative", loss.gammaNegative())
                .with("margin", loss.margin())
                .all();
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Sitewise(loss);
    }

    @Override
    public void validate(String where, int classes) {
        if (classes != HeadLoss.HAP_CLASSES)
            throw new InputException(
                    where + ".kind",
                    "the asymmetric loss is a sigmoid of two classes and this head has " + classes,
                    KIND,
                    "a loss of a softmax head",
                    "use it for hap or auxiliary, and focal or cross-entropy here");
    }
}
