package org.haprag.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens a page in Chromium, where it is installed, and tells its width, its charts and what is cut off. */
final class BrowserProbe {
    /** A page that shows the report at some width and writes down what it measures. */
    private static final String PROBE = """
            <!DOCTYPE html><body style="margin:0"><iframe id="f" src="%s" style="border:0;width:%dpx;height:900px"></iframe>
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
              if (w > 1000) for (const s of d.querySelectorAll('.scroll'))
                if (s.scrollWidth > s.clientWidth + 1) bad.push(s.getAttribute('aria-label') + ' is cut off');
              const out = document.createElement('pre');
              out.textContent = 'width=' + d.documentElement.scrollWidth + ' charts=' + d.querySelectorAll('svg[role=img]').length
                + ' bad=[' + bad.join('; ') + ']';
              document.body.append(out);
            };</script></body>
            """;

    private final Path chromium = Program.require("chromium", "chromium-browser", "google-chrome");
    private final Path dir;

    /** @param dir where the probe may write */
    BrowserProbe(Path dir) {
        this.dir = dir;
    }

    /**
     * Such as {@code width=390 charts=12 bad=[]}.
     *
     * @param page a file below the probe's folder
     */
    String measure(Path page, int width) throws IOException, InterruptedException {
        Path probe =
                Files.writeString(dir.resolve("probe" + width + ".html"), PROBE.formatted(dir.relativize(page), width));
        return Program.output(
                dir,
                List.of(
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
                        probe.toUri().toString()));
    }
}
