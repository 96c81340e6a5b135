package org.haprag.evaluation;

import java.nio.file.Path;

/**
 * An imputed VCF of any program.
 *
 * @param name how it is called in tables; without tabs
 * @param path to the VCF, plain or bgzipped
 */
public record ImputedFile(String name, Path path) {
    public ImputedFile {
        if (name.isBlank() || name.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("the name of " + path + " must be printable, found '" + name + "'");
        }
    }
}
