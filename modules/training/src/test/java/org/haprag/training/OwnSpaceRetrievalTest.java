package org.haprag.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.haprag.loss.config.LossConfig;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.RetrievedHaplotype;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OwnSpaceRetrievalTest {
    private static final TrainingRegion REGION = TinyTraining.region(TinyTraining.panel());
    private static final int[] TYPED =
            java.util.stream.IntStream.range(0, 60).map(t -> 6 * t).toArray();

    private static int[] neighbours(EpochRetrieval retrieval) {
        Episode episode = new Episode(REGION, retrieval.retriever(), new int[] {1, 2, 3, 4}, TYPED);
        return java.util.stream.IntStream.range(0, 8)
                .mapToObj(h -> episode.retrieved(h / 2, h % 2))
                .map(RetrievedHaplotype::neighbours)
                .flatMapToInt(java.util.Arrays::stream)
                .toArray();
    }

    @Test
    void eachEpochIndexesThePanelAnewByTheWeightsItBeginsWith() {
        try (HapRagModel model = TinyTraining.embedding(1);
                HapRagModel other = TinyTraining.embedding(2);
                EpochRetrieval retrieval = EpochRetrieval.of(model)) {
            int[] first = neighbours(retrieval);
            model.network().parameters().set(other.network().parameters().values());
            assertThat(neighbours(retrieval))
                    .as("the network learns, the epoch goes on")
                    .containsExactly(first);
            assertThat(retrieval.begin(1, model.network().parameters().values()))
                    .as("other neighbours may be found")
                    .isTrue();
            assertThat(neighbours(retrieval)).isNotEqualTo(first);
        }
    }

    @Test
    void whoAsksForAnEpochWaitsUntilItHasBegun() throws Exception {
        try (HapRagModel model = TinyTraining.embedding(1);
                EpochRetrieval retrieval = EpochRetrieval.of(model)) {
            Map<String, float[]> weights = model.network().parameters().values();
            retrieval.begin(0, weights);
            retrieval.await(0);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
                try {
                    retrieval.await(1);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            retrieval.begin(1, weights);
            waiting.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whereNoNetworkIsAskedEveryEpochIsTheSameAndNobodyWaits() throws Exception {
        try (HapRagModel model = TinyTraining.fresh(0, 1);
                EpochRetrieval retrieval = EpochRetrieval.of(model)) {
            assertThat(retrieval).isInstanceOf(FixedRetrieval.class);
            int[] first = neighbours(retrieval);
            retrieval.await(3);
            assertThat(retrieval.begin(3, model.network().parameters().values()))
                    .isFalse();
            assertThat(neighbours(retrieval)).containsExactly(first);
        }
    }

    @Test
    void afterTrainingNobodyEmbedsAnyMore() {
        try (HapRagModel model = TinyTraining.embedding(1)) {
            EpochRetrieval retrieval = EpochRetrieval.of(model);
            retrieval.close();
            assertThatThrownBy(() -> neighbours(retrieval))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("training has ended");
        }
    }

    /** What would leak: a network that searches in its own space must not find the pseudo-target itself. */
    @Test
    void aPseudoTargetIsNeverItsOwnNeighbour() {
        try (HapRagModel model = TinyTraining.embedding(1);
                EpochRetrieval retrieval = EpochRetrieval.of(model)) {
            Episode episode = new Episode(REGION, retrieval.retriever(), new int[] {1, 2, 3, 4}, TYPED);
            for (int h = 0; h < 8; h++) {
                int own = h / 2 + 1;
                assertThat(java.util.Arrays.stream(
                                episode.retrieved(h / 2, h % 2).neighbours()))
                        .noneMatch(n -> n >> 1 == own);
            }
        }
    }

    @Test
    void itTrainsAndTheSameSeedGivesTheSameWeights() {
        try (HapRagModel a = TinyTraining.embedding(1);
                HapRagModel b = TinyTraining.embedding(1)) {
            ValidationScore one = train(a);
            ValidationScore two = train(b);
            assertThat(two).isEqualTo(one);
            assertThat(one.crossEntropy()).isFinite().isPositive();
        }
    }

    private static ValidationScore train(HapRagModel model) {
        TrainingConfig config = TinyTraining.config(7, 3e-3, 3, 9);
        return new Trainer(
                        model,
                        List.of(REGION),
                        config,
                        LossConfig.defaults(),
                        5,
                        Optional.empty(),
                        TrainingListener.SILENT)
                .train("tiny", false);
    }
}
