package org.haprag.loss.config;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.loss.criterion.HeadLoss;
import org.haprag.loss.criterion.Reduction;
import org.haprag.loss.weighting.Task;

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
@JsonDeserialize(using = LossConfig.Reader.class)
public record LossConfig(
        Scenario scenario,
        CriterionConfig hap,
        CriterionConfig gt,
        MafWeightConfig mafWeight,
        Reduction reduction,
        TasksConfig tasks,
        WeightingConfig weighting,
        AuxiliaryConfig auxiliary) {

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

    /** Cross-entropy on both haplotypes and, at a quarter of the weight, on the genotype. */
    public static LossConfig defaults() {
        return new LossConfig(
                Scenario.MANUAL,
                new CrossEntropyConfig(),
                new CrossEntropyConfig(),
                new MafWeightConfig.None(),
                Reduction.MEAN,
                FreeTasks.defaults(),
                new FixedWeightsConfig(),
                new AuxiliaryConfig.None());
    }

    /**
     * Reads a section.
     *
     * @param loss a mapping; what it leaves out is that of {@link #defaults()} or of the kinds that it names
     * @throws InputException naming the YAML path of what is unknown, out of range or without effect
     */
    public static LossConfig read(JsonNode loss) {
        Section in = new Section("loss", loss);
        LossConfig d = defaults();
        LossConfig read = new LossConfig(
                in.choice("scenario", d.scenario),
                Kinds.CRITERION.read(in.section("hap")),
                Kinds.CRITERION.read(in.section("gt")),
                Kinds.MAF_WEIGHT.read(in.section("mafWeight")),
                in.choice("reduction", d.reduction),
                Kinds.TASKS.read(in.section("tasks")),
                Kinds.WEIGHTING.read(in.section("weighting")),
                Kinds.AUXILIARY.read(in.section("auxiliary")));
        in.refuseRest();
        return read;
    }

    /** Lets Jackson read a section. */
    static final class Reader extends JsonDeserializer<LossConfig> {
        @Override
        public LossConfig deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return read(in.<JsonNode>readValueAsTree());
        }
    }

    /** All tasks that weigh anything, with their base weights. */
    public Map<Task, Double> taskWeights() {
        Map<Task, Double> weights = new EnumMap<>(Task.class);
        weights.putAll(tasks.weights().positive());
        auxiliary.head().ifPresent(head -> weights.putAll(head.weights()));
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

    /** Whether the embeddings of the true alleles are needed. */
    public boolean needsTrueEmbeddings() {
        return tasks.weights()
                .reconstruction()
                .filter(r -> r.target() == Target.TRUTH)
                .isPresent();
    }

    /**
     * Refuses sections that do not fit each other or their heads, or of which one would change nothing.
     *
     * @return this
     * @throws InputException naming the YAML path, what was found, what was expected, and the reason
     */
    public LossConfig validate() {
        hap.validate("loss.hap", HeadLoss.HAP_CLASSES);
        gt.validate("loss.gt", HeadLoss.GT_CLASSES);
        auxiliary.head().ifPresent(h -> h.criterion().validate("loss.auxiliary.criterion", HeadLoss.HAP_CLASSES));
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
        if (mafWeight instanceof MafWeightConfig.None) return;
        boolean sites = hap.hasSiteLoss()
                && gt.hasSiteLoss()
                && auxiliary.head().map(h -> h.criterion().hasSiteLoss()).orElse(true);
        if (!sites)
            throw new InputException(
                    "loss.mafWeight.kind",
                    "dice is one number for all sites of a target: there is no site to weigh",
                    mafWeight.kind(),
                    "none",
                    "use focal-dice, whose focal part is weighted, or no MAF weight");
    }

    private void validateGt() {
        if (tasks.weights().gt() == 0 && !gt.equals(defaults().gt()))
            throw new InputException(
                    "loss.gt.kind",
                    "it would change nothing while loss.tasks gives gt the weight 0",
                    gt.kind(),
                    defaults().gt().kind(),
                    "remove loss.gt or give gt a weight");
    }

    private void validateWeighting() {
        if (weighting instanceof FixedWeightsConfig) return;
        if (tasks instanceof SwitchedTasks)
            throw new InputException(
                    "loss.weighting.kind",
                    "reconstruction-a switches the weights itself, at its threshold",
                    weighting.kind(),
                    "fixed",
                    "use reconstruction-b, or fixed");
        boolean allMain = taskWeights().keySet().stream().allMatch(Task::isMain);
        if (allMain && weighting.needsOtherTasks())
            throw new InputException(
                    "loss.weighting.kind",
                    "it compares auxiliary tasks with hap1 + hap2, and there is none",
                    weighting.kind(),
                    "a task beside hap1 and hap2",
                    "give gt, reconstruction, infoNce or the auxiliary head a weight");
    }

    private LossConfig withScenario(Scenario other) {
        return new LossConfig(other, hap, gt, mafWeight, reduction, tasks, weighting, auxiliary);
    }
}
