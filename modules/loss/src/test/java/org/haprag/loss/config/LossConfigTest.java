package org.haprag.loss.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.haprag.genotype.InputException;
import org.haprag.loss.LossBatch;
import org.haprag.loss.LossParts;
import org.haprag.loss.TrainingLoss;
import org.haprag.loss.criterion.Distillation;
import org.haprag.loss.weighting.GradientWeighting;
import org.haprag.loss.weighting.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration: YAML and back, schema, refusals, and that nothing in it is idle. */
class LossConfigTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path SCHEMA = Path.of("../../data-schemas/loss.schema.json");

    private static LossConfig read(String yaml) throws IOException {
        return YAML.readValue(yaml, LossConfig.class);
    }

    private static final JsonSchema PARSED = schema();

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(SCHEMA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every kind of every section in YAML. */
    static Stream<String> everyKind() {
        List<String> all = new ArrayList<>(List.of("{}", "scenario: auto", "reduction: sum"));
        for (String k : CriterionConfig.kinds()) {
            all.add("hap: {kind: " + k + "}");
            if (!k.equals("asymmetric")) all.add("gt: {kind: " + k + "}");
            all.add("auxiliary: {kind: head, criterion: {kind: " + k + "}}");
        }
        for (String k : MafWeightConfig.kinds()) all.add("mafWeight: {kind: " + k + "}");
        for (String k : TasksConfig.kinds()) all.add("tasks: {kind: " + k + "}");
        for (String k : WeightingConfig.kinds()) all.add("weighting: {kind: " + k + "}");
        all.add("hap: {kind: focal, gamma: 5, gammaTo: 2, gammaEpochs: 10, alpha: [.75, .25]}");
        all.add("hap: {kind: focal-dice, adaptiveAlpha: true, denominator: squared}");
        all.add("tasks: {recon1: .1, recon2: .1, target: truth, infoNce: .1, temperature: .2}");
        all.add("auxiliary: {kind: head, distillWeight: .1, consistencyWeight: .1, bidirectional: true}");
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindIsValidFitsTheSchemaAndSurvivesTheRoundTripThroughYaml(String yaml) throws IOException {
        LossConfig config = read(yaml).validate();
        assertThat(PARSED.validate(YAML.readTree(yaml))).isEmpty();
        assertThat(read(YAML.writeValueAsString(config)).validate()).isEqualTo(config);
    }

    @Test
    void anEmptyMappingIsTheDefaults() throws IOException {
        assertThat(read("{}")).isEqualTo(LossConfig.defaults());
        assertThat(LossConfig.defaults().taskWeights()).isEqualTo(Map.of(Task.HAP1, 1., Task.HAP2, 1., Task.GT, .25));
    }

    @Test
    void schemaAndKindsAllowTheSameParameters() throws IOException {
        JsonNode defs = YAML.readTree(Files.readString(SCHEMA)).get("$defs");
        Map<String, Kinds<?>> sections = Map.of(
                "criterion", Kinds.CRITERION,
                "mafWeight", Kinds.MAF_WEIGHT,
                "weighting", Kinds.WEIGHTING,
                "auxiliary", Kinds.AUXILIARY,
                "tasks", Kinds.TASKS);
        sections.forEach((section, kinds) -> {
            for (String kind : kinds.names()) {
                Set<String> known = parameters(kinds, kind);
                Set<String> inSchema = allowed(defs.get(section), kind);
                // These depend on the weights of tasks, not on the kind alone.
                for (Set<String> names : List.of(known, inSchema))
                    if (section.equals("tasks")) names.removeAll(Set.of("target", "temperature"));
                assertThat(inSchema).as(section + " " + kind).isEqualTo(known);
            }
        });
    }

    private static Set<String> parameters(Kinds<?> kinds, String kind) {
        Section in = section(kind);
        assertThat(kinds.read(in).kind()).isEqualTo(kind);
        return in.known();
    }

    private static Section section(String kind) {
        return new Section("loss.section", JsonNodeFactory.instance.objectNode().put("kind", kind));
    }

    private static Set<String> allowed(JsonNode section, String kind) {
        for (JsonNode rule : section.get("allOf")) {
            if (!rule.at("/if/properties/kind/const").asText().equals(kind)) continue;
            Set<String> names = new TreeSet<>();
            rule.at("/then/propertyNames/enum").forEach(n -> names.add(n.asText()));
            names.remove("kind");
            return names;
        }
        throw new AssertionError("the schema does not know kind " + kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hap: {gamma: 2} | loss.hap.gamma | kind cross-entropy has no such parameter",
                "hap: {kind: focal, gamma: -1} | loss.hap.gamma | out of range",
                "hap: {kind: focal, gammaTo: 2} | loss.hap | both its end and its length",
                "hap: {kind: focal, alpha: [.25]} | loss.hap.alpha | one weight per class",
                "hap: {kind: focal, alpha: [.5, 0]} | loss.hap.alpha | out of range",
                "hap: {kind: focal, alpha: [.5, .5], adaptiveAlpha: true} | loss.hap | exclude each other",
                "hap: {kind: asymmetric, gammaNegative: .5} | loss.hap.gammaNegative | out of range",
                "gt: {kind: asymmetric} | loss.gt.kind | sigmoid of two classes and this head has 4",
                "hap: {kind: dice}\\nmafWeight: {kind: step} | loss.mafWeight.kind | no site to weigh",
                "tasks: {kind: reconstruction-b, hap1: 1} | loss.tasks.hap1 | fixed values",
                "tasks: {hap1: 0} | loss.tasks | both must be trained",
                "tasks: {temperature: .1} | loss.tasks.temperature | while the weight of infoNce is 0",
                "tasks: {target: truth} | loss.tasks.target | while the weight of recon1 or recon2 is 0",
                "tasks: {threshold: .1} | loss.tasks.threshold | no such parameter",
                "tasks: {gt: 0}\\ngt: {kind: focal} | loss.gt.kind | change nothing",
                "tasks: {kind: reconstruction-a}\\nweighting: {kind: pcgrad} | loss.weighting.kind | switches the weights",
                "tasks: {gt: 0}\\nweighting: {kind: gradient-cosine} | loss.weighting.kind | there is none",
                "weighting: {beta: .1} | loss.weighting.beta | no such parameter",
                "auxiliary: {weight: .1} | loss.auxiliary.weight | no such parameter",
                "auxiliary: {kind: head, emaDecay: .9} | loss.auxiliary.emaDecay | while distillWeight is 0",
                "auxiliary: {kind: head, confidence: .9} | loss.auxiliary.confidence | consistencyWeight is 0",
                "hap: {kind: fokal} | loss.hap.kind | there is no such choice",
                "hap: {kind: focal, gama: 1} | loss.hap.gama | no such parameter",
                "hap: {kind: focal, gamma: much} | loss.hap.gamma | out of range",
                "hap: {kind: focal, gamma: 1.0e+999} | loss.hap.gamma | out of range",
                "hap: {kind: focal, gammaTo: 1, gammaEpochs: 1.5} | loss.hap.gammaEpochs | out of range",
                "hap: {kind: focal, adaptiveAlpha: 1} | loss.hap.adaptiveAlpha | wrong type",
                "hap: {kind: dice, denominator: cubed} | loss.hap.denominator | no such choice",
                "hap: focal | loss.hap | wrong type",
                "auxiliary: {kind: head, criterion: {gamma: 1}} | loss.auxiliary.criterion.gamma | no such parameter",
                "tasks: {kind: reconstruction-d, target: before} | loss.tasks.target | fixed values",
                "tasks: {kind: contrastive, target: before} | loss.tasks.target | recon1 or recon2 is 0",
                "mafweight: {kind: step} | loss.mafweight | no such setting",
                "scenario: auto\\nreduction: sum | loss.scenario | auto chooses everything"
            })
    void impossibleCombinationsAreRefusedWithThePlaceAndTheReason(String yaml, String where, String reason) {
        assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")).validate())
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(where + ":")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hap: {gamma: 2}",
                "hap: {kind: focal, gamma: -1}",
                "hap: {kind: focal, gammaTo: 2}",
                "hap: {kind: focal, alpha: [.5, .5], adaptiveAlpha: true}",
                "hap: {kind: asymmetric, gammaNegative: .5}",
                "gt: {kind: asymmetric}",
                "hap: {kind: fokal}",
                "weighting: {beta: .1}",
                "mafweight: {kind: step}"
            })
    void theSchemaRefusesWhatItCanSee(String yaml) throws IOException {
        assertThat(PARSED.validate(YAML.readTree(yaml))).isNotEmpty();
    }

    @Test
    void aRefusedParameterIsToldWithThoseThatItsKindHas() {
        assertThatThrownBy(() -> read("weighting: {kind: grad-norm, floor: .5}"))
                .hasMessage(
                        "loss.weighting.floor: kind grad-norm has no such parameter, it would change nothing; found 0.5,"
                                + " expected one of asymmetry, learningRate. Fix: remove floor or choose another kind");
        assertThatThrownBy(() -> read("hap: {gamma: 2}"))
                .hasMessage(
                        "loss.hap.gamma: kind cross-entropy has no such parameter, it would change nothing; found 2.0,"
                                + " expected no parameter. Fix: remove gamma or choose another kind");
        assertThatThrownBy(() -> read("hap: {kind: label-smoothing, smoothing: 1}"))
                .hasMessage("loss.hap.smoothing: out of range; found 1.0, expected a number from 0.0 (excluded) to 1.0"
                        + " (excluded). Fix: change it");
    }

    /** The text decides fingerprints, so names, order and number formats must stay. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hap: {kind: focal, gamma: 5} | hap | {kind:focal,gamma:5.0,adaptiveAlpha:false}",
                "hap: {kind: focal, alpha: [1, 2]} | hap | {kind:focal,gamma:2.0,alpha:[1.0,2.0],adaptiveAlpha:false}",
                "gt: {kind: focal-dice, gammaEpochs: 4, gammaTo: 0} | gt | {kind:focal-dice,gamma:2.0,gammaTo:0.0,"
                        + "gammaEpochs:4,adaptiveAlpha:false,denominator:plain,focalWeight:1.0,diceWeight:1.0}",
                "gt: {kind: mmce} | gt | {kind:mmce,calibrationWeight:1.0,kernelWidth:0.4,maxSites:1024}",
                "{} | tasks | {kind:weights,hap1:1.0,hap2:1.0,gt:0.25,recon1:0.0,recon2:0.0,infoNce:0.0}",
                "tasks: {kind: reconstruction-a} | tasks | {kind:reconstruction-a,hap1:0.2,hap2:0.2,gt:0.3,recon1:0.15,"
                        + "recon2:0.15,infoNce:0.0,threshold:0.01,target:before}",
                "tasks: {kind: fixed-5b} | tasks | {kind:fixed-5b,hap1:0.3,hap2:0.3,gt:0.4,recon1:0.0,recon2:0.0,"
                        + "infoNce:0.0}",
                "weighting: {kind: soft-adapt} | weighting | {kind:soft-adapt,variant:original,beta:0.1,interval:50}",
                "auxiliary: {kind: head, distillWeight: 1} | auxiliary | {kind:head,criterion:{kind:cross-entropy},"
                        + "weight:0.3,distillWeight:1.0,temperature:2.0,emaDecay:0.999,consistencyWeight:0.0}"
            })
    void everySettingInForceIsWrittenInItsOrder(String yaml, String section, String expected) throws IOException {
        JsonNode written = new ObjectMapper().valueToTree(read(yaml));
        assertThat(written.get(section).toString().replace("\"", "")).isEqualTo(expected);
        assertThat(written.fieldNames())
                .toIterable()
                .containsExactly("scenario", "hap", "gt", "mafWeight", "reduction", "tasks", "weighting", "auxiliary");
    }

    /** A base configuration and one changed component each; steps matter for what works over time. */
    static Stream<Arguments> changes() {
        String head = "auxiliary: {kind: head, distillWeight: .5, consistencyWeight: .5, confidence: .7";
        String focal = "hap: {kind: focal";
        String adapt = "weighting: {kind: soft-adapt, interval: 1";
        return Stream.of(
                Arguments.of("{}", "hap: {kind: focal}"),
                Arguments.of("{}", "gt: {kind: focal}"),
                Arguments.of("{}", "mafWeight: {kind: step}"),
                Arguments.of("{}", "reduction: sum"),
                Arguments.of("{}", "tasks: {gt: .5}"),
                Arguments.of("{}", "tasks: {hap1: .5}"),
                Arguments.of("{}", "tasks: {hap2: .5}"),
                Arguments.of("{}", "tasks: {recon1: .5}"),
                Arguments.of("{}", "tasks: {recon2: .5}"),
                Arguments.of("{}", "tasks: {infoNce: .5}"),
                Arguments.of("{}", "weighting: {kind: uncertainty}"),
                Arguments.of("{}", "auxiliary: {kind: head}"),
                Arguments.of(focal + "}", focal + ", gamma: 3}"),
                Arguments.of(focal + "}", focal + ", gammaTo: 3, gammaEpochs: 2}"),
                Arguments.of(focal + ", gammaTo: 3, gammaEpochs: 2}", focal + ", gammaTo: 3, gammaEpochs: 20}"),
                Arguments.of(focal + "}", focal + ", alpha: [.75, .25]}"),
                Arguments.of(focal + "}", focal + ", adaptiveAlpha: true}"),
                Arguments.of("hap: {kind: asymmetric}", "hap: {kind: asymmetric, gammaPositive: 0}"),
                Arguments.of("hap: {kind: asymmetric}", "hap: {kind: asymmetric, gammaNegative: 2}"),
                Arguments.of("hap: {kind: asymmetric}", "hap: {kind: asymmetric, margin: .2}"),
                Arguments.of("hap: {kind: label-smoothing}", "hap: {kind: label-smoothing, smoothing: .2}"),
                Arguments.of("hap: {kind: dice}", "hap: {kind: dice, denominator: squared}"),
                Arguments.of("hap: {kind: focal-dice}", "hap: {kind: focal-dice, focalWeight: 2}"),
                Arguments.of("hap: {kind: focal-dice}", "hap: {kind: focal-dice, diceWeight: 2}"),
                Arguments.of("hap: {kind: mmce}", "hap: {kind: mmce, calibrationWeight: 2}"),
                Arguments.of("hap: {kind: mmce}", "hap: {kind: mmce, kernelWidth: .1}"),
                Arguments.of("hap: {kind: mmce}", "hap: {kind: mmce, maxSites: 2}"),
                Arguments.of("mafWeight: {kind: inverse}", "mafWeight: {kind: inverse, offset: .1}"),
                Arguments.of("mafWeight: {kind: clamped-inverse}", "mafWeight: {kind: clamped-inverse, max: 50}"),
                Arguments.of("mafWeight: {kind: log1p}", "mafWeight: {kind: log1p, max: 2}"),
                Arguments.of("tasks: {kind: reconstruction-a}", "tasks: {kind: reconstruction-a, threshold: 1000}"),
                Arguments.of("tasks: {recon1: .5}", "tasks: {recon1: .5, target: truth}"),
                Arguments.of("tasks: {infoNce: .5}", "tasks: {infoNce: .5, temperature: 1}"),
                Arguments.of(adapt + "}", adapt + ", beta: 2}"),
                Arguments.of(adapt + "}", adapt + ", variant: loss-weighted}"),
                Arguments.of(adapt + "}", "weighting: {kind: soft-adapt, interval: 3}"),
                Arguments.of("weighting: {kind: uncertainty}", "weighting: {kind: uncertainty, learningRate: .2}"),
                Arguments.of("weighting: {kind: grad-norm}", "weighting: {kind: grad-norm, learningRate: .2}"),
                Arguments.of("weighting: {kind: grad-norm}", "weighting: {kind: grad-norm, asymmetry: 0}"),
                Arguments.of("weighting: {kind: seed-cosine}", "weighting: {kind: seed-cosine, floor: .9}"),
                Arguments.of(head + "}", head + ", weight: .7}"),
                Arguments.of(head + "}", head + ", criterion: {kind: focal}}"),
                Arguments.of(head + "}", head.replace("distillWeight: .5", "distillWeight: .6") + "}"),
                Arguments.of(head + "}", head + ", temperature: 5}"),
                Arguments.of(head + "}", head.replace("consistencyWeight: .5", "consistencyWeight: .6") + "}"),
                Arguments.of(head + "}", head.replace("confidence: .7", "confidence: .9") + "}"),
                Arguments.of(head + "}", head + ", bidirectional: true}"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyComponentChangesTheLoss(String base, String changed) throws IOException {
        assertThat(trace(read(changed))).isNotEqualTo(trace(read(base)));
    }

    @Test
    void theTeachersDecayReachesTheTeacherAndAutoReachesThePresets() throws IOException {
        String head = "auxiliary: {kind: head, distillWeight: .5, emaDecay: .995}";
        assertThat(read(head).auxiliary().head().orElseThrow().teacher())
                .isEqualTo(Optional.of(new AuxiliaryConfig.Teacher(.5, new Distillation(2), .995)));
        assertThat(LossConfig.defaults().auxiliary().head()).isEmpty();
        LossConfig auto = read("scenario: auto").validate();
        assertThat(auto.resolve(new double[] {.001, .002})).isEqualTo(LossPresets.load("rare"));
        assertThat(LossConfig.defaults().resolve(new double[] {.001})).isEqualTo(LossConfig.defaults());
    }

    @Test
    void everyParameterOfEveryKindIsInTheListOfChanges() {
        Set<String> tried = new HashSet<>();
        changes()
                .forEach(a -> tried.addAll(
                        Arrays.asList((a.get()[0] + " " + a.get()[1] + " emaDecay").split("[^A-Za-z0-9]+"))));
        Set<String> known = new TreeSet<>();
        List<Kinds<?>> sections =
                List.of(Kinds.CRITERION, Kinds.MAF_WEIGHT, Kinds.TASKS, Kinds.WEIGHTING, Kinds.AUXILIARY);
        for (Kinds<?> kinds : sections) for (String kind : kinds.names()) known.addAll(parameters(kinds, kind));
        assertThat(tried).containsAll(known);
    }

    /** Totals of a few steps (schemes need more: SoftAdapt has five points); gradient schemes are fed made-up gradients. */
    private static List<Double> trace(LossConfig config) {
        List<Double> totals = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            TrainingLoss loss = new TrainingLoss(config, 1);
            int steps = config.weighting() instanceof FixedWeightsConfig ? 2 : 7;
            for (int step = 0; step < steps; step++) {
                LossParts parts = loss.compute(manager, LossBatch.of(manager, 50L * step), step);
                totals.add(weighted(loss, parts));
            }
        }
        return totals;
    }

    private static double weighted(TrainingLoss loss, LossParts parts) {
        if (!(loss.weighting() instanceof GradientWeighting byGradient)) return parts.totalValue();
        float[][] gradients = {{1, 0, 0}, {1, 1, 0}, {.5f, 2, 1}};
        NDArray total = parts.totalWith(byGradient.weights(parts.baseWeighted(), gradients));
        return total.getFloat();
    }
}
