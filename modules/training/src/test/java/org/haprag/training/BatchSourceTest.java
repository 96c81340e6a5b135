package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.retrieval.Retriever;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class BatchSourceTest {
    private static final TrainingRegion REGION = TinyTraining.region(TinyTraining.panel());
    private static final TrainingConfig CONFIG = TinyTraining.config(20, 1e-3, 4, 2);

    private static List<TrainingBatch> batches(long seed, long firstStep, int count) throws InterruptedException {
        EpochRetrieval retrieval = new FixedRetrieval(TinyTraining.retrieval().retriever());
        try (BatchSource source =
                new BatchSource(List.of(REGION), retrieval, TinyTraining.model(0), CONFIG, seed, firstStep)) {
            List<TrainingBatch> out = new ArrayList<>();
            for (int i = 0; i < count; i++) out.add(source.next());
            return out;
        }
    }

    @Test
    void theSeedDecidesEveryBatch() throws Exception {
        List<TrainingBatch> first = batches(7, 0, 6);
        List<TrainingBatch> second = batches(7, 0, 6);
        for (int i = 0; i < 6; i++) TinyTraining.assertSameBatch(second.get(i), first.get(i));
        assertThat(batches(8, 0, 1).get(0).copying()).isNotEqualTo(first.get(0).copying());
        assertThat(first.get(1).copying()).isNotEqualTo(first.get(0).copying());
    }

    @Test
    void aSourceThatStartsAtAValidationGivesTheBatchesOfTheUndisturbedOne() throws Exception {
        List<TrainingBatch> all = batches(7, 0, 10);
        List<TrainingBatch> rest = batches(7, 4, 6);
        for (int i = 0; i < 6; i++) TinyTraining.assertSameBatch(rest.get(i), all.get(4 + i));
    }

    @Test
    void validationSamplesAreNeverPseudoTargetsAndTheSplitFollowsTheSeed() {
        Set<Integer> training = new HashSet<>();
        for (int s : REGION.trainingSamples()) training.add(s);
        assertThat(REGION.validationSamples()).hasSize(6);
        for (int s : REGION.validationSamples()) assertThat(training).doesNotContain(s);
        assertThat(training).hasSize(24);
        assertThat(TinyTraining.region(TinyTraining.panel()).validationSamples())
                .containsExactly(REGION.validationSamples());
    }

    @Test
    void aFailureOfTheProducerReachesTheLoop() throws Exception {
        Retriever broken = panel -> {
            throw new IllegalArgumentException("no retrieval today");
        };
        EpochRetrieval retrieval = new FixedRetrieval(broken);
        try (BatchSource source = new BatchSource(List.of(REGION), retrieval, TinyTraining.model(0), CONFIG, 1, 0)) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("no retrieval today");
        }
    }

    @Test
    void severalRegionsTakeTheirTurns() throws Exception {
        HaplotypePanel other = TinyPanels.mosaicPanel(40, 300, 6, 0.1, 5);
        EpochRetrieval retrieval = new FixedRetrieval(TinyTraining.retrieval().retriever());
        List<TrainingRegion> both = List.of(REGION, TinyTraining.region(other));
        Set<Float> denominators = new HashSet<>();
        try (BatchSource source = new BatchSource(both, retrieval, TinyTraining.model(0), CONFIG, 3, 0)) {
            for (int i = 0; i < 8; i++) {
                for (float maf : source.next().maf()) denominators.add(maf);
            }
        }
        // Without the pseudo-target the one panel has 58 haplotypes, the other 38.
        assertThat(denominators).anyMatch(maf -> whole(maf * 58) && !whole(maf * 38));
        assertThat(denominators).anyMatch(maf -> whole(maf * 38) && !whole(maf * 58));
    }

    private static boolean whole(float x) {
        return Math.abs(x - Math.round(x)) < 1e-4;
    }
}
