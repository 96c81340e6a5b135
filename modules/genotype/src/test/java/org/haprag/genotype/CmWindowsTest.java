package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CmWindowsTest {
    @Test
    void coresAreCutEvenlyAndWindowsReachOverThem() {
        double[] cm = {0, 1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(CmWindows.of(cm, 4, 1)).containsExactly(new CmWindow(0, 5, 0, 4), new CmWindow(3, 9, 4, 9));
    }

    @Test
    void aContigShorterThanACoreIsOneWindow() {
        assertThat(CmWindows.of(new double[] {5, 5.5, 6}, 2, 1)).containsExactly(new CmWindow(0, 3, 0, 3));
    }

    @Test
    void sitesAtOneCmAreOneWindow() {
        assertThat(CmWindows.of(new double[] {7, 7, 7, 7}, .001, 0)).containsExactly(new CmWindow(0, 4, 0, 4));
    }

    @Test
    void oneSiteIsOneWindowAndNoSiteIsNone() {
        assertThat(CmWindows.of(new double[] {3}, 2, 1)).containsExactly(new CmWindow(0, 1, 0, 1));
        assertThat(CmWindows.of(new double[0], 2, 1)).isEmpty();
    }

    @Test
    void aHugeGapMakesNoEmptyWindow() {
        double[] cm = {0, .1, 1_000_000, 1_000_000.1};
        assertThat(CmWindows.of(cm, 1, .5)).containsExactly(new CmWindow(0, 2, 0, 2), new CmWindow(2, 4, 2, 4));
    }

    @Test
    void anOverlapLongerThanTheContigGivesEachWindowAllSites() {
        List<CmWindow> windows = CmWindows.of(new double[] {0, 1, 2, 3}, 1, 100);
        assertThat(windows).hasSize(3).allMatch(w -> w.fromSite() == 0 && w.toSite() == 4);
    }

    @Test
    void coresPartitionTheSitesWhateverTheMap() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 500; trial++) {
            double[] cm = new double[1 + random.nextInt(60)];
            for (int i = 1; i < cm.length; i++) {
                double step = random.nextInt(3) == 0 ? 0 : Math.pow(10, random.nextInt(5) - 3) * random.nextDouble();
                cm[i] = cm[i - 1] + step;
            }
            double coreCm = Math.pow(10, random.nextInt(4) - 2);
            double overlapCm = random.nextInt(3) * .5 * coreCm;
            checkPartition(cm, coreCm, overlapCm);
        }
    }

    private static void checkPartition(double[] cm, double coreCm, double overlapCm) {
        int next = 0;
        for (CmWindow w : CmWindows.of(cm, coreCm, overlapCm)) {
            String where = w + " of " + Arrays.toString(cm) + " core " + coreCm + " overlap " + overlapCm;
            assertThat(w.coreFromSite()).as(where).isEqualTo(next);
            next = w.coreToSite();
            double first = cm[w.coreFromSite()];
            double last = cm[w.coreToSite() - 1];
            assertThat(last - first).as(where).isLessThanOrEqualTo(coreCm * (1 + 1e-9));
            for (int i = 0; i < cm.length; i++) {
                boolean near = cm[i] >= first - overlapCm && cm[i] <= last + overlapCm;
                assertThat(i >= w.fromSite() && i < w.toSite())
                        .as("site " + i + " in " + where)
                        .isEqualTo(near);
            }
        }
        assertThat(next).isEqualTo(cm.length);
    }

    @Test
    void positionsThatDecreaseOrAreNotNumbersAreRefused() {
        assertThatThrownBy(() -> CmWindows.of(new double[] {1, .5}, 1, 0)).hasMessageContaining("found 0.5 at site 1");
        assertThatThrownBy(() -> CmWindows.of(new double[] {Double.NaN}, 1, 0)).hasMessageContaining("found NaN");
        assertThatThrownBy(() -> CmWindows.of(new double[] {1}, 0, 0)).hasMessageContaining("coreCm");
        assertThatThrownBy(() -> CmWindows.of(new double[] {1}, 1, -1)).hasMessageContaining("overlapCm");
        assertThatThrownBy(() -> new CmWindow(0, 2, 1, 1)).hasMessageContaining("a core holds a site");
    }
}
