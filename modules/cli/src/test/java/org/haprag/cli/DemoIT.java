package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    Path folder;

    @Test
    void theDemoShowsEachCommandTheTableAndTheVerdict() {
        CommandLineRun run = CommandLineRun.of("demo", "--steps", "2", "--out", folder.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("60 of 300 samples are held out", "$ imputer mask ", "$ imputer train --vcf ")
                .contains("--model none --retriever nearest-window", "$ imputer evaluate ", "ALT F1")
                .containsPattern("rare <\\.05 +\\d+ +0\\.\\d{4} +0\\.\\d{4} +0\\.\\d{4} +0\\.\\d{4}")
                .containsPattern("r2 against the best of them: rare 0\\.\\d+ against 0\\.\\d+, common");
        assertThat(folder.resolve("report/report.html")).isRegularFile();
    }
}
