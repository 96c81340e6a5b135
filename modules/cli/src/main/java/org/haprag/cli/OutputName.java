package org.haprag.cli;

import java.nio.file.Path;
import org.haprag.genotype.InputException;

/** What {@code --out} may be called. */
public final class OutputName {
    private OutputName() {}

    /** @throws InputException if the name does not say that the file is bgzipped */
    public static void checkBgzipped(Path out) {
        String name = String.valueOf(out.getFileName());
        if (name.endsWith(".gz") || name.endsWith(".bgz")) return;
        throw new InputException(
                "--out", "the output is a bgzipped VCF", name, "a name that ends in .vcf.gz", "choose such a name");
    }
}
