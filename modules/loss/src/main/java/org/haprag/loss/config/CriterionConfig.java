package org.haprag.loss.config;

import java.util.Set;
import org.haprag.loss.criterion.HeadLoss;

/** What a classification head is trained with. */
public sealed interface CriterionConfig extends KindConfig
        permits CrossEntropyConfig,
                FocalConfig,
                Flsd53Config,
                AsymmetricConfig,
                LabelSmoothingConfig,
                DiceConfig,
                FocalDiceConfig,
                MmceConfig {
    /** The kinds' names in YAML. */
    static Set<String> kinds() {
        return Kinds.CRITERION.names();
    }

    /**
     * The loss, new: it may count the classes that it sees.
     *
     * @param classes K, of the head
     */
    HeadLoss loss(int classes);

    /** Whether the loss has a value at each site that a MAF weight can multiply. */
    default boolean hasSiteLoss() {
        return true;
    }

    /**
     * Refuses what does not fit a head.
     *
     * @param where the section's path in YAML
     * @param classes K, of the head
     * @throws org.haprag.genotype.InputException naming the setting
     */
    default void validate(String where, int classes) {}
}
