package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what a release has beside the jar and comes from the command line itself: manual pages and tab completion for bash. */
final class ReleaseFiles {
    private ReleaseFiles() {}

    /** @param args the folder to write to */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    /** Writes {@code man/man1/*.1} and {@code completion/imputer} below a folder. */
    static void write(Path folder) throws IOException {
        CommandLine program = Imputer.commandLine();
        List<CommandLine> commands = new ArrayList<>(List.of(program));
        commands.addAll(program.getSubcommands().values());
        Path manual = Files.createDirectories(folder.resolve("man/man1"));
        for (CommandLine command : commands) {
            Files.writeString(
                    manual.resolve(ManPage.name(command) + ".1"),
                    ManPage.text(command, BuildInfo.load().version()));
        }
        Path completion = Files.createDirectories(folder.resolve("completion"));
        Files.writeString(completion.resolve("imputer"), AutoComplete.bash("imputer", program));
    }
}
