package org.haprag.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.SwitchRate;
import org.haprag.retrieval.TypedPanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class PhaseDoubtTest {
    private static final int SITES = 60;

    private static RetrievedSample retrieved(boolean phased) {
        HaplotypePanel panel = TinyPanels.mosaicPanel(20, SITES, 4, 0, 3);
        TypedPanel typed = new TypedPanel(
                panel,
                IntStream.range(0, SITES).mapToDouble(t -> .1 * t).toArray(),
                IntStream.range(0, SITES).toArray());
        byte[][] alleles = new byte[2][SITES];
        for (int h = 0; h < 2; h++) for (int t = 0; t < SITES; t++) alleles[h][t] = (byte) panel.allele(t, 3 + 4 * h);
        BitMatrix unknown = new BitMatrix(SITES, 1);
        for (int t = 0; t < SITES && !phased; t++) unknown.set(t, 0);
        TypedHaplotypes target = new TypedHaplotypes(
                IntStream.range(0, SITES).toArray(), Haplotypes.diploid(1), alleles, Phasing.unknownAt(unknown));
        return RetrievalConfig.copyingAlone()
                .at(SwitchRate.given(2))
                .retriever()
                .open(typed, target, Exclusions.none(1))
                .retrieveSample(0);
    }

    @Test
    void isThatOfTheHeterozygoteOnTheRightAndTheLargerOfItsNeighbours() {
        RetrievedSample found = retrieved(false);
        float[] exchanged = found.phase().orElseThrow().exchanged();
        int[] heterozygotes = IntStream.range(0, SITES)
                .filter(t -> found.observed().allele(0, t) != found.observed().allele(1, t))
                .toArray();
        assertThat(heterozygotes.length).isGreaterThan(5);
        PhaseDoubt doubt = PhaseDoubt.of(found);
        assertThat(doubt.unknown()).isTrue();
        for (int i = 1; i < heterozygotes.length; i++) {
            float before = exchanged[heterozygotes[i - 1]];
            float after = i + 1 < heterozygotes.length ? exchanged[heterozygotes[i + 1]] : 0;
            for (int interval = heterozygotes[i - 1] + 1; interval <= heterozygotes[i]; interval++) {
                assertThat(doubt.here(interval)).isEqualTo(exchanged[heterozygotes[i]]);
                assertThat(doubt.around(interval)).isEqualTo(Math.max(before, after));
            }
        }
        assertThat(doubt.here(SITES)).as("no heterozygote on the right").isZero();
        assertThat(IntStream.rangeClosed(0, SITES)
                        .mapToDouble(doubt::here)
                        .max()
                        .orElseThrow())
                .as("some phase is open in this case")
                .isPositive();
    }

    @Test
    void isNoneWherePhaseIsKnown() {
        assertThat(PhaseDoubt.of(retrieved(true)).unknown()).isFalse();
    }
}
