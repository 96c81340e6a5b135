package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

class OwnSamplesTest {
    private static final int OWN = 7;

    @Test
    void eachTargetKnowsItsPlaceAmongTheTracked() {
        OwnSamples own = new OwnSamples(Exclusions.of(new int[][] {{9}, {}, {2}, {9}}), 4, 10);
        assertThat(own.tracked()).containsExactly(2, 9);
        assertThat(IntStream.range(0, 4).map(own::index)).containsExactly(1, -1, 0, 1);
    }

    /** A network in which every input counts: all weights are drawn. */
    private static HapRagModel model() {
        ModelManifest manifest = new ModelManifest(
                ModelFile.FORMAT_VERSION, ModelConfig.defaults(), RetrievalConfig.defaults(), Map.of());
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

    @Test
    void aTargetThatIsInThePanelGetsWhatItGetsFromThePanelWithoutIt() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(60, 600, 8, 11);
        HaplotypePanel others =
                panel.subset(IntStream.range(0, 30).filter(s -> s != OWN).toArray());
        double[] siteCm = GeneticMap.constantRate().cmOfSites(panel);
        int[] sites = IntStream.range(0, 40).map(i -> 15 * i).toArray();
        byte[][] alleles = new byte[2][sites.length];
        for (int h = 0; h < 2; h++) {
            for (int t = 0; t < sites.length; t++) alleles[h][t] = (byte) panel.allele(sites[t], 2 * OWN + h);
        }
        TypedHaplotypes typed = new TypedHaplotypes(sites, alleles);
        try (HapRagModel model = model();
                Imputation imputation = new Imputation(ImputationMethod.network(model), 1)) {
            Dosages inside =
                    imputation.impute(panel, siteCm, typed, Exclusions.of(new int[][] {{OWN}}), finished -> {});
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
}
