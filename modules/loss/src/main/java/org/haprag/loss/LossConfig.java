package org.haprag.loss;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.haprag.genotype.InputException;

/**
 * What is minimised: the {@code loss:} section of a run configuration (data-schemas/loss.schema.json). A section left out is
 * that of {@link #defaults()}; within a section, a parameter left out is that of its kind.
 *
 * @param scenario auto lets the panel's MAF spectrum choose one of the presets; then nothing else may be set
 * @param hap loss of the two haplotype heads
 * @param gt loss of the genotype head
 * @param mafWeight weights of sites, for hap, gt and the auxiliary head
 * @param reduction mean or sum over hidden sites
 * @param tasks base weights of the tasks
 * @param weighting how they are adapted
 * @param auxiliary second haplotype head
 */
public record LossConfig(
        Scenario scenario,
        CriterionConfig hap,
        CriterionConfig gt,
        MafWeightConfig mafWeight,
        Reduction reduction,
        TasksConfig tasks,
        WeightingConfig weighting,
        AuxiliaryConfig auxiliary) {

    /** REF, ALT. */
    static final int HAP_CLASSES = 2;

    /** 0/0, 0/1, 1/1, 1/2. */
    static final int GT_CLASSES = 4;

    /** Who chooses. */
    public enum Scenario {
        /** The rest of this configuration. */
        MANUAL,
        /** {@link ScenarioChoice}. */
        AUTO;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LossConfig {
        if (scenario == null) scenario = defaults().scenario();
        if (hap == null) hap = defaults().hap();
        if (gt == null) gt = defaults().gt();
        if (mafWeight == null) mafWeight = defaults().mafWeight();
        if (reduction == null) reduction = defaults().reduction();
        if (tasks == null) tasks = defaults().tasks();
        if (weighting == null) weighting = defaults().weighting();
        if (auxiliary == null) auxiliary = defaults().auxiliary();
    }

    /** Cross-entropy on both haplotypes and, at a quarter of the weight, on the genotype. */
    public static LossConfig defaults() {
        return new LossConfig(
                Scenario.MANUAL,
                CriterionConfig.of(CriterionConfig.Kind.CROSS_ENTROPY),
                CriterionConfig.of(CriterionConfig.Kind.CROSS_ENTROPY),
                MafWeightConfig.of(MafWeightConfig.Kind.NONE),
                Reduction.MEAN,
                TasksConfig.of(TasksConfig.Kind.WEIGHTS),
                WeightingConfig.of(WeightingConfig.Kind.FIXED),
                AuxiliaryConfig.none());
    }

    /** All tasks that weigh anything, with their base weights. */
    public Map<Task, Double> taskWeights() {
        Map<Task, Double> weights = new EnumMap<>(Task.class);
        weights.putAll(tasks.weights());
        weights.putAll(auxiliary.weights());
        return weights;
    }

    /**
     * This configuration, or for {@code scenario: auto} the preset that fits a panel.
     *
     * @param maf of the panel's sites
     */
    public LossConfig resolve(double[] maf) {
        return scenario == Scenario.AUTO
                ? LossPresets.load(ScenarioChoice.from(maf).preset())
                : this;
    }

    /**
     * Refuses what cannot work or would change nothing.
     *
     * @return this
     * @throws InputException naming the YAML path, what was found, what was expected, and the reason
     */
    public LossConfig validate() {
        hap.validate("loss.hap", HAP_CLASSES);
        gt.validate("loss.gt", GT_CLASSES);
        mafWeight.validate("loss.mafWeight");
        tasks.validate("loss.tasks");
        weighting.validate("loss.weighting");
        auxiliary.validate("loss.auxiliary", HAP_CLASSES);
        validateAuto();
        validateMafWeight();
        validateGt();
        validateWeighting();
        return this;
    }

    private void validateAuto() {
        if (scenario == Scenario.AUTO && !withScenario(Scenario.MANUAL).equals(defaults()))
            throw new InputException(
                    "loss.scenario",
                    "auto chooses everything else, but something else is set too",
                    "auto with other settings",
                    "auto alone",
                    "remove the other settings, or copy a preset from configs/scenarios/ and change that");
    }

    private void validateMafWeight() {
        if (mafWeight.kind() == MafWeightConfig.Kind.NONE) return;
        boolean auxiliaryDice =
                auxiliary.criterion() != null && !auxiliary.criterion().hasSiteLoss();
        if (!hap.hasSiteLoss() || !gt.hasSiteLoss() || auxiliaryDice)
            throw new InputException(
                    "loss.mafWeight.kind",
                    "dice is one number for all sites of a target: there is no site to weigh",
                    mafWeight.kind().toString(),
                    "none",
                    "use focal-dice, whose focal part is weighted, or no MAF weight");
    }

    private void validateGt() {
        if (tasks.gt() == 0 && !gt.equals(defaults().gt()))
            throw new InputException(
                    "loss.gt.kind",
                    "it would change nothing while loss.tasks gives gt the weight 0",
                    gt.kind().toString(),
                    defaults().gt().kind().toString(),
                    "remove loss.gt or give gt a weight");
    }

    private void validateWeighting() {
        if (weighting.kind() == WeightingConfig.Kind.FIXED) return;
        if (tasks.kind() == TasksConfig.Kind.RECONSTRUCTION_A)
            throw new InputException(
                    "loss.weighting.kind",
                    "reconstruction-a switches the weights itself, at its threshold",
                    weighting.kind().toString(),
                    "fixed",
                    "use reconstruction-b, or fixed");
        boolean allMain = taskWeights().keySet().stream().allMatch(Task::isMain);
        boolean needsAuxiliary = weighting.kind() == WeightingConfig.Kind.GRADIENT_COSINE
                || weighting.kind() == WeightingConfig.Kind.SEED_COSINE;
        if (allMain && needsAuxiliary)
            throw new InputException(
                    "loss.weighting.kind",
                    "it compares auxiliary tasks with hap1 + hap2, and there is none",
                    weighting.kind().toString(),
                    "a task beside hap1 and hap2",
                    "give gt, reconstruction, infoNce or the auxiliary head a weight");
    }

    private LossConfig withScenario(Scenario other) {
        return new LossConfig(other, hap, gt, mafWeight, reduction, tasks, weighting, auxiliary);
    }
}
