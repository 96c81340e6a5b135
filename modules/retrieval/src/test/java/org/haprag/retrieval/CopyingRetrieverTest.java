package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyingRetrieverTest {
    private static void assertSound(RetrievedHaplotype found, RetrievalCase c) {
        for (float f : RetrievalCase.features(found)) if (!Float.isFinite(f)) fail("feature " + f);
        for (float p : found.copying()) if (!(p >= 0 && p <= 1.0001f)) fail("copying probability " + p);
        for (float p : found.frequency()) if (!(p >= 0 && p <= 1)) fail("frequency " + p);
        for (int hap : found.neighbours()) {
            if (hap < RetrievedHaplotype.NOBODY || hap >= c.panel().haplotypeCount()) fail("neighbour " + hap);
        }
    }

    private static void assertSame(RetrievedHaplotype a, RetrievedHaplotype b) {
        assertThat(Arrays.equals(a.neighbours(), b.neighbours())).isTrue();
        assertThat(Arrays.equals(RetrievalCase.features(a), RetrievalCase.features(b)))
                .isTrue();
        assertThat(Arrays.equals(a.copying(), b.copying())).isTrue();
        assertThat(Arrays.equals(a.frequency(), b.frequency())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingIsEverInfiniteOrNotANumber(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int haplotypes = 4 + 2 * random.nextInt(60);
        int typed = 1 + random.nextInt(60);
        RetrievalCase c = RetrievalCase.itself(
                haplotypes, typed + random.nextInt(100), typed, .3, random.nextDouble(), random.nextLong());
        double mismatch = List.of(1e-8, 1e-3, .49).get(random.nextInt(3));
        RetrievalConfig config = RetrievalCase.config(
                List.of(1.0, 4e5, 1e9),
                mismatch,
                random.nextInt(2) * 1000,
                1 + random.nextInt(4),
                1 + random.nextInt(20));
        Exclusions self = Exclusions.of(
                IntStream.range(0, haplotypes / 2).mapToObj(s -> new int[] {s}).toArray(int[][]::new));
        Retriever.Query query = new CopyingRetriever(config).open(c.typedPanel(), c.targets(), self);
        for (int hap = 0; hap < Math.min(8, haplotypes); hap++) assertSound(query.retrieve(hap), c);
    }

    @Test
    void aPanelOfOneCopyableSampleLeavesTheOtherNeighboursEmpty() {
        RetrievalCase c = RetrievalCase.itself(4, 40, 10, 0, 0, 1);
        Retriever.Query query = new CopyingRetriever(RetrievalCase.selecting(3, 4))
                .open(c.typedPanel(), c.targets(), Exclusions.of(new int[][] {{0}, {1}}));
        RetrievedHaplotype found = query.retrieve(0);
        assertSound(found, c);
        for (int hap : found.neighbours()) {
            if (hap != RetrievedHaplotype.NOBODY) assertThat(hap >> 1).isEqualTo(1);
        }
    }

    @Test
    void withoutNeighboursCopyingIsTheSame() {
        RetrievalCase c = RetrievalCase.mosaics(150, 300, 100, 4, .1, .1, 5);
        RetrievalConfig with = RetrievalCase.config(List.of(1e4), 1e-3, 1000, 4, 16);
        RetrievalConfig without = with.middleScaleOnly();
        assertThat(without.neighbours()).isZero();
        Exclusions none = Exclusions.none(2);
        for (TypedHaplotypes targets :
                new TypedHaplotypes[] {c.targets(), c.targets().withoutPhase()}) {
            for (int sample = 0; sample < 2; sample++) {
                RetrievedSample a = new CopyingRetriever(with)
                        .open(c.typedPanel(), targets, none)
                        .retrieveSample(sample);
                RetrievedSample b = new CopyingRetriever(without)
                        .open(c.typedPanel(), targets, none)
                        .retrieveSample(sample);
                for (int h = 0; h < 2; h++) {
                    assertThat(b.haplotypes().get(h).neighbours()).isEmpty();
                    assertThat(b.haplotypes().get(h).copying())
                            .isEqualTo(a.haplotypes().get(h).copying());
                }
            }
        }
        assertThatThrownBy(() -> new RetrievalConfig(
                        RetrievalConfig.Kind.NEAREST_WINDOW, List.of(12.0), 0, 1e-3, 0, 0, 1, 16, 4))
                .hasMessageContaining("neighbours");
    }

    @Test
    void threadsSharingAQueryGetWhatOneThreadGets() {
        RetrievalCase c = RetrievalCase.mosaics(150, 500, 200, 40, .1, .1, 3);
        for (RetrievalConfig config : new RetrievalConfig[] {RetrievalCase.exact(), RetrievalCase.selecting(4, 16)}) {
            Retriever.Query query = new CopyingRetriever(config).open(c.typedPanel(), c.targets(), Exclusions.none(20));
            List<RetrievedHaplotype> serial =
                    IntStream.range(0, 40).mapToObj(query::retrieve).toList();
            List<RetrievedHaplotype> parallel = IntStream.range(0, 400)
                    .parallel()
                    .mapToObj(i -> query.retrieve(i % 40))
                    .toList();
            for (int i = 0; i < 400; i++) assertSame(parallel.get(i), serial.get(i % 40));
        }
    }

    @Test
    void openingTwiceGivesTheSame() {
        RetrievalCase c = RetrievalCase.mosaics(150, 500, 200, 10, .1, .1, 3);
        CopyingRetriever retriever = new CopyingRetriever(RetrievalCase.selecting(4, 16));
        Retriever.Query first = retriever.open(c.typedPanel(), c.targets(), Exclusions.none(5));
        Retriever.Query second = retriever.open(c.typedPanel(), c.targets(), Exclusions.none(5));
        for (int hap = 0; hap < 10; hap++) assertSame(first.retrieve(hap), second.retrieve(hap));
    }

    @Test
    void whatATargetGetsDoesNotDependOnTheOtherTargets() {
        RetrievalCase c = RetrievalCase.mosaics(150, 500, 200, 10, .1, .1, 3);
        CopyingRetriever retriever = new CopyingRetriever(RetrievalCase.selecting(4, 16));
        TypedHaplotypes alone = new TypedHaplotypes(
                c.targets().panelSites(),
                new byte[][] {c.targets().row(6), c.targets().row(7)});
        assertSame(
                retriever.open(c.typedPanel(), c.targets(), Exclusions.none(5)).retrieve(6),
                retriever.open(c.typedPanel(), alone, Exclusions.none(1)).retrieve(0));
    }

    @Test
    void targetsTypedAtOtherSitesAreRefused() {
        RetrievalCase c = RetrievalCase.mosaics(10, 50, 20, 2, 0, 0, 3);
        TypedHaplotypes other = new TypedHaplotypes(new int[] {1, 2}, new byte[2][2]);
        assertThatThrownBy(() ->
                        new CopyingRetriever(RetrievalCase.exact()).open(c.typedPanel(), other, Exclusions.none(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("panel has 20 typed sites, targets 2");
    }

    @Test
    void theMoreMatchesAreSelectedTheNearerToAllStates() {
        RetrievalCase c = RetrievalCase.mosaics(400, 800, 300, 6, 0, 0, 9);
        double[] difference = new double[4];
        int[] matches = {2, 10, 50, 400};
        for (int i = 0; i < 4; i++) difference[i] = difference(c, RetrievalCase.selecting(matches[i], 16));
        assertThat(difference[1]).isLessThan(difference[0]);
        assertThat(difference[2]).isLessThan(difference[1]);
        assertThat(difference[3]).isLessThan(1e-3);
    }

    /** Mean absolute difference of the copying probabilities from those with all states. */
    private static double difference(RetrievalCase c, RetrievalConfig config) {
        Retriever.Query exact =
                new CopyingRetriever(RetrievalCase.exact()).open(c.typedPanel(), c.targets(), Exclusions.none(3));
        Retriever.Query selected = new CopyingRetriever(config).open(c.typedPanel(), c.targets(), Exclusions.none(3));
        double sum = 0;
        long count = 0;
        for (int hap = 0; hap < 6; hap++) {
            float[] a = exact.retrieve(hap).copying();
            float[] b = selected.retrieve(hap).copying();
            for (int i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
            count += a.length;
        }
        return sum / count;
    }
}
