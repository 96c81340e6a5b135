package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotLossCommandTest {
    @TempDir
    Path folder;

    @Test
    void eachGammaIsACurveOfTheFigure() throws Exception {
        Path out = folder.resolve("loss.svg");
        assertThat(CommandLineRun.of("plot-loss", "--gammas", "0,0.5,2", "--out", out.toString())
                        .exitCode())
                .isZero();
        String svg = Files.readString(out);
        assertThat(svg).startsWith("<svg").contains("gamma 0, 0.5, 2").doesNotContain("gamma 5");
        assertThat(folder.resolve("loss.svg.run.json")).isRegularFile();
    }

    @Test
    void aNegativeGammaEndsWith2AndLeavesNoFigure() {
        Path out = folder.resolve("loss.svg");
        CommandLineRun run = CommandLineRun.of("plot-loss", "--gammas=-1", "--out", out.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--gammas", "-1");
        assertThat(out).doesNotExist();
    }
}
