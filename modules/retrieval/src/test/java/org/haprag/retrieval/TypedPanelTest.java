package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class TypedPanelTest {
    /**
     * What is found when first asked for is found by parallel streams. A task of the common pool that waited there for a thread
     * which waits for that pool would wait forever: training did, now and then.
     */
    @Test
    void nobodyWaitsForAnotherWhoFindsTheSame() throws Exception {
        int sites = 40;
        TypedPanel panel = new TypedPanel(
                TinyPanels.mosaicPanel(20, sites, 4, 0, 3),
                IntStream.range(0, sites).mapToDouble(t -> .1 * t).toArray(),
                IntStream.range(0, sites).toArray());
        synchronized (panel) {
            CompletableFuture<Integer> other =
                    CompletableFuture.supplyAsync(() -> panel.localHaplotypes().mostClasses()
                            + panel.alikeHaplotypes().blockCount());
            assertThat(other.get(20, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(panel.localHaplotypes()).isSameAs(panel.localHaplotypes());
        assertThat(panel.alikeHaplotypes()).isSameAs(panel.alikeHaplotypes());
    }
}
