package org.haprag.imputation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.retrieval.Exclusions;

/**
 * Targets that are panel samples themselves. What the network is told of the panel as a whole has to be told to them as it
 * would be without them.
 */
final class OwnSamples {
    private static final int NONE = -1;
    private final int[] ofTarget;
    private final int[] tracked;

    /**
     * @param targets how many target samples there are
     * @param panelSamples how many panel samples
     */
    OwnSamples(Exclusions exclusions, int targets, int panelSamples) {
        ofTarget = IntStream.range(0, targets)
                .map(target -> own(exclusions, target, panelSamples))
                .toArray();
        tracked = Arrays.stream(ofTarget)
                .filter(s -> s != NONE)
                .sorted()
                .distinct()
                .toArray();
    }

    private static int own(Exclusions exclusions, int target, int panelSamples) {
        if (exclusions.haplotypeCount(target) != 2) return NONE;
        return IntStream.range(0, panelSamples)
                .filter(s -> exclusions.excludes(target, 2 * s))
                .findFirst()
                .orElse(NONE);
    }

    /** The panel samples that are targets too, increasing. A copy. */
    int[] tracked() {
        return tracked.clone();
    }

    /** The index into {@link #tracked} of the sample that a target is, or -1. */
    int index(int target) {
        return ofTarget[target] == NONE ? NONE : Arrays.binarySearch(tracked, ofTarget[target]);
    }
}
