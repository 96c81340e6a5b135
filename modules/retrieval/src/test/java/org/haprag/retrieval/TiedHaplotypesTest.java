package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.junit.jupiter.api.Test;

class TiedHaplotypesTest {
    private static final int HAPLOTYPES = 4000;
    private static final int MOST = 100;
    private static final int[] NONE = {};

    /** Haplotype h carries site t where h is a multiple of {@code every[t]}. */
    private static PbwtOrder order(int[] haps, int... every) {
        BitMatrix carriers = new BitMatrix(every.length, haps.length);
        for (int t = 0; t < every.length; t++) {
            for (int i = 0; i < haps.length; i++) if (haps[i] % every[t] == 0) carriers.set(t, i);
        }
        PbwtOrder order = new PbwtOrder(carriers);
        for (int t = 0; t < every.length; t++) order.advance(t);
        return order;
    }

    private static int[] all() {
        return IntStream.range(0, HAPLOTYPES).toArray();
    }

    /** Of a haplotype. */
    private static int rank(PbwtOrder order, int hap) {
        return IntStream.range(0, order.size())
                .filter(r -> order.hap(r) == hap)
                .findFirst()
                .orElseThrow();
    }

    private static int[] sorted(int[] haps) {
        return IntStream.of(haps).sorted().toArray();
    }

    @Test
    void ofFewAllAreTaken() {
        PbwtOrder order = order(all(), 2, 100);
        int[] found = new TiedHaplotypes(order, MOST).of(rank(order, 300), NONE);
        assertThat(sorted(found))
                .isEqualTo(IntStream.range(0, 40).map(i -> 100 * i).toArray());
    }

    @Test
    void ofManyAboutSoManyAreTakenFromAllOfThePanel() {
        PbwtOrder order = order(all(), 2);
        int[] found = sorted(new TiedHaplotypes(order, MOST).of(rank(order, 7), NONE));
        assertThat(found.length).isBetween(MOST * 8 / 10, MOST * 12 / 10);
        assertThat(IntStream.of(found)).allMatch(hap -> hap % 2 == 1).doesNotHaveDuplicates();
        for (int from = 0; from < HAPLOTYPES; from += 400) {
            int first = from;
            assertThat(Arrays.stream(found).filter(h -> h >= first && h < first + 400))
                    .hasSizeBetween(7, 13);
        }
    }

    @Test
    void thoseThatStayAlikeStayTheSame() {
        PbwtOrder before = order(all(), 2);
        PbwtOrder after = order(all(), 2, 3);
        int[] taken = new TiedHaplotypes(before, MOST).of(rank(before, 7), NONE);
        int[] later = new TiedHaplotypes(after, MOST).of(rank(after, 7), NONE);
        assertThat(IntStream.of(taken).filter(h -> h % 3 > 0))
                .isNotEmpty()
                .allMatch(h -> Arrays.stream(later).anyMatch(l -> l == h));
    }

    @Test
    void whatIsHiddenCountsAsIfItWereNotThere() {
        int[] hidden = IntStream.range(0, HAPLOTYPES)
                .filter(h -> h % 7 == 0 || h == 11)
                .toArray();
        int[] seen = IntStream.range(0, HAPLOTYPES)
                .filter(h -> Arrays.binarySearch(hidden, h) < 0)
                .toArray();
        PbwtOrder inside = order(all(), 2);
        PbwtOrder without = order(seen, 2);
        int[] found = new TiedHaplotypes(inside, MOST).of(rank(inside, 9), hidden);
        int[] outside = new TiedHaplotypes(without, MOST).of(rank(without, Arrays.binarySearch(seen, 9)), NONE);
        assertThat(found).isEqualTo(Arrays.stream(outside).map(h -> seen[h]).toArray());
    }
}
