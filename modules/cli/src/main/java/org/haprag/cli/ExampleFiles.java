package org.haprag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of {@code examples/}, which the jar carries. */
final class ExampleFiles {
    static final String PANEL = "1kg_eur_chr20.vcf.gz";
    static final String MAP = "chr20.b37.gmap.gz";
    static final String ARRAY = "array_sites.txt";

    private static final List<String> ALL = List.of(PANEL, PANEL + ".tbi", MAP, ARRAY, "COPYRIGHT");

    private ExampleFiles() {}

    /** Copies all of them into a folder, which is made if missing. */
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : ALL) {
            try (InputStream in = ExampleFiles.class.getResourceAsStream("example/" + name)) {
                if (in == null) throw new IllegalStateException("the jar lacks example/" + name);
                Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
