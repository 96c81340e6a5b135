package org.haprag.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.haprag.io.hpanel.PanelFileReader;

/**
 * The forms in which files hold genotypes. A new one is a constant here, before {@link #VCF}, and a class that implements
 * {@link VariantSource}.
 */
enum SourceFormat {
    /** What {@code imputer panel} writes. */
    PANEL_FILE(PanelFileReader::recognises, (in, selection, progress) -> {
        in.close(); // it is mapped into memory
        return PanelFileSource.open(in.path(), selection.region());
    }),
    PLINK(PlinkSource::recognises, (in, selection, progress) -> PlinkSource.open(in, selection.region())),
    BCF(BcfSource::recognises, BcfSource::open),
    /** Whatever is nothing else: {@link VcfScanner} says what is wrong with a file of no known form. */
    VCF(first -> true, VcfScanner::open);

    private interface Opening {
        VariantSource open(CompressedInput in, Selection selection, ReadProgress progress);
    }

    private final Predicate<byte[]> recognition;
    private final Opening opening;

    SourceFormat(Predicate<byte[]> recognition, Opening opening) {
        this.recognition = recognition;
        this.opening = opening;
    }

    /** Opens a file in the form that its first bytes, inflated, tell. */
    static VariantSource open(Path path, Selection selection, ReadProgress progress) {
        CompressedInput in = CompressedInput.open(PlinkFiles.bedOf(path));
        try {
            byte[] first = in.firstBytes();
            SourceFormat format = Arrays.stream(values())
                    .filter(f -> f.recognition.test(first))
                    .findFirst()
                    .orElseThrow();
            return format.opening.open(in, selection, progress);
        } catch (RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }
}
