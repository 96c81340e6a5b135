package org.haprag.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Panel haplotypes that are alike since a {@link PbwtSweep} began, at one of its sites: nothing tells which of them a target copies. Where
 * they are many, some stand for all. These are spread over the panel, as its neighbours often come from one population; and, as long as
 * they stay alike, they are the same at the sites that follow.
 */
final class TiedHaplotypes {
    /** 2^32 over the golden ratio: its multiples, modulo 2^32, are spread evenly, and so are those of any stretch of numbers. */
    private static final long SPREAD = 0x9e3779b9L;

    private static final int[] NONE = {};

    private final PbwtOrder order;
    private final int most;
    private final List<Run> runs = new ArrayList<>();

    /** Ranks [from, to) of haplotypes that are alike. @param some those that stand for them, for a target that sees all */
    private record Run(int from, int to, int[] some) {}

    /** @param most about so many stand for all */
    TiedHaplotypes(PbwtOrder order, int most) {
        this.order = order;
        this.most = most;
    }

    /**
     * Those that are alike with the one at a rank, itself among them.
     *
     * @param hidden panel haplotypes, ascending, that count as if they were not there
     */
    int[] of(int rank, int[] hidden) {
        Run run = run(rank);
        return hidden.length == 0 ? run.some : spread(run.from, run.to, hidden);
    }

    private Run run(int rank) {
        for (Run run : runs) if (run.from <= rank && rank < run.to) return run;
        int from = rank;
        while (from > 0 && order.start(from) == 0) from--;
        int to = rank + 1;
        while (to < order.size() && order.start(to) == 0) to++;
        Run run = new Run(from, to, spread(from, to, NONE));
        runs.add(run);
        return run;
    }

    private int[] spread(int from, int to, int[] hidden) {
        int n = to - from;
        if (hidden.length > 0) for (int rank = from; rank < to; rank++) if (number(rank, hidden) < 0) n--;
        long below = n <= most ? 1L << 32 : ((long) most << 32) / n;
        int[] out = new int[Math.min(n, 2 * most)];
        int kept = 0;
        for (int rank = from; rank < to; rank++) {
            int number = hidden.length == 0 ? order.hap(rank) : number(rank, hidden);
            if (number < 0 || (number * SPREAD & 0xffffffffL) >= below) continue;
            if (kept == out.length) out = Arrays.copyOf(out, 2 * kept);
            out[kept++] = order.hap(rank);
        }
        return Arrays.copyOf(out, kept);
    }

    /** Of the haplotype at a rank, among those that are not hidden; -1 if it is. */
    private int number(int rank, int[] hidden) {
        int place = Arrays.binarySearch(hidden, order.hap(rank));
        return place >= 0 ? -1 : order.hap(rank) + place + 1;
    }
}
