package org.haprag.loss.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.haprag.genotype.InputException;

/**
 * The kinds that a section can be of, by their names in YAML.
 *
 * @param <T> what the section is read as
 */
final class Kinds<T extends KindConfig> {
    static final Kinds<CriterionConfig> CRITERION = new Kinds<CriterionConfig>(CrossEntropyConfig.KIND)
            .with(CrossEntropyConfig.KIND, in -> new CrossEntropyConfig())
            .with(FocalConfig.KIND, FocalConfig::read)
            .with(Flsd53Config.KIND, in -> new Flsd53Config())
            .with(AsymmetricConfig.KIND, AsymmetricConfig::read)
            .with(LabelSmoothingConfig.KIND, LabelSmoothingConfig::read)
            .with(DiceConfig.KIND, DiceConfig::read)
            .with(FocalDiceConfig.KIND, FocalDiceConfig::read)
            .with(MmceConfig.KIND, MmceConfig::read);

    static final Kinds<MafWeightConfig> MAF_WEIGHT = new Kinds<MafWeightConfig>(MafWeightConfig.None.KIND)
            .with(MafWeightConfig.None.KIND, in -> new MafWeightConfig.None())
            .with(MafWeightConfig.Step.KIND, in -> new MafWeightConfig.Step())
            .with(MafWeightConfig.Inverse.KIND, MafWeightConfig.Inverse::read)
            .with(MafWeightConfig.ClampedInverse.KIND, MafWeightConfig.ClampedInverse::read)
            .with(MafWeightConfig.Log1p.KIND, MafWeightConfig.Log1p::read);

    static final Kinds<TasksConfig> TASKS = new Kinds<TasksConfig>(FreeTasks.KIND)
            .with(FreeTasks.KIND, FreeTasks::read)
            .with(SwitchedTasks.KIND, SwitchedTasks::read)
            .withEach(NamedTasks.names(), NamedTasks::read);

    static final Kinds<WeightingConfig> WEIGHTING = new Kinds<WeightingConfig>(FixedWeightsConfig.KIND)
            .with(FixedWeightsConfig.KIND, in -> new FixedWeightsConfig())
            .with(SoftAdaptConfig.KIND, SoftAdaptConfig::read)
            .with(UncertaintyConfig.KIND, UncertaintyConfig::read)
            .with(GradNormConfig.KIND, GradNormConfig::read)
            .with(GradientCosineConfig.KIND, in -> new GradientCosineConfig())
            .with(InverseCosineConfig.KIND, InverseCosineConfig::read)
            .with(PcGradConfig.KIND, in -> new PcGradConfig());

    static final Kinds<AuxiliaryConfig> AUXILIARY = new Kinds<AuxiliaryConfig>(AuxiliaryConfig.None.KIND)
            .with(AuxiliaryConfig.None.KIND, in -> new AuxiliaryConfig.None())
            .with(AuxiliaryConfig.Head.KIND, AuxiliaryConfig.Head::read);

    private final String first;
    private final Map<String, Function<Section, T>> readers = new LinkedHashMap<>();

    /** @param first the kind of a section that names none */
    private Kinds(String first) {
        this.first = first;
    }

    private Kinds<T> with(String name, Function<Section, T> reader) {
        readers.put(name, reader);
        return this;
    }

    private Kinds<T> withEach(Set<String> names, BiFunction<String, Section, T> reader) {
        for (String name : names) with(name, in -> reader.apply(name, in));
        return this;
    }

    Set<String> names() {
        return Collections.unmodifiableSet(readers.keySet());
    }

    /** @throws InputException if the section is of no such kind, or says what its kind does not know */
    T read(Section in) {
        String kind = in.kind(first);
        Function<Section, T> reader = readers.get(kind);
        if (reader == null)
            throw new InputException(
                    in.path() + ".kind",
                    "there is no such choice",
                    kind,
                    "one of " + String.join(", ", readers.keySet()),
                    "choose one of them");
        T config = reader.apply(in);
        in.refuseRest(kind);
        return config;
    }
}
