package org.haprag.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.io.hpanel.PanelFileReader;

/** Reads a phased reference panel in either of its forms: VCF, or the {@code .hpanel} that {@code imputer panel} makes. */
public final class PanelReader {
    private PanelReader() {}

    /** Whether a file is an {@code .hpanel}, by its first bytes. What is no plain file, such as a pipe, is not looked into. */
    public static boolean isPanelFile(Path path) {
        return Files.isRegularFile(path) && Files.isReadable(path) && PanelFileReader.recognises(path);
    }

    /**
     * Reads a panel. An {@code .hpanel} has no missing alleles and no records without ALT: none of its sites are left out.
     *
     * @throws InputException as {@link VcfPanelReader#read} and {@link PanelFileReader#open} do
     */
    public static PanelFile read(Path path, PanelReadOptions options) {
        if (!isPanelFile(path)) return VcfPanelReader.read(path, options);
        return new PanelFile(PanelFileReader.open(path, options.region()), Map.of());
    }

    /** What the user is told where a VCF is needed: its records are copied or streamed, which an {@code .hpanel} cannot give. */
    static InputException notVcf(Path path) {
        return new InputException(
                path.toString(),
                "this is a panel file (.hpanel) where only a VCF can be read",
                "an .hpanel",
                "a VCF, plain, gzipped or bgzipped",
                "give the VCF that the panel file was made from");
    }
}
