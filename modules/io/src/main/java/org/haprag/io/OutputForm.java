package org.haprag.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;

/** The forms in which imputed genotypes are written, told by the output's name. */
public enum OutputForm {
    /** Bgzipped VCF with a tabix index, or a CSI index where a contig is too long for tabix. */
    VCF(List.of(".vcf.gz", ".vcf.bgz", ".gz", ".bgz"), List.of(".tbi", ".csi")),
    /** BCF 2.2 with a CSI index. */
    BCF(List.of(".bcf"), List.of(".csi")),
    /** BGEN 1.2, with a table of what it has no place for. */
    BGEN(List.of(".bgen"), List.of()),
    /** The text of a VCF, where {@code -} is given. */
    STANDARD_OUTPUT(List.of(), List.of());

    private static final String DASH = "-";

    private final List<String> endings;
    private final List<String> indexSuffixes;

    OutputForm(List<String> endings, List<String> indexSuffixes) {
        this.endings = endings;
        this.indexSuffixes = indexSuffixes;
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

    /** The index beside a finished output; empty where there is none. */
    public Optional<Path> index(Path out) {
        return indexSuffixes.stream()
                .map(suffix -> out.resolveSibling(out.getFileName() + suffix))
                .filter(Files::exists)
                .findFirst();
    }
}
