package org.haprag.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.haprag.genotype.Region;
import org.haprag.io.hpanel.PanelFileReader;

/**
 * The forms in which files hold genotypes. A new one is a constant here, before {@link #VCF}, and a class that implements
 * {@link VariantSource}.
 */
enum SourceFormat {
    /** What {@code imputer panel} writes. */
    PANEL_FILE(PanelFileReader::recognises, (path, region, progress) -> PanelFileSource.open(path, region)),
    /** Whatever is nothing else: {@link VcfScanner} says what is wrong with a file of no known form. */
    VCF(path -> true, VcfScanner::open);

    private interface Opening {
        VariantSource open(Path path, Optional<Region> region, ReadProgress progress);
    }

    private final Predicate<Path> recognition;
    private final Opening opening;

    SourceFormat(Predicate<Path> recognition, Opening opening) {
        this.recognition = recognition;
        this.opening = opening;
    }

    /** The form of a file, by its first bytes. */
    static SourceFormat of(Path path) {
        return Arrays.stream(values())
                .filter(format -> format.recognition.test(path))
                .findFirst()
                .orElseThrow();
    }

    /** Opens a file of this form. */
    VariantSource open(Path path, Optional<Region> region, ReadProgress progress) {
        return opening.open(path, region, progress);
    }
}
