package org.haprag.io;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.haprag.genotype.Contigs;

/** Positions by contig, as of the sites of an array, or stretches of them. chr20 and 20 are the same contig. Immutable. */
public final class SitePositions {
    private final Map<String, Stretches> byContig = new HashMap<>();

    /** Stretches that neither overlap nor touch, in order; both ends belong to them. */
    private static final class Stretches {
        private final int[] first;
        private final int[] last;
        private final int count;

        /** @param packed first position in the upper 32 bits, last in the lower; in any order */
        Stretches(long[] packed) {
            long[] sorted = packed.clone();
            Arrays.sort(sorted);
            first = new int[sorted.length];
            last = new int[sorted.length];
            int n = 0;
            for (long stretch : sorted) {
                int from = (int) (stretch >>> 32);
                int to = (int) stretch;
                if (n > 0 && from <= (long) last[n - 1] + 1) {
                    last[n - 1] = Math.max(last[n - 1], to);
                } else {
                    first[n] = from;
                    last[n++] = to;
                }
            }
            count = n;
        }

        boolean contains(int pos) {
            int at = Arrays.binarySearch(first, 0, count, pos);
            return at >= 0 || at < -1 && pos <= last[-at - 2];
        }
    }

    /** @param byContig stretches, each its first and last position in 32 bits, in any order; keys as {@link Contigs#plain} */
    SitePositions(Map<String, long[]> byContig) {
        byContig.forEach((contig, packed) -> this.byContig.put(contig, new Stretches(packed)));
    }

    /** Whether a position is here. */
    public boolean contains(String contig, int pos) {
        Stretches stretches = byContig.get(Contigs.plain(contig));
        return stretches != null && stretches.contains(pos);
    }
}
