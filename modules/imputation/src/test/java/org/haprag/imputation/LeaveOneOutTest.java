package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.Exclusions;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaveOneOutTest {
    private static final int TARGETS = 4;

    /** Targets copied from the panel, so that a site can be told from its neighbours. */
    private static TinyImputation tiny() {
        int[] typed = IntStream.range(0, 75).map(t -> 4 * t).toArray();
        return new TinyImputation(TinyPanels.mosaicPanel(60, 300, 8, 0.1, 21), TARGETS, 0, typed);
    }

    private static LeaveOneOut of(TinyImputation tiny, TypedHaplotypes typed, ImputationMethod method) {
        try (Imputation imputation = new Imputation(method, 1)) {
            return LeaveOneOut.of(imputation, tiny.panel, tiny.siteCm(), typed, Exclusions.none(TARGETS));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsObservedAtASiteDoesNotReachItsOwnDosage(boolean network) {
        TinyImputation tiny = tiny();
        try (HapRagModel model = TinyImputation.model()) {
            ImputationMethod method =
                    network ? ImputationMethod.network(model) : ImputationMethod.retrieval(TinyImputation.retrieval());
            LeaveOneOut truth = of(tiny, tiny.typed, method);
            for (int site : new int[] {0, 33, 74}) {
                byte[][] lie = new byte[2 * TARGETS][];
                for (int h = 0; h < lie.length; h++) {
                    lie[h] = tiny.typed.row(h).clone();
                    lie[h][site] = (byte) (1 - Math.min(1, lie[h][site]));
                }
                LeaveOneOut other = of(tiny, new TypedHaplotypes(tiny.typed.panelSites(), lie), method);
                assertThat(other.dosages(site)).containsExactly(truth.dosages(site));
                assertThat(IntStream.range(0, 75).filter(t -> !Arrays.equals(other.dosages(t), truth.dosages(t))))
                        .as("other sites hear of it")
                        .isNotEmpty();
            }
        }
    }

    @Test
    void whereTargetsAreCopiesOfThePanelMostSitesCanBeToldFromTheirNeighbours() {
        TinyImputation tiny = tiny();
        LeaveOneOut found = of(tiny, tiny.typed, ImputationMethod.retrieval(TinyImputation.retrieval()));
        double[] r2 = IntStream.range(0, 75)
                .mapToDouble(found::empiricalR2)
                .filter(x -> !Double.isNaN(x))
                .toArray();
        assertThat(r2).hasSizeGreaterThan(20);
        for (double x : r2) assertThat(x).isBetween(0., 1.);
        assertThat(Arrays.stream(r2).average().orElseThrow()).isGreaterThan(.8);
    }

    @Test
    void aSiteAtWhichNothingVariesHasNoEmpiricalR2AndMissingAllelesDoNotCount() {
        TinyImputation tiny = tiny();
        byte[][] alleles = new byte[2 * TARGETS][];
        for (int h = 0; h < alleles.length; h++) {
            alleles[h] = tiny.typed.row(h).clone();
            alleles[h][10] = 0;
            alleles[h][11] = (byte) (h == 0 ? 1 : -1);
        }
        LeaveOneOut found = of(
                tiny,
                new TypedHaplotypes(tiny.typed.panelSites(), alleles),
                ImputationMethod.retrieval(TinyImputation.retrieval()));
        assertThat(found.empiricalR2(10)).isNaN();
        assertThat(found.empiricalR2(11)).isNaN();
    }

    @Test
    void twoTypedSitesAreEnough() {
        TinyImputation tiny =
                new TinyImputation(TinyPanels.mosaicPanel(60, 300, 8, 0.1, 21), TARGETS, 0, new int[] {100, 110});
        LeaveOneOut found = of(tiny, tiny.typed, ImputationMethod.retrieval(TinyImputation.retrieval()));
        assertThat(found.dosages(0)).hasSize(2 * TARGETS);
        assertThat(found.dosages(1)).hasSize(2 * TARGETS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void targetsAFewAtATimeGetWhatTheyGetTogether(int batch) {
        TinyImputation tiny = tiny();
        ImputationMethod method = ImputationMethod.retrieval(TinyImputation.retrieval());
        LeaveOneOut together = of(tiny, tiny.typed, method);
        try (Imputation imputation = new Imputation(method, 1)) {
            LeaveOneOut found = LeaveOneOut.of(
                    imputation,
                    tiny.panel.atSites(tiny.typed.panelSites()),
                    tiny.siteCm(),
                    tiny.typed,
                    Exclusions.none(TARGETS),
                    batch);
            for (int t = 0; t < tiny.typed.typedCount(); t++) {
                assertThat(found.dosages(t)).containsExactly(together.dosages(t));
                assertThat(found.ofSite(t).r2()).isEqualTo(together.ofSite(t).r2());
            }
        }
    }
}
