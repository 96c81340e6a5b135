package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.baseline.NearestWindowRetriever;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Haploid and diploid samples side by side, among the targets and in the panel: X outside of its pseudo-autosomal regions. */
class MixedPloidyTest {
    private static final int HAPLOTYPES = 60;

    /** Every third sample has one haplotype: of 60 haplotypes, 36 samples. */
    private static final Haplotypes MIXED =
            Haplotypes.of(IntStream.range(0, 36).map(s -> s % 3 == 1 ? 1 : 2).toArray());

    /** The haplotypes of the panel itself, as targets dealt to samples as the panel's are. */
    private static final RetrievalCase CASE = RetrievalCase.itself(HAPLOTYPES, 300, 90, .2, .05, 8);

    private static final HaplotypePanel PANEL = TinyPanels.dealt(CASE.panel(), MIXED);

    static Stream<RetrievalConfig> configs() {
        return Stream.of(RetrievalCase.exact(), RetrievalCase.selecting(3, 8));
    }

    private static TypedHaplotypes targets(Haplotypes haplotypes) {
        byte[][] alleles = IntStream.range(0, haplotypes.count())
                .mapToObj(CASE.targets()::row)
                .toArray(byte[][]::new);
        return new TypedHaplotypes(CASE.targets().panelSites(), haplotypes, alleles, Phasing.known());
    }

    private static Exclusions self(int samples) {
        return Exclusions.of(
                IntStream.range(0, samples).mapToObj(s -> new int[] {s}).toArray(int[][]::new));
    }

    private static void assertAlike(RetrievedHaplotype found, RetrievedHaplotype expected, int[] expectedHaps) {
        int[] mapped = Arrays.stream(expected.neighbours())
                .map(h -> h == RetrievedHaplotype.NOBODY ? h : expectedHaps[h])
                .toArray();
        assertThat(found.neighbours()).containsExactly(mapped);
        assertThat(RetrievalCase.features(found)).containsExactly(RetrievalCase.features(expected), within(1e-6f));
        assertThat(found.copying()).containsExactly(expected.copying(), within(1e-6f));
        assertThat(found.frequency()).containsExactly(expected.frequency(), within(1e-6f));
    }

    @Test
    void theSamplesAreOfBothKinds() {
        assertThat(MIXED.count()).isEqualTo(HAPLOTYPES);
        assertThat(MIXED.allDiploid()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aHaploidTargetRetrievesWhatItsHaplotypeDoesTwiceInASample(RetrievalConfig config) {
        Retriever.Prepared prepared = new CopyingRetriever(config).prepare(CASE.typedPanel(PANEL));
        int[] one = IntStream.range(0, HAPLOTYPES).map(h -> 1).toArray();
        byte[][] twice = IntStream.range(0, 2 * HAPLOTYPES)
                .mapToObj(h -> CASE.targets().row(h / 2))
                .toArray(byte[][]::new);
        Retriever.Query alone = prepared.open(targets(Haplotypes.of(one)), Exclusions.none(HAPLOTYPES));
        Retriever.Query pairs =
                prepared.open(new TypedHaplotypes(CASE.targets().panelSites(), twice), Exclusions.none(HAPLOTYPES));
        int[] same = IntStream.range(0, HAPLOTYPES).toArray();
        for (int hap = 0; hap < HAPLOTYPES; hap++) {
            RetrievedHaplotype found = alone.retrieve(hap);
            RetrievedHaplotype expected = pairs.retrieve(2 * hap);
            assertAlike(found, expected, same);
            assertThat(found.copying()).containsExactly(expected.copying());
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void anExcludedSampleHidesAsManyHaplotypesAsItHas(RetrievalConfig config) {
        CopyingRetriever retriever = new CopyingRetriever(config);
        for (int sample : new int[] {0, 1, 2, 16, 34, 35}) {
            int[][] itself = new int[36][];
            Arrays.fill(itself, new int[] {sample});
            Retriever.Query excluding = retriever.open(CASE.typedPanel(PANEL), targets(MIXED), Exclusions.of(itself));
            int[] others = IntStream.range(0, 36).filter(s -> s != sample).toArray();
            Retriever.Query without =
                    retriever.open(CASE.typedPanel(PANEL.subset(others)), targets(MIXED), Exclusions.none(36));
            for (int hap = MIXED.first(sample); hap < MIXED.end(sample); hap++) {
                assertAlike(excluding.retrieve(hap), without.retrieve(hap), MIXED.indices(others));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aTargetNeverCopiesItself(RetrievalConfig config) {
        StateBlocks[] blocks = PbwtSelection.select(CASE.typedPanel(PANEL), config, targets(MIXED), self(36));
        for (int hap = 0; hap < HAPLOTYPES; hap++) {
            int sample = MIXED.sampleOf(hap);
            for (int b = 0; b < blocks[hap].count(); b++) {
                assertThat(Arrays.stream(blocks[hap].states(b)).map(MIXED::sampleOf))
                        .isNotEmpty()
                        .doesNotContain(sample);
            }
        }
    }

    @Test
    void aWindowSearchHidesAsManyHaplotypesAsAnExcludedSampleHas() {
        Retriever retriever = new NearestWindowRetriever(RetrievalCase.exact());
        Retriever.Query excluding = retriever.open(CASE.typedPanel(PANEL), targets(MIXED), self(36));
        for (int sample : new int[] {1, 2, 34}) {
            int[] others = IntStream.range(0, 36).filter(s -> s != sample).toArray();
            Retriever.Query without =
                    retriever.open(CASE.typedPanel(PANEL.subset(others)), targets(MIXED), Exclusions.none(36));
            for (int hap = MIXED.first(sample); hap < MIXED.end(sample); hap++) {
                assertAlike(excluding.retrieve(hap), without.retrieve(hap), MIXED.indices(others));
            }
        }
    }

    @Test
    void clusteringIsThatOfAPanelWithoutTheExcludedSample() {
        TypedPanel panel = CASE.typedPanel(PANEL);
        LocalClustering clustering = LocalClustering.of(panel, self(36));
        double[] found = new double[2];
        double[] expected = new double[2];
        for (int sample : new int[] {0, 1, 34}) {
            int[] others = IntStream.range(0, 36).filter(s -> s != sample).toArray();
            TypedPanel without = CASE.typedPanel(PANEL.subset(others));
            LocalClustering.View view = clustering.forTarget(sample);
            LocalClustering.View whole =
                    LocalClustering.of(without, Exclusions.none(1)).forTarget(0);
            for (int row = 0; row < PANEL.alleleRowCount(); row++) {
                view.of(panel.intervalOfRow(row), row, found);
                whole.of(without.intervalOfRow(row), row, expected);
                assertThat(found).containsExactly(expected);
            }
        }
    }

    @Test
    void copyableHaplotypesAreCountedByPloidy() {
        Exclusions exclusions = Exclusions.of(new int[][] {{0, 1}, {1}, {}});
        assertThat(exclusions.copyable(0, MIXED)).isEqualTo(HAPLOTYPES - 3);
        assertThat(exclusions.copyable(1, MIXED)).isEqualTo(HAPLOTYPES - 1);
        assertThat(exclusions.copyable(2, MIXED)).isEqualTo(HAPLOTYPES);
        assertThat(IntStream.range(0, 6).filter(h -> exclusions.excludes(1, MIXED, h)))
                .containsExactly(2);
        assertThat(IntStream.range(0, 6).filter(h -> exclusions.excludes(0, MIXED, h)))
                .containsExactly(0, 1, 2);
    }

    @Test
    void aTargetThatMaySeeNobodyIsRefusedByPloidyToo() {
        HaplotypePanel two = TinyPanels.dealt(TinyPanels.of("0101", "1101"), Haplotypes.of(1, 1));
        TypedPanel panel = new TypedPanel(two, new double[] {1, 2, 3, 4}, new int[] {1, 2});
        TypedHaplotypes target =
                new TypedHaplotypes(new int[] {1, 2}, Haplotypes.of(1), new byte[1][2], Phasing.known());
        CopyingRetriever retriever = new CopyingRetriever(RetrievalCase.exact());
        assertThat(retriever
                        .open(panel, target, Exclusions.of(new int[][] {{1}}))
                        .retrieve(0)
                        .frequency())
                .containsExactly(0, 1, 0, 1);
        assertThatThrownBy(() -> retriever.open(panel, target, Exclusions.of(new int[][] {{0, 1}})))
                .hasMessage("target sample 0 may copy no panel haplotype: all 2 are excluded");
    }
}
