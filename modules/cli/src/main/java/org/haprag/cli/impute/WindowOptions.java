package org.haprag.cli.impute;

import java.util.List;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.InputException;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.imputation.ImputationWindows;
import picocli.CommandLine.Option;

/** {@code --window-cm}, {@code --overlap-cm} and {@code --chunk}: how a contig is cut, and which part of it is done. */
final class WindowOptions {
    @Option(
            names = "--window-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_WINDOW_CM,
            paramLabel = "CM",
            description = "Greatest length of a window; memory grows with it.")
    private double windowCm;

    @Option(
            names = "--overlap-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_OVERLAP_CM,
            paramLabel = "CM",
            description = "Context on both sides of a window, and of --region.")
    private double overlapCm;

    @Option(
            names = "--chunk",
            paramLabel = "I/N",
            converter = Chunk.Parser.class,
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

    double overlapCm() {
        return overlapCm;
    }

    /** What the header of a chunk says of it; null for a whole run. */
    String chunkLine() {
        return chunk == null ? null : "##haprag_chunk=" + chunk;
    }

    /**
     * The windows to impute: all, or those of the chunk. Their cores partition the sites to write.
     *
     * @throws InputException if there are fewer windows than chunks
     */
    List<CmWindow> windows(ImputeInputs inputs, TypedHaplotypes typed) {
        List<CmWindow> all =
                ImputationWindows.plan(inputs.siteCm(), typed, inputs.fromSite(), inputs.toSite(), windowCm, overlapCm);
        return chunk == null ? all : chunk.of(all, inputs.siteCm());
    }
}
