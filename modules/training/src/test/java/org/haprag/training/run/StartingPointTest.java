package org.haprag.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.genotype.InputException;
import org.haprag.io.RunRecorder;
import org.haprag.model.ModelFile;
import org.haprag.model.NetworkDevice;
import org.haprag.training.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingPointTest {
    @TempDir
    Path folder;

    private static StartingPoint load(String name) throws Exception {
        return StartingPoint.load(name, RunRecorder.SILENT);
    }

    private Path config(String yaml) throws Exception {
        return Files.writeString(folder.resolve("c.yaml"), yaml);
    }

    @Test
    void ofRandomWeightsTheDefaultsHoldAndEveryNetworkFits() throws Exception {
        StartingPoint random = load("random");
        assertThat(random.digest()).isEqualTo("random");
        assertThat(random.defaults()).isEqualTo(RunConfig.defaults());
        assertThat(random.config(config("model: {layers: 3}"), RunRecorder.SILENT)
                        .model()
                        .layers())
                .isEqualTo(3);
    }

    @Test
    void ofAModelItsNetworkHoldsAndNoOtherFits() throws Exception {
        StartingPoint bundled = load("bundled");
        assertThat(bundled.digest()).hasSize(64);
        assertThat(bundled.defaults().model())
                .isEqualTo(ModelFile.bundled().manifest().model());
        assertThat(bundled.config(config("training: {steps: 7}"), RunRecorder.SILENT)
                        .training()
                        .steps())
                .isEqualTo(7);
        Path deeper = config("model: {layers: 5}");
        assertThatThrownBy(() -> bundled.config(deeper, RunRecorder.SILENT))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("c.yaml, section model", "--init bundled", "fit no others");
    }

    @Test
    void aNetworkThatDoesNotFitItsRetrievalIsRefusedBeforeTheEngineLoads() throws Exception {
        StartingPoint random = load("random");
        RunConfig config = random.config(config("model: {neighbours: 40}"), RunRecorder.SILENT);
        assertThatThrownBy(() -> random.open(NetworkDevice.find("cpu"), "c.yaml", config, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("c.yaml", "model and retrieval do not fit");
    }
}
