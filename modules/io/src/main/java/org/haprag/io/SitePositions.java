package org.haprag.io;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.haprag.genotype.Contigs;

/** Positions by contig, as of the sites of an array. chr20 and 20 are the same contig. Immutable. */
public final class SitePositions {
    private final Map<String, int[]> byContig;

    /** @param byContig positions in any order; keys as {@link Contigs#plain} writes them */
    SitePositions(Map<String, int[]> byContig) {
        this.byContig = new LinkedHashMap<>();
        byContig.forEach((contig, positions) -> this.byContig.put(
                contig, Arrays.stream(positions).sorted().distinct().toArray()));
    }

    /** The contigs, without {@code chr}, in the order of the file. */
    public Set<String> contigs() {
        return Collections.unmodifiableSet(byContig.keySet());
    }

    /** Distinct positions of a contig, 1-based, increasing; empty if the contig is not here. A copy. */
    public int[] positions(String contig) {
        return byContig.getOrDefault(Contigs.plain(contig), new int[0]).clone();
    }

    /** Whether a position is here. */
    public boolean contains(String contig, int pos) {
        int[] positions = byContig.get(Contigs.plain(contig));
        return positions != null && Arrays.binarySearch(positions, pos) >= 0;
    }

    /** How many positions there are on all contigs. */
    public int count() {
        return byContig.values().stream().mapToInt(p -> p.length).sum();
    }
}
