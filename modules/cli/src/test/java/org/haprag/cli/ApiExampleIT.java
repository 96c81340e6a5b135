package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/api.md is the code that is compiled here, and it runs. */
class ApiExampleIT {
    @TempDir
    Path folder;

    @Test
    void theExampleImputesEverySite() throws Exception {
        TinyVcfs.write(folder, 60);
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            ImputeFromJava.impute(folder.resolve("p.vcf.gz"), folder.resolve("t.vcf.gz"), folder.resolve("scratch"));
        } finally {
            System.setOut(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(300)
                .allMatch(
                        line -> line.matches("20:\\d+ .* R2=[01]\\.\\d{3}, dosage of the first sample [012]\\.\\d\\d"));
    }

    @Test
    void thePageQuotesTheCodeThatRuns() throws Exception {
        String source = Files.readString(
                SchemaFiles.ROOT.resolve("modules/cli/src/test/java/org/haprag/cli/ImputeFromJava.java"));
        String code = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("    // end"));
        assertThat(Files.readString(SchemaFiles.ROOT.resolve("docs/api.md"))).contains(code);
    }
}
