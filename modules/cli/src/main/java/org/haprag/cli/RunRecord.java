package org.haprag.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.FinishedFile;

/**
 * What a {@code *.run.json} says of one run; its schema is {@code data-schemas/run.schema.json}.
 *
 * @param format version of this layout
 * @param command name of the command
 * @param commandLine the arguments as they were given
 * @param status how the run ended
 * @param error why it failed; absent where it did not
 * @param started ISO-8601 instant
 * @param wallSeconds how long it took
 * @param seed what all randomness came from; absent where there was none
 * @param inputs files read
 * @param outputs files written
 * @param config every option and setting, defaults filled in
 * @param versions of HapRAG, Java and the libraries
 * @param host the machine
 * @param phases the run's steps in order
 * @param results counts and scores worth keeping, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"format", "command", "commandLine", "status", "error", "started", "wallSeconds", "seed"})
public record RunRecord(
        String format,
        String command,
        List<String> commandLine,
        Status status,
        String error,
        String started,
        double wallSeconds,
        Long seed,
        List<FileRecord> inputs,
        List<FileRecord> outputs,
        ObjectNode config,
        Map<String, String> versions,
        Map<String, Object> host,
        List<Phase> phases,
        ObjectNode results) {
    /** The present {@link #format}. */
    public static final String FORMAT = "haprag-run/1";

    public RunRecord {
        commandLine = List.copyOf(commandLine);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        phases = List.copyOf(phases);
    }

    /** How a run ended. */
    public enum Status {
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    /**
     * One file.
     *
     * @param role the option or purpose, such as {@code vcf}
     * @param path as given
     * @param bytes size
     * @param sha256 hexadecimal; absent of a pipe, and where the run failed before it was known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FileRecord(String role, String path, long bytes, String sha256) {}

    /** One step of a run and how long it took. */
    public record Phase(String name, double seconds) {}

    /** Writes the record; a reader never sees half of it. */
    void write(Path file, ObjectMapper json) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        json.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), this);
        FinishedFile.appear(part, file);
    }
}
