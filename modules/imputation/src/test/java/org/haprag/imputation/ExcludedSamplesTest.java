package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelConfig;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The leak is planted: the target is in the panel, and so are relatives who carry exactly its haplotypes. With all of them
 * excluded it must get, to the bit, what it gets from a panel that never held them.
 */
class ExcludedSamplesTest {
    private static final int SAMPLES = 30;
    private static final int OWN = 7;

    /** Which samples of the panel the target must not see. */
    static Stream<List<Integer>> excluded() {
        return Stream.of(List.of(OWN), List.of(OWN, 12), List.of(OWN, 8), List.of(OWN, 12, 20), List.of(0, OWN, 29));
    }

    /** A panel in which all of the samples have the two haplotypes of {@link #OWN}. */
    private static HaplotypePanel panel(List<Integer> copies) {
        HaplotypePanel drawn = TinyPanels.mosaicPanel(2 * SAMPLES, 600, 8, 11);
        BitMatrix alleles = new BitMatrix(drawn.alleleRowCount(), drawn.haplotypeCount());
        for (int row = 0; row < drawn.alleleRowCount(); row++) {
            for (int hap = 0; hap < drawn.haplotypeCount(); hap++) {
                int from = copies.contains(hap >> 1) ? 2 * OWN + (hap & 1) : hap;
                if (drawn.alleles().get(row, from)) alleles.set(row, hap);
            }
        }
        return new HaplotypePanel(drawn.samples(), drawn.sites(), alleles);
    }

    private static TypedHaplotypes typed(HaplotypePanel panel) {
        int[] sites = IntStream.range(0, 40).map(i -> 15 * i).toArray();
        byte[][] alleles = new byte[2][sites.length];
        for (int h = 0; h < 2; h++) {
            for (int t = 0; t < sites.length; t++) alleles[h][t] = (byte) panel.allele(sites[t], 2 * OWN + h);
        }
        return new TypedHaplotypes(sites, alleles);
    }

    /** A network in which every input counts: all weights are drawn. */
    private static HapRagModel model(int exactUpTo) {
        RetrievalConfig d = RetrievalConfig.defaults();
        RetrievalConfig retrieval = new RetrievalConfig(
                d.kind(),
                d.scales(),
                d.middleScale(),
                d.mismatch(),
                d.neighbours(),
                exactUpTo,
                d.matchesPerSide(),
                d.blockSites(),
                d.selectionsPerBlock());
        ModelManifest manifest =
                new ModelManifest(ModelFile.FORMAT_VERSION, ModelConfig.defaults(), retrieval, Map.of());
        try (HapRagModel fresh = HapRagModel.random(manifest, 1)) {
            ModelFile file = fresh.toFile(Map.of());
            SplittableRandom random = new SplittableRandom(3);
            Map<String, float[]> weights = new HashMap<>();
            file.weights().forEach((name, values) -> {
                float[] moved = values.clone();
                for (int i = 0; i < moved.length; i++) moved[i] += (float) (0.2 * random.nextDouble() - 0.1);
                weights.put(name, moved);
            });
            return HapRagModel.of(new ModelFile(file.manifest(), weights), "drawn");
        }
    }

    private static void assertNoLeak(List<Integer> copies, int[] excluded, int exactUpTo) {
        HaplotypePanel panel = panel(copies);
        HaplotypePanel others = panel.subset(
                IntStream.range(0, SAMPLES).filter(s -> !copies.contains(s)).toArray());
        double[] siteCm = GeneticMap.constantRate().cmOfSites(panel);
        TypedHaplotypes typed = typed(panel);
        try (HapRagModel model = model(exactUpTo);
                Imputation imputation = new Imputation(ImputationMethod.network(model), 1)) {
            Dosages inside =
                    imputation.impute(panel, siteCm, typed, Exclusions.of(new int[][] {excluded}), finished -> {});
            Dosages outside = imputation.impute(others, siteCm, typed, Exclusions.none(1), finished -> {});
            int uncertain = 0;
            for (int row = 0; row < panel.alleleRowCount(); row++) {
                for (int h = 0; h < 2; h++) {
                    float p = outside.alt(row, 0, h);
                    assertThat(inside.alt(row, 0, h)).as("row " + row).isEqualTo(p);
                    if (p > 0.05 && p < 0.95) uncertain++;
                }
            }
            assertThat(uncertain).as("rows that the network had a say in").isGreaterThan(20);
        }
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("excluded")
    void aTargetGetsWhatItGetsFromAPanelWithoutTheSamplesThatItMustNotSee(List<Integer> excluded) {
        assertNoLeak(excluded, array(excluded), 200);
    }

    @ParameterizedTest
    @MethodSource("excluded")
    void andSoItIsWhereTheStatesAreSelected(List<Integer> excluded) {
        assertNoLeak(excluded, array(excluded), 0);
    }

    @Test
    void theCheckCatchesAForgottenRelative() {
        assertThatThrownBy(() -> assertNoLeak(List.of(OWN, 12), new int[] {OWN}, 200))
                .isInstanceOf(AssertionError.class);
    }
}
