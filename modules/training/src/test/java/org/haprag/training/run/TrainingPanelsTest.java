package org.haprag.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.io.RunRecorder;
import org.haprag.io.hpanel.PanelFileWriter;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPanelsTest {
    @TempDir
    Path folder;

    private static TrainingPanels panels(List<Path> vcfs, List<Path> maps) {
        return new TrainingPanels(vcfs, maps, Optional.empty(), Optional.empty());
    }

    private Path map(String name, double cmPerMb) throws Exception {
        return Files.writeString(folder.resolve(name), "20 . 0 1\n20 . " + cmPerMb + " 1000001\n");
    }

    @Test
    void thereIsNoMapOrOneOrOneForEachPanel() throws Exception {
        List<Path> three = List.of(Path.of("a"), Path.of("b"), Path.of("c"));
        assertThatThrownBy(() -> panels(three, List.of(Path.of("m"), Path.of("n"))))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("--map", "2 maps for 3 panels");
        Path slow = map("slow.map", 1);
        Path fast = map("fast.map", 3);
        List<Path> two = three.subList(0, 2);
        assertThat(panels(two, List.of()).map(1, "20").cm(500_001))
                .isCloseTo(.5, org.assertj.core.api.Assertions.within(1e-5));
        assertThat(panels(two, List.of(fast)).map(1, "20").cm(500_001)).isEqualTo(1.5);
        assertThat(panels(two, List.of(slow, fast)).map(0, "20").cm(500_001)).isEqualTo(.5);
        assertThat(panels(two, List.of(slow, fast)).map(1, "20").cm(500_001)).isEqualTo(1.5);
    }

    @Test
    void theExcludedAreTakenOutOfEveryPanel() throws Exception {
        HaplotypePanel panel = TinyPanels.random(8, 20, 1);
        Path file = folder.resolve("p.hpanel");
        PanelFileWriter.write(panel, file);
        List<String> names = panel.samples().names();
        Path list = Files.writeString(folder.resolve("list.txt"), "# kin\n" + names.get(1) + "\n\n");
        TrainingPanels panels = new TrainingPanels(List.of(file), List.of(), Optional.of(list), Optional.empty());
        HaplotypePanel left = panels.excluded(RunRecorder.SILENT).removeFrom(panels.read(0, RunRecorder.SILENT));
        assertThat(left.samples().names()).containsExactly(names.get(0), names.get(2), names.get(3));
        assertThat(panels(List.of(file), List.of()).excluded(RunRecorder.SILENT).removeFrom(panel))
                .isSameAs(panel);
    }
}
