package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ImputationTest {
    private static void assertSame(Dosages found, Dosages expected) {
        assertThat(found.rowCount()).isEqualTo(expected.rowCount());
        assertThat(found.targetCount()).isEqualTo(expected.targetCount());
        for (int target = 0; target < expected.targetCount(); target++) assertSame(found, target, expected, target);
    }

    private static void assertSame(Dosages found, int target, Dosages expected, int expectedTarget) {
        for (int row = 0; row < expected.rowCount(); row++) {
            assertThat(found.alt(row, target, 0)).isEqualTo(expected.alt(row, expectedTarget, 0));
            assertThat(found.alt(row, target, 1)).isEqualTo(expected.alt(row, expectedTarget, 1));
            assertThat(found.both(row, target)).isEqualTo(expected.both(row, expectedTarget));
        }
    }

    /** A network that has something to say. */
    private static HapRagModel disturbed() {
        HapRagModel model = TinyImputation.model();
        var values = model.network().parameters().values();
        Random random = new Random(3);
        values.values().forEach(v -> {
            for (int i = 0; i < v.length; i++) v[i] += (float) (0.2 * random.nextGaussian());
        });
        model.network().parameters().set(values);
        return model;
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        TinyImputation tiny = TinyImputation.usual(11);
        try (HapRagModel model = disturbed()) {
            Dosages one = tiny.impute(ImputationMethod.network(model), 1);
            assertSame(tiny.impute(ImputationMethod.network(model), 2), one);
            assertSame(tiny.impute(ImputationMethod.network(model), 3), one);
        }
        Dosages one = tiny.impute(ImputationMethod.retrieval(TinyImputation.retrieval()), 1);
        assertSame(tiny.impute(ImputationMethod.retrieval(TinyImputation.retrieval()), 3), one);
    }

    @Test
    void whatATargetGetsDoesNotDependOnWhoIsImputedWithIt() {
        TinyImputation tiny = TinyImputation.usual(6);
        byte[][] alone = {tiny.typed.row(8), tiny.typed.row(9)};
        try (HapRagModel model = disturbed()) {
            Dosages all = tiny.impute(ImputationMethod.network(model), 2);
            Dosages one = tiny.impute(
                    ImputationMethod.network(model), 1, new TypedHaplotypes(tiny.typed.panelSites(), alone));
            assertSame(one, 0, all, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void targetsThatCopyPanelHaplotypesAreImputedNearlyExactly(boolean network) {
        TinyImputation tiny = new TinyImputation(
                TinyPanels.mosaicPanel(60, 300, 8, 0.1, 21),
                4,
                0,
                IntStream.range(0, 75).map(t -> 4 * t).toArray());
        try (HapRagModel model = TinyImputation.model()) {
            Dosages found = tiny.impute(
                    network ? ImputationMethod.network(model) : ImputationMethod.retrieval(TinyImputation.retrieval()),
                    1);
            double error = 0;
            int wrong = 0;
            int carriers = 0;
            for (int row = 0; row < found.rowCount(); row++) {
                for (int hap = 0; hap < 8; hap++) {
                    double off = Math.abs(found.alt(row, hap >> 1, hap & 1) - tiny.alt(row, hap));
                    error += off;
                    carriers += tiny.alt(row, hap);
                    if (off > 0.5) wrong++;
                }
            }
            assertThat(error / (8 * found.rowCount())).isLessThan(0.01);
            assertThat(wrong).as("of %d ALT alleles", carriers).isLessThan(carriers / 50);
            assertThat(carriers).isGreaterThan(100);
        }
    }

    @Test
    void aModelThatRetrievesInItsOwnSpaceImputesWhatIsCopied() {
        TinyImputation tiny = new TinyImputation(
                TinyPanels.mosaicPanel(60, 300, 8, 0.1, 21),
                4,
                0,
                IntStream.range(0, 75).map(t -> 4 * t).toArray());
        try (HapRagModel model = TinyImputation.embedding()) {
            for (ImputationMethod method :
                    List.of(ImputationMethod.network(model), ImputationMethod.retrievalOf(model))) {
                Dosages found = tiny.impute(method, 2);
                int wrong = 0;
                for (int row = 0; row < found.rowCount(); row++) {
                    for (int hap = 0; hap < 8; hap++) {
                        if (Math.abs(found.alt(row, hap >> 1, hap & 1) - tiny.alt(row, hap)) > 0.5) wrong++;
                    }
                }
                assertThat(wrong).isLessThan(8 * found.rowCount() / 50);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void missingGenotypesAtTypedSitesAreImputed(boolean network) {
        TinyImputation tiny = new TinyImputation(
                TinyPanels.mosaicPanel(60, 300, 8, 0, 21),
                4,
                0,
                IntStream.range(0, 75).map(t -> 4 * t).toArray());
        byte[][] observed = new byte[8][];
        for (int h = 0; h < 8; h++) {
            observed[h] = tiny.typed.row(h).clone();
            for (int t = h >> 1; t < observed[h].length; t += 9) observed[h][t] = TargetGenotypes.MISSING;
        }
        try (HapRagModel model = TinyImputation.model()) {
            Dosages found = tiny.impute(
                    network ? ImputationMethod.network(model) : ImputationMethod.retrieval(TinyImputation.retrieval()),
                    1,
                    new TypedHaplotypes(tiny.typed.panelSites(), observed));
            int wrong = 0;
            int missing = 0;
            for (int h = 0; h < 8; h++) {
                for (int t = h >> 1; t < observed[h].length; t += 9) {
                    int row = tiny.panel.firstRow(tiny.typed.panelSite(t));
                    missing++;
                    if (Math.abs(found.alt(row, h >> 1, h & 1) - tiny.alt(row, h)) > 0.5) wrong++;
                }
            }
            assertThat(missing).isGreaterThan(60);
            assertThat(wrong).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aTargetWithNothingObservedGetsThePanelsFrequenciesFromRetrievalAndASampleOfThemFromTheNetwork() {
        TinyImputation tiny = TinyImputation.usual(1);
        byte[][] nothing = new byte[2][tiny.typed.typedCount()];
        for (byte[] row : nothing) Arrays.fill(row, TargetGenotypes.MISSING);
        Dosages found = tiny.impute(
                ImputationMethod.retrieval(TinyImputation.retrieval()),
                1,
                new TypedHaplotypes(tiny.typed.panelSites(), nothing));
        for (int row = 0; row < found.rowCount(); row++) {
            assertThat((double) found.alt(row, 0, 0)).isCloseTo(tiny.panel.altFrequency(row), within(1e-3));
        }
        try (HapRagModel model = TinyImputation.model()) {
            Dosages byNetwork = tiny.impute(
                    ImputationMethod.network(model), 1, new TypedHaplotypes(tiny.typed.panelSites(), nothing));
            for (int row = 0; row < byNetwork.rowCount(); row++) {
                // An untrained network mixes the K neighbours alone: with nothing to rank them, a sample of the panel.
                double error = .5 / Math.sqrt(TinyImputation.retrieval().neighbours());
                assertThat((double) byNetwork.alt(row, 0, 1))
                        .isCloseTo(tiny.panel.altFrequency(row), within(4 * error));
            }
        }
    }

    @Test
    void excludedSamplesAreNotCopied() {
        HaplotypePanel panel = TinyPanels.of("11111", "11111", "00000", "00000", "00000", "00000");
        byte[][] observed = {{1, 1}, {1, 1}};
        TypedHaplotypes typed = new TypedHaplotypes(new int[] {0, 4}, observed);
        double[] cm = {0, .001, .002, .003, .004};
        try (Imputation imputation = retrieval(1)) {
            Dosages seen = imputation.impute(panel, cm, typed, Exclusions.none(1), n -> {});
            Dosages hidden = imputation.impute(panel, cm, typed, Exclusions.of(new int[][] {{0}}), n -> {});
            assertThat(seen.alt(2, 0, 0)).isGreaterThan(0.9f);
            assertThat(hidden.alt(2, 0, 0)).isZero();
        }
    }

    @Test
    void progressAddsUpToTheTargets() {
        TinyImputation tiny = TinyImputation.usual(9);
        AtomicLong done = new AtomicLong();
        try (Imputation imputation = retrieval(2)) {
            imputation.impute(tiny.panel, tiny.siteCm(), tiny.typed, Exclusions.none(9), done::addAndGet);
        }
        assertThat(done).hasValue(9);
    }

    @Test
    void aFailureInAWorkerReachesTheCallerAndTheThreadsGoOnToWork() {
        TinyImputation tiny = TinyImputation.usual(5);
        try (Imputation imputation = retrieval(2)) {
            PreparedWindow prepared = imputation.prepare(
                    tiny.panel,
                    tiny.siteCm(),
                    tiny.typed.panelSites(),
                    TrialSamples.of(tiny.panel, Exclusions.none(5)));
            assertThatThrownBy(() -> prepared.impute(tiny.typed, Exclusions.none(5), n -> {
                        throw new IllegalStateException("no room");
                    }))
                    .hasMessage("no room");
            assertSame(
                    prepared.impute(tiny.typed, Exclusions.none(5), n -> {}),
                    tiny.impute(ImputationMethod.retrieval(TinyImputation.retrieval()), 1));
        }
    }

    @Test
    void aTargetThatMayCopyNobodyIsRefusedAndNothingGoesOnBehindTheCallersBack() {
        TinyImputation tiny = new TinyImputation(TinyPanels.random(4, 9, 1), 1, 0, new int[] {0, 5});
        try (HapRagModel model = TinyImputation.model();
                Imputation imputation = new Imputation(ImputationMethod.network(model), 1)) {
            Exclusions everybody = Exclusions.of(new int[][] {{0, 1}});
            assertThatThrownBy(() -> imputation.impute(tiny.panel, tiny.siteCm(), tiny.typed, everybody, n -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("may copy no panel haplotype");
        }
    }

    /** Targets of which some are panel samples, imputed at once and by the batch. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void aPreparedWindowGivesTheSameForOneBatchAndForMany(int batch) {
        TinyImputation tiny = TinyImputation.usual(11);
        int[][] own = new int[11][];
        for (int t = 0; t < own.length; t++) own[t] = t % 4 == 1 ? new int[] {t} : new int[0];
        Exclusions exclusions = Exclusions.of(own);
        try (HapRagModel model = disturbed();
                HapRagModel embedding = TinyImputation.embedding()) {
            for (ImputationMethod method : List.of(
                    ImputationMethod.network(model),
                    ImputationMethod.retrievalOf(embedding),
                    ImputationMethod.retrieval(TinyImputation.retrieval()),
                    ImputationMethod.retrieval(selecting()))) {
                try (Imputation imputation = new Imputation(method, 2)) {
                    PreparedWindow prepared = imputation.prepare(
                            tiny.panel,
                            tiny.siteCm(),
                            tiny.typed.panelSites(),
                            TrialSamples.of(tiny.panel, exclusions));
                    List<Dosages> parts = new ArrayList<>();
                    for (int from = 0; from < 11; from += batch) {
                        int to = Math.min(11, from + batch);
                        TypedHaplotypes some = tiny.typed.samples(from, to);
                        parts.add(prepared.impute(some, exclusions.targets(from, to), n -> {}));
                    }
                    assertSame(
                            Dosages.join(parts),
                            imputation.impute(tiny.panel, tiny.siteCm(), tiny.typed, exclusions, n -> {}));
                }
            }
        }
    }

    /** The usual retrieval, with states selected from this small panel too. */
    private static RetrievalConfig selecting() {
        RetrievalConfig d = TinyImputation.retrieval();
        return new RetrievalConfig(
                d.kind(), d.scales(), d.middleScale(), d.mismatch(), d.neighbours(), 0, 4, 16, d.selectionsPerBlock());
    }

    private static Imputation retrieval(int threads) {
        return new Imputation(ImputationMethod.retrieval(TinyImputation.retrieval()), threads);
    }

    @Test
    void manyTargetsLeaveNoArrayBehind() {
        TinyImputation tiny = TinyImputation.usual(20);
        try (HapRagModel model = TinyImputation.model()) {
            int before = model.manager().getManagedArrays().size();
            for (int round = 0; round < 3; round++) {
                tiny.impute(ImputationMethod.network(model), 2);
                assertThat(model.manager().getManagedArrays()).hasSize(before);
            }
        }
    }

    /** Panels and typed sites at the lower bounds. */
    @ParameterizedTest
    @CsvSource({"2,30,3", "2,30,1", "2,1,1", "60,1,1", "60,30,1", "4,2,2"})
    void theSmallestPanelsAreImputed(int haplotypes, int sites, int typedSites) {
        HaplotypePanel panel = TinyPanels.random(haplotypes, sites, 4);
        int[] typed =
                IntStream.range(0, typedSites).map(t -> t * sites / typedSites).toArray();
        TinyImputation tiny = new TinyImputation(panel, 3, 0, typed);
        for (int neighbours : new int[] {TinyImputation.NEIGHBOURS, 0}) {
            try (HapRagModel model = TinyImputation.model(neighbours)) {
                assertProbabilities(tiny.impute(ImputationMethod.network(model), 2));
            }
        }
        assertProbabilities(tiny.impute(ImputationMethod.retrieval(TinyImputation.retrieval()), 1));
    }

    private static void assertProbabilities(Dosages found) {
        for (int row = 0; row < found.rowCount(); row++) {
            for (int target = 0; target < found.targetCount(); target++) {
                float p1 = found.alt(row, target, 0);
                float p2 = found.alt(row, target, 1);
                assertThat(p1).isBetween(0f, 1f);
                assertThat(p2).isBetween(0f, 1f);
                assertThat(found.both(row, target))
                        .isBetween(Math.max(0, p1 + p2 - 1) - 1e-4f, Math.min(p1, p2) + 1e-4f);
            }
        }
    }

    @Test
    void aNetworkWithoutFusionImputesToo() {
        TinyImputation tiny = TinyImputation.usual(2);
        try (HapRagModel model = TinyImputation.model(0)) {
            assertProbabilities(tiny.impute(ImputationMethod.network(model), 1));
        }
    }
}
