package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.Settled;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.SwitchRate;
import org.haprag.retrieval.TypedPanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class OpenRowsTest {
    private static final HaplotypePanel PANEL = TinyPanels.mosaicPanel(120, 400, 8, 3);
    private static final int VISIBLE = PANEL.haplotypeCount() - 2;
    private static final RetrievedSample FOUND = found();

    private static RetrievedSample found() {
        int[] typed =
                IntStream.range(0, PANEL.siteCount()).filter(s -> s % 20 == 0).toArray();
        double[] siteCm =
                IntStream.range(0, PANEL.siteCount()).mapToDouble(s -> s * .01).toArray();
        int[] himself = {0};
        return RetrievalConfig.copyingAlone()
                .at(SwitchRate.given(1.5))
                .retriever()
                .open(
                        new TypedPanel(PANEL, siteCm, typed),
                        TypedHaplotypes.of(PANEL, himself, typed),
                        Exclusions.ofThemselves(himself))
                .retrieveSample(0);
    }

    /** Rows at which what the network adds, weighed, could change P(ALT) of a haplotype by as much. */
    private static List<Integer> expected(int haplotype, float share) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < PANEL.alleleRowCount(); row++) {
            float p = FOUND.haplotypes().get(haplotype).middleCopying(row);
            float frequency = FOUND.haplotypes().get(0).frequency()[row];
            float carriers = Math.min(frequency, 1 - frequency) * VISIBLE;
            boolean sure = Math.min(p, 1 - p) < Settled.MARGIN;
            if (!sure && Math.min(p, 1 - p) * share * (carriers / (carriers + 2)) >= .005f) rows.add(row);
        }
        return rows;
    }

    private static List<Integer> asked(OpenRows open, int haplotype) {
        return IntStream.range(0, open.count())
                .filter(i -> open.open()[haplotype][i])
                .mapToObj(i -> open.rows()[i])
                .toList();
    }

    @Test
    void theNetworkIsAskedWhereWhatCountsOfItsAnswerCanChangeSomething() {
        OpenRows all = OpenRows.of(FOUND, 1, 1, VISIBLE);
        OpenRows fewer = OpenRows.of(FOUND, 1, .1f, VISIBLE);
        for (int h = 0; h < 2; h++) {
            assertThat(asked(all, h)).isNotEmpty().isEqualTo(expected(h, 1));
            assertThat(asked(fewer, h)).isNotEmpty().isEqualTo(expected(h, .1f));
        }
        assertThat(fewer.count()).isLessThan(all.count()).isPositive();
        assertThat(all.count()).isLessThan(PANEL.alleleRowCount());
        assertThat(OpenRows.of(FOUND, 1, 0, VISIBLE).count()).isZero();
    }
}
