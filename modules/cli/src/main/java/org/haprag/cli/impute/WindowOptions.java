package org.haprag.cli.impute;

import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.imputation.Chunk;
import org.haprag.imputation.ImputationWindows;
import org.haprag.imputation.ImputeRequest;
import picocli.CommandLine.Option;

/** {@code --window-cm}, {@code --overlap-cm} and {@code --chunk}: how a contig is cut, and which part of it is done. */
final class WindowOptions {
    @Option(
            names = "--window-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_WINDOW_CM,
            paramLabel = "CM",
            description = "Greatest length of a window; memory grows with it. Default: ${DEFAULT-VALUE}.")
    private double windowCm;

    @Option(
            names = "--overlap-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_OVERLAP_CM,
            paramLabel = "CM",
            description = "Context on both sides of a window, and of --region. Default: ${DEFAULT-VALUE}.")
    private double overlapCm;

    @Option(
            names = "--chunk",
            paramLabel = "I/N",
            converter = ChunkForm.class,
            description = "Only the I-th of N pieces of about the same length in cM, made of whole windows; 'imputer"
                    + " ligate' joins their outputs. Default: all windows.")
    private Chunk chunk;

    /** @throws InputException if a length is out of range */
    void check() {
        if (windowCm > 0 && windowCm < 1e6 && overlapCm >= 0 && overlapCm < 1e6) return;
        throw new InputException(
                "--window-cm, --overlap-cm",
                "the value is out of range",
                windowCm + " and " + overlapCm,
                "a length above 0 and an overlap of 0 or more",
                "change it");
    }

    /** What the header of a chunk says of it. */
    Optional<String> chunkLine() {
        return Optional.ofNullable(chunk).map(c -> "##haprag_chunk=" + c);
    }

    ImputeRequest.Windows windows() {
        return new ImputeRequest.Windows(windowCm, overlapCm, Optional.ofNullable(chunk));
    }
}
