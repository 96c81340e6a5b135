package org.haprag.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;

/** The forms in which imputed genotypes are written, told by the output's name. */
public enum OutputForm {
    /** Bgzipped VCF with a tabix index. */
    VCF(List.of(".vcf.gz", ".vcf.bgz", ".gz", ".bgz"), Optional.of(".tbi")),
    /** BCF 2.2 with a CSI index. */
    BCF(List.of(".bcf"), Optional.of(".csi")),
    /** BGEN 1.2, with a table of what it has no place for. */
    BGEN(List.of(".bgen"), Optional.empty()),
    /** The text of a VCF, where {@code -} is given. */
    STANDARD_OUTPUT(List.of(), Optional.empty());

    private static final String DASH = "-";

    private final List<String> endings;
    private final Optional<String> indexSuffix;

    OutputForm(List<String> endings, Optional<String> indexSuffix) {
        this.endings = endings;
        this.indexSuffix = indexSuffix;
    }

    /** @throws InputException if the name tells no form */
    public static OutputForm of(Path out) {
        if (out.toString().equals(DASH)) return STANDARD_OUTPUT;
        String name = String.valueOf(out.getFileName());
        return Arrays.stream(values())
                .filter(form -> form.endings.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "--out",
                        "the name does not tell the file format",
                        name,
                        "a name that ends in .vcf.gz, .bcf or .bgen, or -",
                        "choose such a name"));
    }

    /** What the name of the index adds to the output's; empty where there is no index. */
    public Optional<String> indexSuffix() {
        return indexSuffix;
    }
}
