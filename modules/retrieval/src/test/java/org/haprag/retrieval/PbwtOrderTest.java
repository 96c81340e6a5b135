package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PbwtOrderTest {
    /** Alleles of the first {@code step} sites, last one first: what the order sorts by. */
    private static String reversed(BitMatrix carriers, int hap, int step) {
        StringBuilder out = new StringBuilder();
        for (int s = step - 1; s >= 0; s--) out.append(carriers.get(s, hap) ? '1' : '0');
        return out.toString();
    }

    private static BitMatrix draw(int sites, int haplotypes, SplittableRandom random) {
        BitMatrix carriers = new BitMatrix(sites, haplotypes);
        for (int s = 0; s < sites; s++) {
            double af = random.nextDouble();
            for (int h = 0; h < haplotypes; h++) {
                boolean copied = h > 0 && random.nextInt(3) > 0;
                if (copied ? carriers.get(s, h - 1) : random.nextDouble() < af) carriers.set(s, h);
            }
        }
        return carriers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 200})
    void everyStepIsTheStableSortOfTheReversedAlleles(int haplotypes) {
        BitMatrix carriers = draw(40, haplotypes, new SplittableRandom(haplotypes));
        PbwtOrder order = new PbwtOrder(carriers);
        for (int site = 0; site < carriers.rows(); site++) {
            order.advance(site);
            int step = site + 1;
            int[] sorted = IntStream.range(0, haplotypes)
                    .boxed()
                    .sorted(Comparator.comparing(h -> reversed(carriers, h, step)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] found = IntStream.range(0, haplotypes).map(order::hap).toArray();
            assertThat(found).as("after site %d", site).containsExactly(sorted);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 65, 200})
    void aMatchWithTheHaplotypeBeforeStartsWhereTheyLastDiffered(int haplotypes) {
        BitMatrix carriers = draw(40, haplotypes, new SplittableRandom(haplotypes));
        PbwtOrder order = new PbwtOrder(carriers);
        for (int site = 0; site < carriers.rows(); site++) {
            order.advance(site);
            for (int rank = 1; rank < haplotypes; rank++) {
                int start = site + 1;
                while (start > 0
                        && carriers.get(start - 1, order.hap(rank)) == carriers.get(start - 1, order.hap(rank - 1))) {
                    start--;
                }
                assertThat(order.start(rank)).as("site %d, rank %d", site, rank).isEqualTo(start);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 65, 200})
    void anOutsiderFollowsToTheRankWhereItWouldBeSortedIn(int haplotypes) {
        SplittableRandom random = new SplittableRandom(haplotypes);
        BitMatrix carriers = draw(40, haplotypes, random);
        PbwtOrder order = new PbwtOrder(carriers);
        StringBuilder outsider = new StringBuilder();
        int place = 0;
        for (int site = 0; site < carriers.rows(); site++) {
            boolean carries = carriers.get(site, site % haplotypes);
            outsider.insert(0, carries ? '1' : '0');
            order.advance(site);
            place = order.follow(place, carries);
            int step = site + 1;
            String own = outsider.toString();
            long before = IntStream.range(0, haplotypes)
                    .filter(h -> reversed(carriers, h, step).compareTo(own) < 0)
                    .count();
            assertThat(place).as("after site %d", site).isEqualTo((int) before);
        }
    }
}
