package org.haprag.evaluation.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haprag.genotype.Samples;

/**
 * Parts with the same samples: stretches that are read one after another. Lanes with different samples are read side by side.
 *
 * @param samples of every part
 * @param parts in the order of their first records; at least one
 */
record Lane(Samples samples, List<Part> parts) {
    Lane {
        parts = List.copyOf(parts);
    }

    /** Sorts parts into lanes, which are in the order of the parts. Parts without a record are left out where others have the same samples. */
    static List<Lane> of(List<Part> parts, ContigOrder order) {
        Map<List<String>, List<Part>> bySamples = new LinkedHashMap<>();
        for (Part part : parts) {
            bySamples
                    .computeIfAbsent(part.samples().names(), names -> new ArrayList<>())
                    .add(part);
        }
        List<Lane> lanes = new ArrayList<>();
        for (List<Part> lane : bySamples.values())
            lanes.add(new Lane(lane.get(0).samples(), inOrder(lane, order)));
        return lanes;
    }

    private static List<Part> inOrder(List<Part> lane, ContigOrder order) {
        Comparator<Part.Start> byPlace = (a, b) -> order.compare(a.contig(), a.pos(), b.contig(), b.pos());
        List<Part> found = lane.stream()
                .filter(p -> p.start().isPresent())
                .sorted(Comparator.comparing(p -> p.start().orElseThrow(), byPlace))
                .toList();
        return found.isEmpty() ? lane.subList(0, 1) : found;
    }

    /** The samples of all lanes, in their order. */
    static Samples samples(List<Lane> lanes) {
        if (lanes.size() == 1) return lanes.get(0).samples();
        Set<String> names = new LinkedHashSet<>();
        for (Lane lane : lanes) names.addAll(lane.samples().names());
        return new Samples(List.copyOf(names));
    }
}
