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

    private static LeaveOneOut of(TinyImputation tiny, TypedHaplotypes typed, Imputation imputation) {
        return LeaveOneOut.of(imputation, tiny.panel, tiny.siteCm(), typed, Exclusions.none(TARGETS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsObservedAtASiteDoesNotReachItsOwnDosage(boolean network) {
        TinyImputation tiny = tiny();
        try (HapRagModel model = TinyImputation.model()) {
            Imputation imputation =
                    network ? Imputation.with(model, 1) : Imputation.withoutNetwork(TinyImputation.retrieval(), 1);
            LeaveOneOut truth = of(tiny, tiny.typed, imputation);
            for (int site : new int[] {0, 33, 74}) {
                byte[][] lie = new byte[2 * TARGETS][];
                for (int h = 0; h < lie.length; h++) {
                    lie[h] = tiny.typed.row(h).clone();
                    lie[h][site] = (byte) (1 - Math.min(1, lie[h][site]));
                }
                LeaveOneOut other = of(tiny, new TypedHaplotypes(tiny.typed.panelSites(), lie), imputation);
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
        LeaveOneOut found = of(tiny, tiny.typed, Imputation.withoutNetwork(TinyImputation.retrieval(), 1));
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
                Imputation.withoutNetwork(TinyImputation.retrieval(), 1));
        assertThat(found.empiricalR2(10)).isNaN();
        assertThat(found.empiricalR2(11)).isNaN();
    }

    @Test
    void twoTypedSitesAreEnough() {
        TinyImputation tiny =
                new TinyImputation(TinyPanels.mosaicPanel(60, 300, 8, 0.1, 21), TARGETS, 0, new int[] {100, 110});
        LeaveOneOut found = of(tiny, tiny.typed, Imputation.withoutNetwork(TinyImputation.retrieval(), 1));
        assertThat(found.dosages(0)).hasSize(2 * TARGETS);
        assertThat(found.dosages(1)).hasSize(2 * TARGETS);
    }
}
