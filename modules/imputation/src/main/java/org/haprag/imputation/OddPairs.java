package org.haprag.imputation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.run.SamplePair;

/**
 * Pairs of samples that are odd, over the contigs of a run: those found on more than half of the contigs that have enough typed sites to
 * tell, as brothers and sisters can be alike on a small contig.
 */
final class OddPairs {
    private final List<String> targets;
    private final Map<List<Object>, List<SamplePair>> found = new LinkedHashMap<>();
    private int telling;

    OddPairs(List<String> targets) {
        this.targets = targets;
    }

    /** Looks at a stretch. */
    void add(HaplotypePanel panel, TypedHaplotypes typed) {
        TwinSearch search = new TwinSearch(panel, typed, targets);
        if (!search.canTell()) return;
        telling++;
        for (SamplePair pair : search.pairs()) {
            found.computeIfAbsent(List.of(pair.target(), pair.other(), pair.kind()), k -> new ArrayList<>())
                    .add(pair);
        }
    }

    /** The pairs, in the order of the targets. */
    List<SamplePair> list() {
        List<SamplePair> pairs = new ArrayList<>();
        for (List<SamplePair> of : found.values()) if (2 * of.size() > telling) pairs.add(pooled(of));
        pairs.sort(Comparator.comparingInt(p -> targets.indexOf(p.target())));
        return pairs;
    }

    private static SamplePair pooled(List<SamplePair> contigs) {
        SamplePair first = contigs.get(0);
        if (contigs.size() == 1) return first;
        int genotypes = contigs.stream().mapToInt(SamplePair::genotypes).sum();
        double same = contigs.stream()
                .mapToDouble(p -> p.concordance() * p.genotypes())
                .sum();
        return new SamplePair(first.target(), first.other(), first.kind(), same / genotypes, genotypes);
    }
}
