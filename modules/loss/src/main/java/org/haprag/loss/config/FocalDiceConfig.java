package org.haprag.loss.config;

import java.util.Map;
import org.haprag.loss.criterion.Dice;
import org.haprag.loss.criterion.HeadLoss;

/**
 * focalWeight x focal loss + diceWeight x Dice.
 *
 * @param focal weighted by MAF as well
 * @param dice without values at sites
 * @param focalWeight &gt; 0
 * @param diceWeight &gt; 0
 */
public record FocalDiceConfig(FocalConfig focal, Dice dice, double focalWeight, double diceWeight)
        implements CriterionConfig {
    static final String KIND = "focal-dice";

    public FocalDiceConfig {
        Range.POSITIVE.require("focalWeight", focalWeight);
        Range.POSITIVE.require("diceWeight", diceWeight);
    }

    /** Both losses as they are by themselves, with equal weights. */
    public static FocalDiceConfig defaults() {
        return new FocalDiceConfig(FocalConfig.defaults(), DiceConfig.defaults().loss(), 1, 1);
    }

    static FocalDiceConfig read(Section in) {
        return new FocalDiceConfig(
                FocalConfig.read(in),
                DiceConfig.read(in).loss(),
                in.number("focalWeight", defaults().focalWeight, Range.POSITIVE),
                in.number("diceWeight", defaults().diceWeight, Range.POSITIVE));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> settings() {
        return focal.write(new Settings(KIND))
                .with("denominator", dice.denominator())
                .with("focalWeight", focalWeight)
                .with("diceWeight", diceWeight)
                .all();
    }

    @Override
    public HeadLoss loss(int classes) {
        return new HeadLoss.Both(focal.focal(classes), focalWeight, dice, diceWeight);
    }

    @Override
    public void validate(String where, int classes) {
        focal.validate(where, classes);
    }
}
