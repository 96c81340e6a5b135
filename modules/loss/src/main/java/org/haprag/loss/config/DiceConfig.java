package org.haprag.loss.config;

import java.util.Map;
import org.haprag.loss.criterion.Dice;
import org.haprag.loss.criterion.HeadLoss;

/** {@link Dice}, which has no value at a site. */
public record DiceConfig(Dice loss) implements CriterionConfig {
    static final String KIND = "dice";

    /** Without squares. */
    public static DiceConfig defaults() {
        return new DiceConfig(new Dice(Dice.Denominator.PLAIN));
    }

    static DiceConfig read(Section in) {
        return new DiceConfig(new Dice(in.choice("denominator", defaults().loss.denominator())));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return new Settings(KIND).with("denominator", loss.denominator()).all();
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Batchwise(loss);
    }

    @Override
    public boolean hasSiteLoss() {
        return false;
    }
}
