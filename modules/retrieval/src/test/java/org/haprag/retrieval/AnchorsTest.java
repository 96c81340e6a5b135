package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorsTest {
    private static final int SITES = 200;
    private static final HaplotypePanel PANEL = TinyPanels.mosaicPanel(8, SITES, 4, .1, 3);

    private static TypedPanel typed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] cm = random.doubles(SITES).map(d -> d < .3 ? .5 : d).sorted().toArray();
        int[] typed = random.ints(1 + random.nextInt(60), 0, SITES)
                .distinct()
                .sorted()
                .toArray();
        return new TypedPanel(PANEL, cm, typed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOutermostAndThoseFarEnoughApartAreAnchors(long seed) {
        TypedPanel panel = typed(seed);
        double switchesPerCm = 4;
        Anchors anchors = Anchors.apart(panel, switchesPerCm);
        int last = panel.typedCount() - 1;
        assertThat(anchors.number(0)).isZero();
        assertThat(anchors.number(last)).isEqualTo(anchors.count() - 1);
        for (int t = 1; t < last; t++) {
            int before = t - 1;
            while (anchors.number(before) < 0) before--;
            double switches = (panel.typedCm(t) - panel.typedCm(before)) * switchesPerCm;
            assertThat(anchors.number(t) >= 0).as("typed site %d", t).isEqualTo(switches >= Anchors.SWITCHES_APART);
        }
        for (int a = 0; a < anchors.count(); a++)
            assertThat(anchors.number(anchors.typed(a))).isEqualTo(a);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRowLiesBetweenItsAnchors(long seed) {
        TypedPanel panel = typed(seed);
        Anchors anchors = Anchors.apart(panel, 4);
        int[] sites = IntStream.range(0, anchors.count())
                .map(a -> panel.panelSite(anchors.typed(a)))
                .toArray();
        for (int row = 0; row < PANEL.alleleRowCount(); row++) {
            int site = PANEL.siteOfRow(row);
            int interval = panel.intervalOfRow(row);
            int right = Arrays.binarySearch(sites, site);
            right = right >= 0 ? right + 1 : -right - 1;
            int left = Math.max(0, right - 1);
            right = Math.min(right, sites.length - 1);
            assertThat(anchors.left(interval)).as("row %d", row).isEqualTo(left);
            assertThat(anchors.right(interval)).as("row %d", row).isEqualTo(right);
            double span = panel.siteCm(sites[right]) - panel.siteCm(sites[left]);
            if (span > 0) {
                double share = (panel.siteCm(site) - panel.siteCm(sites[left])) / span;
                assertThat((double) anchors.rightShare()[row]).isCloseTo(share, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everywhereIsEveryTypedSite(long seed) {
        TypedPanel panel = typed(seed);
        Anchors anchors = Anchors.everywhere(panel);
        assertThat(anchors.count()).isEqualTo(panel.typedCount());
    }
}
