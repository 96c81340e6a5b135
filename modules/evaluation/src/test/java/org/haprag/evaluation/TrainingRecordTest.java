package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRecordTest {
    @TempDir
    Path folder;

    private Path history() throws Exception {
        return Files.writeString(
                folder.resolve("m.history.tsv"),
                "step\ttrain_loss\tvalidation_loss\teffective_data_use\n0\t\t2\t0.5\n10\t1\t1.5\t0.25\n");
    }

    @Test
    void aHistoryAloneGivesTheCurvesItHas() throws Exception {
        TrainingStory story = TrainingRecord.read(history());
        assertThat(story.curves())
                .containsExactly(
                        new TrainingPoint("train loss", 10, 1),
                        new TrainingPoint("validation loss", 0, 2),
                        new TrainingPoint("validation loss", 10, 1.5),
                        new TrainingPoint("effective data use", 0, .5),
                        new TrainingPoint("effective data use", 10, .25));
        assertThat(story.shares()).isEmpty();
    }

    @Test
    void metricsBesideItGiveSharesAndSignsOfTheLastValidation() throws Exception {
        Path history = history();
        Files.writeString(
                folder.resolve("m.metrics.json"),
                "{\"validations\": [{}, {"
                        + "\"byMaf\": [{\"group\": \"0.1-0.2\", \"siteShare\": 1, \"lossShare\": null, \"gradientShare\": 0.5}],"
                        + "\"byDifficulty\": [{\"group\": \"0-0.1\", \"siteShare\": 1, \"lossShare\": 1, \"gradientShare\": 1}],"
                        + "\"signs\": [{\"level\": \"WARNING\", \"sentence\": \"fix it\"},"
                        + " {\"level\": \"HEALTHY\", \"sentence\": \"well\"}]}]}");
        TrainingStory story = TrainingRecord.read(history);
        assertThat(story.shares())
                .containsExactly(
                        new TrainingStory.Share("MAF", "0.1-0.2", 1, Double.NaN, .5),
                        new TrainingStory.Share("p(true)", "0-0.1", 1, 1, 1));
        assertThat(story.warnings()).containsExactly("fix it");
        assertThat(story.healthy()).containsExactly("well");
    }

    @Test
    void aFileBesideItThatHoldsNoMetricsIsRefused() throws Exception {
        Path history = history();
        for (String text : new String[] {"{", "{}"}) {
            Files.writeString(folder.resolve("m.metrics.json"), text);
            assertThatThrownBy(() -> TrainingRecord.read(history))
                    .isInstanceOf(InputException.class)
                    .hasMessageContainingAll("m.metrics.json", "not the metrics of a training run");
        }
    }
}
