package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class ImputationWindowsTest {
    /** A site every 0.01 cM. */
    private static double[] siteCm(int sites) {
        return IntStream.range(0, sites).mapToDouble(i -> 0.01 * i).toArray();
    }

    private static TypedHaplotypes typed(int... sites) {
        byte[][] alleles = new byte[2][sites.length];
        return new TypedHaplotypes(sites, alleles);
    }

    private static void assertCoresPartition(List<CmWindow> windows, int sites) {
        int next = 0;
        for (CmWindow w : windows) {
            assertThat(w.coreFromSite()).isEqualTo(next);
            next = w.coreToSite();
        }
        assertThat(next).isEqualTo(sites);
    }

    @Test
    void windowsAreAsLongAsAskedAndOverlap() {
        List<CmWindow> windows = ImputationWindows.plan(
                siteCm(1000), typed(IntStream.range(0, 1000).toArray()), 2.5, 0.5);
        assertThat(windows).hasSize(4);
        assertCoresPartition(windows, 1000);
        assertThat(windows.get(1).coreFromSite() - windows.get(1).fromSite()).isBetween(49, 51);
    }

    @Test
    void aWindowWithoutTypedSitesIsJoinedWithItsNeighbour() {
        int[] sites = Arrays.stream(IntStream.range(0, 1000).toArray())
                .filter(s -> s < 230 || s > 820)
                .toArray();
        List<CmWindow> windows = ImputationWindows.plan(siteCm(1000), typed(sites), 2.5, 0.1);
        assertCoresPartition(windows, 1000);
        assertThat(windows).hasSize(2);
        for (CmWindow w : windows)
            assertThat(typed(sites).typedCount(w.fromSite(), w.toSite())).isPositive();
    }

    @Test
    void windowsBeforeTheFirstTypedSiteAreJoinedWithTheOneThatHasIt() {
        List<CmWindow> windows = ImputationWindows.plan(siteCm(1000), typed(900, 910, 920), 1, 0.1);
        assertThat(windows).hasSize(1);
        assertCoresPartition(windows, 1000);
    }

    @Test
    void coresPartitionTheWantedSitesAndContextReachesBeyond() {
        List<CmWindow> windows = ImputationWindows.plan(
                siteCm(1000), typed(IntStream.range(0, 1000).toArray()), 400, 600, 1.2, 0.5);
        assertThat(windows).hasSize(2);
        assertThat(windows.get(0).coreFromSite()).isEqualTo(400);
        assertThat(windows.get(0).fromSite()).isBetween(349, 351);
        assertThat(windows.get(1).coreFromSite()).isEqualTo(windows.get(0).coreToSite());
        assertThat(windows.get(1).coreToSite()).isEqualTo(600);
        assertThat(windows.get(1).toSite()).isBetween(649, 651);
    }

    @Test
    void wantedSitesFarFromAnyTypedSiteTakeAllTheContextThereIs() {
        List<CmWindow> windows = ImputationWindows.plan(siteCm(1000), typed(900, 910), 100, 200, 20, 0.5);
        assertThat(windows).containsExactly(new CmWindow(0, 1000, 100, 200));
    }

    @Test
    void batchesKeepToTheirBudgetWhateverTheNumberOfTargets() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(48, 2000, 8, 5);
        TypedHaplotypes typed = typed(IntStream.range(0, 200).map(t -> 10 * t).toArray());
        Samples samples = new Samples(List.of("T0"));
        ImputationPlan plan = new ImputationPlan(
                panel,
                siteCm(2000),
                new MatchedTargets(
                        samples, typed, Exclusions.none(1), TargetOnlySites.none(), TinyImputation.fates(), List.of()),
                List.of(new CmWindow(0, 2000, 0, 1000), new CmWindow(1000, 2000, 1000, 2000)),
                EmpiricalR2.NONE);
        int size = plan.window(0).batchSize();
        assertThat(size).isBetween(2000, 2300);
        // Half the rows and typed sites; what panel haplotypes that are alike take is the same.
        assertThat(plan.window(1).batchSize()).isBetween(size * 9 / 5, 2 * size);
    }
}
