package org.haprag.imputation;

import java.nio.file.Path;
import java.util.Optional;
import org.haprag.genotype.Region;

/**
 * Which targets are phased, and how files are read, matched and cut.
 *
 * @param input the files
 * @param region what is written; empty for everything (each file must then hold one contig)
 * @param windowCm greatest length of a window's core
 * @param overlapCm context on both sides of a window, in which neighbouring windows are joined, and of the region
 * @param sites what becomes of sites that do not simply match
 * @param sitesTable the table that tells what became of every target site; empty for none
 * @param targetReferences so many of the targets are phased first, and serve as references then, beside the panel
 * @param setsBelow where PQ is below this a phase set begins; 0 for one set a sample
 * @param threads how many phase, at least 1
 */
public record PhaseRequest(
        ImputeRequest.Input input,
        Optional<Region> region,
        double windowCm,
        double overlapCm,
        ImputeRequest.Sites sites,
        Optional<Path> sitesTable,
        int targetReferences,
        int setsBelow,
        int threads) {
    public PhaseRequest {
        if (threads < 1) throw new IllegalArgumentException("threads must be >= 1, found " + threads);
        if (targetReferences < 0) {
            throw new IllegalArgumentException("targetReferences must be >= 0, found " + targetReferences);
        }
    }

    /** All that files hold, from the panel alone, one phase set a sample, in one thread, no table of sites. */
    public static PhaseRequest of(ImputeRequest.Input input) {
        return new PhaseRequest(
                input,
                Optional.empty(),
                ImputationWindows.DEFAULT_WINDOW_CM,
                ImputationWindows.DEFAULT_OVERLAP_CM,
                ImputeRequest.Sites.defaults(),
                Optional.empty(),
                0,
                0,
                1);
    }

    /** Files are read and matched as for imputation. */
    ImputeRequest reading() {
        return new ImputeRequest(
                input,
                region,
                new ImputeRequest.Windows(windowCm, overlapCm, Optional.empty()),
                sites,
                EmpiricalR2.NONE,
                new ImputeRequest.Working(Path.of(""), sitesTable),
                threads);
    }
}
