package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.evaluation.report.OutputFiles;
import org.haprag.metrics.SampleBootstrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the report in Chromium, where it is installed, and measures its layout. */
class ReportBrowserIT {
    /** A page that shows the report at some width and writes down what it measures. */
    private static final String PROBE = """
            <!DOCTYPE html><body style="margin:0"><iframe id="f" src="out/report.html" style="border:0;width:%dpx;height:900px"></iframe>
            <script>document.getElementById('f').onload = e => {
              const d = e.target.contentDocument, w = e.target.clientWidth, bad = [];
              for (const svg of d.querySelectorAll('svg[role=img]')) {
                const box = svg.getBoundingClientRect();
                if (box.width === 0) continue;
                if (box.right > w + 1) bad.push(svg.id + ' leaves the page');
                for (const t of svg.querySelectorAll('text')) {
                  const b = t.getBoundingClientRect();
                  if (b.left < box.left - 2 || b.right > box.right + 2 || b.top < box.top - 2 || b.bottom > box.bottom + 2)
                    bad.push(svg.id + ' cuts ' + t.textContent);
                }
              }
              const out = document.createElement('pre');
              out.textContent = 'width=' + d.documentElement.scrollWidth + ' charts=' + d.querySelectorAll('svg[role=img]').length
                + ' bad=[' + bad.join('; ') + ']';
              document.body.append(out);
            };</script></body>
            """;

    @TempDir
    private Path dir;

    @Test
    void theReportFitsAPhoneAndADesktopAndCutsNoText() throws Exception {
        Path chromium = Program.require("chromium", "chromium-browser", "google-chrome");
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
            String dom = Program.output(dir, probe(chromium, width));
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

    private List<String> probe(Path chromium, int width) throws Exception {
        Path page = Files.writeString(dir.resolve("probe" + width + ".html"), PROBE.formatted(width));
        return List.of(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--allow-file-access-from-files",
                "--user-data-dir=" + dir.resolve("profile"),
                "--window-size=1400,1000",
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString());
    }
}
