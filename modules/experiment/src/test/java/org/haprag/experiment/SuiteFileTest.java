package org.haprag.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.haprag.genotype.InputException;
import org.haprag.loss.config.DiceConfig;
import org.haprag.loss.config.FocalConfig;
import org.haprag.training.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SuiteFileTest {
    private static final String HEAD = """
            question: which?
            reference: one
            init: random
            seeds: [1, 2, 3]
            leftOutSamples: 4
            typedSpacingBp: 3500
            base: {training: {steps: 7}}
            configurations:
            """;

    private static final String ONE = "  - {name: one, about: plain}\n";
    private static final String TWO = "  - {name: two, loss: {hap: {kind: focal}}}\n";

    @TempDir
    Path folder;

    private Suite read(String text) throws IOException {
        return SuiteFile.read(Files.writeString(folder.resolve("tiny.yaml"), text));
    }

    @Test
    void whatASuiteLeavesOutIsTheBasesAndThenTheDefault() throws IOException {
        Suite suite = read(HEAD + ONE + TWO);
        assertThat(suite.name()).isEqualTo("tiny");
        assertThat(suite.entries()).extracting(Suite.Entry::name).containsExactly("one", "two");
        RunConfig one = suite.referenceEntry().config();
        RunConfig two = suite.entries().get(1).config();
        assertThat(one.training().steps()).isEqualTo(7);
        assertThat(one.loss()).isEqualTo(RunConfig.defaults().loss());
        assertThat(two.loss().hap()).isInstanceOf(FocalConfig.class);
        assertThat(two.training()).isEqualTo(one.training());
        assertThat(suite.entries().get(1).note(one)).isEmpty();
        assertThat(suite.unphased()).isFalse();
    }

    @Test
    void samplesWithoutPhaseNeedARetrievalThatDoesWithout() throws IOException {
        String unphased = HEAD.replace("seeds:", "unphased: true\nseeds:");
        assertThat(read(unphased + ONE + TWO).unphased()).isTrue();
        String nearest = "  - {name: two, retrieval: {kind: nearest-window}}\n";
        assertThat(read(HEAD + ONE + nearest).unphased()).isFalse();
        assertThatThrownBy(() -> read(unphased + ONE + nearest))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("without phase", "nearest-window of two", "unphased: false");
    }

    @Test
    void aConfigurationMayBeAFileBesideTheSuiteWithSettingsOverIt() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), "{model: {layers: 3}, loss: {hap: {kind: dice}}}");
        Suite suite = read(HEAD + ONE + "  - {name: two, config: other.yaml, training: {steps: 9}}\n");
        RunConfig two = suite.entries().get(1).config();
        assertThat(two.loss().hap()).isInstanceOf(DiceConfig.class);
        assertThat(two.training().steps()).isEqualTo(9);
        assertThat(suite.entries().get(1).note(suite.referenceEntry().config())).contains("another network");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seeds: [1, 2, 3]     | seeds: [1, 2]         | seeds
            reference: one       | reference: three      | none of the configurations
            init: random         | init: luck            | init
            {training: {steps: 7}} | {training: {stepps: 7}} | stepps
            question: which?     | answer: this          | answer
            """)
    void aSuiteThatCannotBeRunIsRefused(String was, String becomes, String named) {
        assertThatThrownBy(() -> read(HEAD.replace(was, becomes) + ONE + TWO))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("tiny.yaml", named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: one, loss: {hap: {kind: dice}}}        | two configurations have one name
            {name: twin}                                  | two configurations are the same
            {name: two, training: {validationShare: 0.3}} | learn from different people
            {name: two, model: {neighbours: 40}}          | model and retrieval do not fit
            {name: two, loss: {hap: {kind: focl}}}        | loss.hap.kind
            """)
    void configurationsThatCannotBeComparedAreRefused(String second, String named) {
        assertThatThrownBy(() -> read(HEAD + ONE + "  - " + second + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("tiny.yaml", named);
    }

    @Test
    void theBundledWeightsFitNoOtherNetwork() {
        String bundled = HEAD.replace("init: random", "init: bundled");
        assertThatThrownBy(() -> read(bundled + ONE + "  - {name: two, model: {layers: 3}}\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("configuration two", "bundled weights", "init: random");
    }

    @Test
    void textThatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> read("configurations: ["))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no YAML");
    }

    static List<Path> suites() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../configs/suites"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteThatShipsCanBeRun(Path file) throws IOException {
        Suite suite = SuiteFile.read(file);
        assertThat(suite.seeds()).hasSizeGreaterThanOrEqualTo(SuiteFile.LEAST_SEEDS);
        assertThat(suite.entries())
                .allSatisfy(e -> assertThat(e.config().training().patience())
                        .as("no run stops early")
                        .isGreaterThan(e.config().training().steps()
                                / e.config().training().validateEvery()));
    }
}
