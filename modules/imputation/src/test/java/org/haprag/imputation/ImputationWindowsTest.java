package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.encoding.CmWindow;
import org.haprag.genotype.TypedHaplotypes;
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
    void manyTargetsMakeShorterWindows() {
        byte[][] alleles = new byte[200_000][1000];
        TypedHaplotypes many = new TypedHaplotypes(IntStream.range(0, 1000).toArray(), alleles);
        List<CmWindow> windows = ImputationWindows.plan(siteCm(1000), many, 20, 0.1);
        assertThat(windows.size()).isGreaterThan(1);
        assertCoresPartition(windows, 1000);
    }
}
