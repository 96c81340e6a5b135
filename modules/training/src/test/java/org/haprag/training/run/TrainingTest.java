package org.haprag.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.haprag.io.RunRecorder;
import org.haprag.io.hpanel.PanelFileWriter;
import org.haprag.model.ModelFile;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static final String CONFIG = """
            model: {width: 8, layers: 1, window: 16, neighbours: 6, fusionHeads: 2, fusionWidth: 6, headWidth: 8}
            retrieval: {neighbours: 6}
            training: {targetsPerStep: 4, rowsPerTarget: 12, targetsPerEpisode: 4, windowsPerEpisode: 12,
              validationShare: 0.2, validateEvery: 2}
            """;

    @TempDir
    static Path folder;

    private static TrainingOutcome outcome;

    @BeforeAll
    static void train() throws Exception {
        outcome = train("m.safetensors");
    }

    private static TrainingOutcome train(String out) throws Exception {
        Path panel = folder.resolve("p.hpanel");
        PanelFileWriter.write(TinyPanels.mosaicPanel(60, 400, 8, 0.1, 21), panel);
        Path config = Files.writeString(folder.resolve("c.yaml"), CONFIG);
        return Training.run(
                new TrainRequest(
                        new TrainingPanels(List.of(panel), List.of(), Optional.empty(), Optional.empty()),
                        StartingPoint.RANDOM,
                        Optional.of(config),
                        OptionalInt.of(3),
                        "cpu",
                        1,
                        5,
                        false,
                        new TrainRequest.Output(folder.resolve(out), "train", "test")),
                RunRecorder.SILENT);
    }

    @Test
    void aModelIsWrittenWithItsHistoryAndJudgedOnPeopleItDidNotLearnFrom() throws Exception {
        assertThat(outcome.scores()).containsOnlyKeys("copying", "bundled", "adapted", "AF prior");
        assertThat(outcome.advice()).startsWith("Use ").contains("95 % interval");
        assertThat(outcome.caption()).startsWith("6 samples that were not trained on, 3 of them unphased, ");
        assertThat(outcome.validation().loss()).isFinite();
        assertThat(folder.resolve("m.safetensors.checkpoint")).doesNotExist();
        assertThat(Files.readAllLines(folder.resolve("m.safetensors.history.tsv")))
                .last()
                .asString()
                .startsWith("3\t");
        assertThat(folder.resolve("m.safetensors.metrics.json")).isNotEmptyFile();
        assertThat(ModelFile.read(folder.resolve("m.safetensors")).manifest().provenance())
                .containsEntry("command", "train")
                .containsEntry("haprag", "test")
                .containsEntry("seed", "5")
                .containsEntry("init", "random");
    }

    @Test
    void theSameRequestMakesTheSameModel() throws Exception {
        train("again.safetensors");
        assertThat(folder.resolve("again.safetensors")).hasSameBinaryContentAs(folder.resolve("m.safetensors"));
    }
}
