package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.evaluation.report.OutputFiles;
import org.haprag.evaluation.report.RunReportFiles;
import org.haprag.metrics.SampleBootstrap;
import org.haprag.metrics.run.RunSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the report in Chromium, where it is installed, and measures its layout. */
class ReportBrowserIT {
    @TempDir
    private Path dir;

    @Test
    void theReportFitsAPhoneAndADesktopAndCutsNoText() throws Exception {
        BrowserProbe browser = new BrowserProbe(dir);
        GeneratedCase made = GeneratedCase.write(dir);
        Evaluation.run(made.request(dir.resolve("out"))
                .bootstrap(new SampleBootstrap(50, 1))
                .groups(groups(), Optional.empty())
                .training(new TrainingStory(
                        List.of(new TrainingPoint("loss", 0, 1), new TrainingPoint("loss", 1, .5)),
                        List.of(new TrainingStory.Share("MAF", "0.01-0.02", .125, .5, Double.NaN)),
                        List.of("it overfits: stop earlier"),
                        List.of("the rest is well")))
                .build());
        assertThat(dir.resolve("out").resolve(OutputFiles.REPORT)).exists();
        for (int width : new int[] {390, 1280}) {
            String dom = browser.measure(dir.resolve("out").resolve(OutputFiles.REPORT), width);
            assertThat(dom)
                    .as("at %d pixels", width)
                    .contains("width=" + width + " ")
                    .contains("bad=[]");
            assertThat(dom).containsPattern("charts=[2-9][0-9]");
        }
    }

    private Path groups() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < GeneratedCase.SAMPLES; s++)
            text.append("T").append(s).append(" G").append(s % 3).append('\n');
        return Files.writeString(dir.resolve("groups.txt"), text);
    }

    @Test
    void theReportOfARunFitsToo() throws Exception {
        BrowserProbe browser = new BrowserProbe(dir);
        for (RunSummary run : List.of(RunExample.withTrouble(), RunExample.oneSample())) {
            Path report = dir.resolve("run.report.html");
            RunReportFiles.write(run, report, dir.resolve("run.metrics.json"));
            for (int width : new int[] {390, 1280}) {
                String dom = browser.measure(report, width);
                assertThat(dom)
                        .as("at %d pixels", width)
                        .contains("width=" + width + " ")
                        .contains("bad=[]");
                assertThat(dom).containsPattern("charts=([89]|[1-9][0-9])");
            }
        }
    }
}
