package org.haprag.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Sha256;

/**
 * Where an input comes from.
 *
 * @param role truth, panel, imputed, typed sites or groups
 * @param name as in tables
 * @param path as given
 * @param bytes size of the file
 * @param sha256 of the file, in hex
 * @param programs the ##source lines of its header
 * @param commands the command lines that its header records
 */
public record FileProvenance(
        String role,
        String name,
        String path,
        long bytes,
        String sha256,
        List<String> programs,
        List<String> commands) {
    private static final int MAX_COMMANDS = 20;

    public FileProvenance {
        programs = List.copyOf(programs);
        commands = List.copyOf(commands);
    }

    /** Digests a file; {@code header} may be empty. */
    static FileProvenance of(String role, String name, Path path, List<String> header) {
        List<String> programs = header.stream()
                .filter(l -> l.startsWith("##source="))
                .map(l -> l.substring(l.indexOf('=') + 1).replace("\"", ""))
                .toList();
        List<String> commands = header.stream()
                .filter(l -> l.matches("##[A-Za-z0-9_.]*[Cc]ommand(Line)?=.*"))
                .map(l -> l.substring(l.indexOf('=') + 1))
                .limit(MAX_COMMANDS)
                .toList();
        try {
            return new FileProvenance(
                    role, name, path.toString(), Files.size(path), Sha256.of(path), programs, commands);
        } catch (IOException e) {
            throw new InputException(
                    path.toString(), "the file cannot be read", e.toString(), "a readable file", "check the path", e);
        }
    }
}
