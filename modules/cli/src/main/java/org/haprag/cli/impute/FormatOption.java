package org.haprag.cli.impute;

import java.util.Set;
import org.haprag.io.OutputField;
import picocli.CommandLine.Option;

/** {@code --format}: which FORMAT fields are written. */
final class FormatOption {
    private static final String DEFAULT = "GT,DS,GP";

    @Option(
            names = "--format",
            defaultValue = DEFAULT,
            paramLabel = "FIELDS",
            description = "FORMAT fields of VCF and BCF: some of GT,DS,GP,HDS,PQ. Default: ${DEFAULT-VALUE}.")
    private String format;

    /** As it was given. */
    String given() {
        return format;
    }

    /** @throws org.haprag.genotype.InputException if it names none */
    Set<OutputField> fields() {
        return OutputField.parse(format);
    }

    boolean isDefault() {
        return fields().equals(OutputField.parse(DEFAULT));
    }
}
