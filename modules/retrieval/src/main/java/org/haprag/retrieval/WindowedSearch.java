package org.haprag.retrieval;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Windows of typed sites that are searched one by one; the neighbours of a window's inner half are those of the window. */
final class WindowedSearch {
    /** Typed sites a window; as alleles, they fit into a long. */
    static final int WINDOW = 32;

    private WindowedSearch() {}

    /** Searches the typed sites [from, to). */
    interface Search<F> {
        F search(int from, int to);
    }

    /** What was found for each of T typed sites. */
    static <F> F[] ofTyped(int typedCount, IntFunction<F[]> array, Search<F> search) {
        F[] ofTyped = array.apply(typedCount);
        for (int core = 0; core < typedCount; core += WINDOW / 2) {
            int from = Math.max(0, Math.min(core - WINDOW / 4, typedCount - WINDOW));
            F found = search.search(from, Math.min(typedCount, from + WINDOW));
            Arrays.fill(ofTyped, core, Math.min(typedCount, core + WINDOW / 2), found);
        }
        return ofTyped;
    }
}
