package org.haprag.io;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.haprag.genotype.Contigs;

/** Positions by contig, as of the sites of an array. chr20 and 20 are the same contig. Immutable. */
public final class SitePositions {
    private final Map<String, int[]> byContig;

    /** @param byContig positions in any order; keys as {@link Contigs#plain} writes them */
    SitePositions(Map<String, int[]> byContig) {
        this.byContig = new HashMap<>();
        byContig.forEach((contig, positions) ->
                this.byContig.put(contig, Arrays.stream(positions).sorted().toArray()));
    }

    /** Whether a position is here. */
    public boolean contains(String contig, int pos) {
        int[] positions = byContig.get(Contigs.plain(contig));
        return positions != null && Arrays.binarySearch(positions, pos) >= 0;
    }
}
