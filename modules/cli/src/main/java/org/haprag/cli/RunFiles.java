package org.haprag.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.InputException;
import org.haprag.io.ContigFiles;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The files that a run may write: checked before anything is written, so that no work and no input is lost. */
final class RunFiles {
    /** What stands beside an output file, for good or while the run lasts. */
    private static final List<String> BESIDE_FILE = List.of(
            "",
            ".log",
            ".run.json",
            ".tbi",
            ".csi",
            ".sites.tsv",
            ".info.tsv",
            ".partial",
            ".tbi.partial",
            ".csi.partial",
            ".resume",
            ".dosages",
            ".checkpoint",
            ".history.tsv",
            ".metrics.json",
            ".report.html");

    /** Bytes in a file's name, on every file system that is in use. */
    private static final int LONGEST_NAME = 255;

    /** {@code .sites.tsv.part} and the like. */
    private static final int LONGEST_SUFFIX = 20;

    private static final List<String> STANDARD_INPUT = List.of("-", "/dev/stdin");

    private static final Path DEV = Path.of("/dev");

    /** No place for files, even where some can be made. */
    private static final List<Path> SYSTEM = List.of(DEV, Path.of("/proc"), Path.of("/sys"));

    private final Path output;
    private final Run.OutputKind kind;
    private final List<Path> written = new ArrayList<>();

    private RunFiles(String command, Path output, Run.OutputKind kind) {
        this.output = output;
        this.kind = kind;
        if (kind == Run.OutputKind.FOLDER) {
            written.add(output.resolve(command + ".log"));
            written.add(output.resolve(command + ".run.json"));
        } else {
            String name = String.valueOf(output.getFileName());
            for (String suffix : BESIDE_FILE) written.add(output.resolveSibling(name + suffix));
        }
    }

    /**
     * Checks the output of a parsed command.
     *
     * @throws InputException if it has no name that can be written to, or stands in the place of an input
     */
    static void check(CommandSpec spec, Path output, Run.OutputKind kind) throws IOException {
        RunFiles files = new RunFiles(spec.name(), output, kind);
        files.checkPlace();
        files.checkInputs(spec);
    }

    private void checkPlace() {
        String name = output.getFileName() == null ? "" : output.getFileName().toString();
        if (name.isEmpty()) throw wrong("it has no name", "'" + output + "'");
        if (name.getBytes(StandardCharsets.UTF_8).length + LONGEST_SUFFIX > LONGEST_NAME) {
            throw wrong("its name is too long", name.length() + " characters");
        }
        if (kind == Run.OutputKind.FILE && Files.isDirectory(output)) throw wrong("it is a folder", output.toString());
        if (kind == Run.OutputKind.FOLDER && Files.exists(output) && !Files.isDirectory(output)) {
            throw wrong("it is a file", output.toString());
        }
        if (kind == Run.OutputKind.FILE && Files.exists(output) && !Files.isRegularFile(output)) {
            throw wrong("it is a device", output.toString());
        }
        for (Path system : SYSTEM) {
            if (output.toAbsolutePath().normalize().getParent().equals(system)
                    || output.toAbsolutePath().normalize().startsWith(system) && !system.equals(DEV)) {
                throw wrong("it belongs to the system", output.toString());
            }
        }
        for (Path above = output.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            if (!Files.exists(above)) continue;
            if (!Files.isDirectory(above)) throw wrong("a file stands where its folder should be", above.toString());
            return;
        }
    }

    private InputException wrong(String what, String found) {
        return new InputException(
                "--out",
                "nothing can be written there: " + what,
                found,
                kind == Run.OutputKind.FILE ? "the name of a file, in a folder" : "the name of a folder",
                "choose another");
    }

    private void checkInputs(CommandSpec spec) throws IOException {
        int fromStandardInput = 0;
        List<ArgSpec> arguments = new ArrayList<>(spec.options());
        arguments.addAll(spec.positionalParameters());
        for (ArgSpec argument : arguments) {
            if (argument instanceof OptionSpec option && List.of(option.names()).contains("--out")) continue;
            for (String value : argument.originalStringValues()) {
                if (STANDARD_INPUT.contains(value)) fromStandardInput++;
                checkInput(value);
                checkInput(value.substring(value.indexOf('=') + 1)); // NAME=FILE
            }
        }
        if (fromStandardInput > 1) {
            throw new InputException(
                    "-",
                    "standard input can be read once",
                    fromStandardInput + " options that take it",
                    "at most one",
                    "give files for the others");
        }
    }

    private void checkInput(String value) throws IOException {
        Path in;
        try {
            in = Path.of(value);
        } catch (InvalidPathException e) {
            return; // no path
        }
        ContigFiles files = new ContigFiles("", in);
        if (files.pattern() && Files.isDirectory(in.toAbsolutePath().getParent())) {
            for (Path file : files.fitting()) checkInput(file);
        } else {
            checkInput(in);
        }
    }

    private void checkInput(Path in) throws IOException {
        for (Path out : written) {
            if (!Files.isRegularFile(in) || !Files.exists(out) || !Files.isSameFile(in, out)) continue;
            throw new InputException(
                    "--out",
                    "it is also an input",
                    out.toString(),
                    "a file of its own",
                    "choose another name: inputs, their logs and tables are never overwritten");
        }
    }
}
