package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The leak is planted: the target is in the panel, and so are relatives who carry exactly its haplotypes. Every input of the
 * network must be, to the bit, what it is with a panel that never held them.
 */
class ExcludedInputsTest {
    private static final int SAMPLES = 30;
    private static final int OWN = 7;
    private static final int[] FAMILY = {OWN, 12, 13, 29};
    private static final HaplotypePanel PANEL = planted();

    private static HaplotypePanel planted() {
        HaplotypePanel drawn = TinyPanels.mosaicPanel(2 * SAMPLES, 400, 8, 0.1, 23);
        BitMatrix alleles = new BitMatrix(drawn.alleleRowCount(), drawn.haplotypeCount());
        for (int row = 0; row < drawn.alleleRowCount(); row++) {
            for (int hap = 0; hap < drawn.haplotypeCount(); hap++) {
                int sample = hap >> 1;
                boolean relative = IntStream.of(FAMILY).anyMatch(s -> s == sample);
                if (drawn.alleles().get(row, relative ? 2 * OWN + (hap & 1) : hap)) alleles.set(row, hap);
            }
        }
        return new HaplotypePanel(drawn.samples(), drawn.sites(), alleles);
    }

    private static RetrievalConfig retrieval(RetrievalConfig.Kind kind, int exactUpTo) {
        RetrievalConfig d = RetrievalConfig.defaults();
        return new RetrievalConfig(
                kind,
                d.scales(),
                d.middleScale(),
                d.mismatch(),
                d.neighbours(),
                exactUpTo,
                6,
                8,
                d.selectionsPerBlock());
    }

    /** Every array that the network is given of the one target, by name. */
    private static Map<String, List<Number>> inputs(HaplotypePanel panel, RetrievalConfig config, int... excluded) {
        int[] sites = IntStream.range(0, 40).map(t -> 10 * t + 3).toArray();
        byte[][] alleles = new byte[2][sites.length];
        for (int h = 0; h < 2; h++) {
            for (int t = 0; t < sites.length; t++) alleles[h][t] = (byte) PANEL.allele(sites[t], 2 * OWN + h);
        }
        alleles[0][5] = -1;
        TypedHaplotypes targets = new TypedHaplotypes(sites, alleles);
        double[] cm = IntStream.range(0, panel.siteCount())
                .mapToDouble(i -> .01 * i)
                .toArray(); // all typed sites are anchors
        TypedPanel typed = new TypedPanel(panel, cm, sites);
        Exclusions exclusions = Exclusions.of(new int[][] {excluded});
        Retriever.Query query = config.retriever().open(typed, targets, exclusions);
        RetrievedHaplotype[] found = {query.retrieve(0), query.retrieve(1)};
        SiteBatch.Target target = new SiteBatch.Target(
                typed, LocalClustering.of(typed, exclusions).forTarget(0), List.of(found[0], found[1]));
        ModelConfig model = new ModelConfig(8, 1, 2, 40, config.neighbours(), config.scaleCount(), 2, 4, 4, true, 0);
        TypedBatch typedBatch = new TypedBatch(model, 2, 80);
        SiteBatch siteBatch = new SiteBatch(model, SiteBatch.Mixing.IN_NETWORK, 2 * panel.alleleRowCount());
        boolean[] all = new boolean[40];
        java.util.Arrays.fill(all, true);
        int[] first = new int[2];
        for (int h = 0; h < 2; h++) first[h] = typedBatch.add(typed, targets, h, found[h], 0, all, 0, 40);
        for (int row = 0; row < panel.alleleRowCount(); row++) {
            int interval = typed.intervalOfRow(row);
            for (int h = 0; h < 2; h++)
                siteBatch.add(target, row, interval, h, first[h] + typed.leftTyped(interval), 0);
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, List<Number>> out = new LinkedHashMap<>();
            TypedInputs t = typedBatch.toInputs(manager);
            PairedSiteInputs s = siteBatch.toInputs(manager, 1);
            Mixtures.OfNeighbours mixtures = (Mixtures.OfNeighbours) s.sites().mixtures();
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            arrays.put("frequency of tokens", t.frequency());
            arrays.put("local frequency of tokens", t.localFrequency());
            arrays.put("features of neighbours", t.features());
            t.present().ifPresent(present -> arrays.put("present neighbours", present));
            arrays.put("alleles of neighbours", mixtures.alleles());
            arrays.put("copying", s.sites().copying());
            arrays.put("frequency", s.sites().frequency());
            arrays.put("site features", s.sites().features());
            arrays.put("other ALT", s.otherAlt());
            arrays.forEach(
                    (name, array) -> out.put(name, Stream.of(array.toArray()).toList()));
            return out;
        }
    }

    private static void assertNoLeak(RetrievalConfig config, int... excluded) {
        HaplotypePanel others = PANEL.subset(IntStream.range(0, SAMPLES)
                .filter(sample -> IntStream.of(FAMILY).noneMatch(s -> s == sample))
                .toArray());
        Map<String, List<Number>> inside = inputs(PANEL, config, excluded);
        inputs(others, config)
                .forEach((name, expected) ->
                        assertThat(inside.get(name)).as(name).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({"COPYING,200", "COPYING,0", "NEAREST_WINDOW,0"})
    void theNetworkIsToldNothingOfTheSamplesThatATargetMustNotSee(RetrievalConfig.Kind kind, int exactUpTo) {
        assertNoLeak(retrieval(kind, exactUpTo), FAMILY);
    }

    @Test
    void theCheckCatchesAForgottenRelative() {
        assertThatThrownBy(() -> assertNoLeak(retrieval(RetrievalConfig.Kind.COPYING, 200), OWN, 12, 13))
                .isInstanceOf(AssertionError.class);
    }
}
