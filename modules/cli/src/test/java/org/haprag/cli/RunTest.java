package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class RunTest {
    /** SHA-256 of "abc", FIPS 180-2 appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    /** Copies a file, or fails; the smallest real command. */
    @Command(name = "copy", mixinStandardHelpOptions = true)
    static final class Copy extends RunCommand {
        @Option(names = "--in")
        Path in;

        @Option(names = {"-o", "--out"})
        Path out;

        @Option(names = "--seed", defaultValue = "7")
        long seed;

        @Option(names = "--fail")
        boolean fail;

        @Override
        protected Path output() {
            return out;
        }

        @Override
        protected Run.OutputKind outputKind() {
            return Run.OutputKind.FILE;
        }

        @Override
        protected void run(Run run) throws Exception {
            run.seed(seed);
            run.input("in", in);
            run.config("copying", Map.of("blockBytes", 4096));
            LOG.info("copying {}", in.getFileName());
            LoggerFactory.getLogger("ai.djl.Noise").info("a library speaks");
            for (String file : List.of("a.vcf", "a.vcf", "b.vcf")) LOG.warn("{} is old", file);
            if (fail) throw new IllegalStateException("copying went wrong");
            run.phase("copy", () -> Files.copy(in, out));
            run.output("out", out);
            run.result("bytes", Files.size(out));
        }
    }

    private JsonNode copy(int exitCode, String... more) throws Exception {
        Path in = Files.writeString(folder.resolve("in.txt"), "abc");
        CommandLine line = new CommandLine(new Copy());
        line.setExecutionExceptionHandler(new FailureReport());
        String[] args = {
            "--in", in.toString(), "-o", folder.resolve("new/out.txt").toString()
        };
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(args), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        assertThat(CommandLineRun.of(line, all).exitCode()).isEqualTo(exitCode);
        return new ObjectMapper()
                .readTree(folder.resolve("new/out.txt.run.json").toFile());
    }

    private static Path schema() {
        return SchemaFiles.ROOT.resolve("data-schemas/run.schema.json");
    }

    @Test
    void aWarningIsSaidOnceARun() throws Exception {
        for (int run = 0; run < 2; run++) {
            copy(0);
            String log = Files.readString(folder.resolve("new/out.txt.log"));
            assertThat(log).containsOnlyOnce("a.vcf is old").containsOnlyOnce("b.vcf is old");
            Files.delete(folder.resolve("new/out.txt"));
        }
    }

    @Test
    void aRunRecordIsValidAndHoldsDigestsDefaultsSeedAndPhases() throws Exception {
        JsonNode record = copy(0);
        assertThat(SchemaFiles.complaints(schema(), record)).isEmpty();
        assertThat(record.at("/status").asText()).isEqualTo("done");
        assertThat(record.at("/inputs/0/sha256").asText()).isEqualTo(ABC);
        assertThat(record.at("/outputs/0/sha256").asText()).isEqualTo(ABC);
        assertThat(record.at("/outputs/0/bytes").asLong()).isEqualTo(3);
        assertThat(record.at("/seed").asLong()).isEqualTo(7);
        assertThat(record.at("/config/seed").asLong()).isEqualTo(7);
        assertThat(record.at("/config/fail").asBoolean(true)).isFalse();
        assertThat(record.at("/config/copying/blockBytes").asInt()).isEqualTo(4096);
        assertThat(record.at("/phases/0/name").asText()).isEqualTo("copy");
        assertThat(record.at("/results/bytes").asInt()).isEqualTo(3);
        assertThat(record.at("/commandLine/0").asText()).isEqualTo("--in");
    }

    @Test
    void aFailedRunLeavesAValidRecordAndItsStackTraceInTheLog() throws Exception {
        JsonNode record = copy(70, "--fail");
        assertThat(SchemaFiles.complaints(schema(), record)).isEmpty();
        assertThat(record.at("/status").asText()).isEqualTo("failed");
        assertThat(record.at("/error").asText()).isEqualTo("copying went wrong");
        assertThat(folder.resolve("new/out.txt.log"))
                .content()
                .contains("IllegalStateException: copying went wrong", "\tat org.haprag.cli.RunTest$Copy.run");
    }

    @Test
    void theLogHoldsTheVersionTheCommandLineAndWhatLibrariesSay() throws Exception {
        copy(0);
        assertThat(folder.resolve("new/out.txt.log"))
                .content()
                .contains(BuildInfo.load().line(), "--in", "copying in.txt", "a library speaks");
    }

    @Test
    void theSchemaRefusesARecordWithoutDigestsOrWithUnknownFields() throws Exception {
        ObjectNode record = (ObjectNode) copy(0);
        ((ObjectNode) record.at("/inputs/0")).remove("sha256");
        assertThat(SchemaFiles.complaints(schema(), record)).isNotEmpty();
        ObjectNode other = record.deepCopy();
        ((ObjectNode) other.at("/inputs/0")).put("sha256", ABC);
        assertThat(SchemaFiles.complaints(schema(), other)).isEmpty();
        other.put("sed", 1);
        assertThat(SchemaFiles.complaints(schema(), other)).isNotEmpty();
    }
}
