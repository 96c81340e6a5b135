package org.haprag.evaluation;

import java.nio.file.Path;
import java.util.List;

/**
 * What a program imputed: a VCF or BCF, or several that together are one, each with other samples or another stretch.
 *
 * @param name how it is called in tables; without tabs
 * @param parts the files, in any order; at least one
 */
public record ImputedFile(String name, List<Path> parts) {
    /** One file that has all of it. */
    public ImputedFile(String name, Path path) {
        this(name, List.of(path));
    }

    public ImputedFile {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) throw new IllegalArgumentException(name + " has no file");
        if (!printable(name)) {
            throw new IllegalArgumentException(
                    "the name of " + parts.get(0) + " must be printable, found '" + name + "'");
        }
    }

    /** Whether tables can hold a name. */
    public static boolean printable(String name) {
        return !name.isBlank() && name.chars().noneMatch(c -> c < ' ');
    }
}
