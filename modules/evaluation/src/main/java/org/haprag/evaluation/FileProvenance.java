package org.haprag.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.haprag.genotype.InputException;

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
            return new FileProvenance(role, name, path.toString(), Files.size(path), sha256(path), programs, commands);
        } catch (IOException e) {
            throw new InputException(
                    path.toString(), "the file cannot be read", e.toString(), "a readable file", "check the path", e);
        }
    }

    private static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
