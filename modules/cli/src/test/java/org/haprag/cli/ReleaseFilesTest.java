package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFilesTest {
    @TempDir
    Path folder;

    @Test
    void everyCommandHasAManualPageWithItsOptions() throws Exception {
        ReleaseFiles.write(folder);
        try (Stream<Path> pages = Files.list(folder.resolve("man/man1"))) {
            assertThat(pages).hasSize(1 + Imputer.commandLine().getSubcommands().size());
        }
        assertThat(Files.readString(folder.resolve("man/man1/imputer-impute.1")))
                .startsWith(".TH IMPUTER-IMPUTE 1 \"\" \"HapRAG ")
                .contains("imputer\\-impute \\- Imputes targets from a phased panel\n")
                .contains("\\fB\\-\\-panel\\fR=\\fIFILE\\fR\nPhased reference panel", " Required.\n")
                .contains("Default: bundled.\n", ".SH EXIT STATUS\n.TP\n0\ndone\n", ".SH EXAMPLES\n.nf\nimputer impute")
                .doesNotContain("${", "%n");
        assertThat(Files.readString(folder.resolve("man/man1/imputer.1"))).contains("imputer\\-doctor(1)");
    }

    @Test
    void completionKnowsCommandsAndOptions() throws Exception {
        ReleaseFiles.write(folder);
        assertThat(Files.readString(folder.resolve("completion/imputer")))
                .contains("complete -F _complete_imputer", "impute", "--keep-target-only", "--switches-per-cm");
    }
}
