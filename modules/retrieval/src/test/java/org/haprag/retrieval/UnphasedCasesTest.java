package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unphased samples that are put together from panel haplotypes with random alleles, so that the answer is known. */
class UnphasedCasesTest {
    private static final int HAPLOTYPES = 40;
    private static final int SITES = 180;

    /** Every third site is typed, the first and the last among them. */
    private static final int TYPED = 60;

    private static final RetrievalConfig CONFIG = RetrievalConfig.copyingAlone().at(SwitchRate.given(1));

    /** Of random alleles; the second haplotype is the first one's opposite. */
    private final HaplotypePanel panel = opposites(TinyPanels.random(HAPLOTYPES, SITES, 3));

    private static HaplotypePanel opposites(HaplotypePanel random) {
        String[] haplotypes = new String[HAPLOTYPES];
        for (int h = 0; h < HAPLOTYPES; h++) {
            StringBuilder alleles = new StringBuilder();
            for (int s = 0; s < SITES; s++) alleles.append(h == 1 ? 1 - random.allele(s, 0) : random.allele(s, h));
            haplotypes[h] = alleles.toString();
        }
        return TinyPanels.of(haplotypes);
    }

    private static int site(int typed) {
        return typed == TYPED - 1 ? SITES - 1 : 3 * typed;
    }

    private TypedPanel typed(int... sites) {
        double[] cm = IntStream.range(0, SITES).mapToDouble(s -> .002 * s).toArray();
        return new TypedPanel(panel, cm, sites);
    }

    private TypedPanel typed() {
        return typed(IntStream.range(0, TYPED).map(UnphasedCasesTest::site).toArray());
    }

    /** Alleles at typed sites of who copies a panel haplotype at each site. */
    private byte[] alleles(IntUnaryOperator copied) {
        byte[] out = new byte[TYPED];
        for (int t = 0; t < TYPED; t++) out[t] = (byte) panel.allele(site(t), copied.applyAsInt(site(t)));
        return out;
    }

    private RetrievedSample retrieve(TypedPanel typed, byte[] first, byte[] second) {
        int[] sites =
                IntStream.range(0, typed.typedCount()).map(typed::panelSite).toArray();
        BitMatrix unknown = new BitMatrix(sites.length, 1);
        for (int t = 0; t < sites.length; t++) unknown.set(t, 0);
        byte[][] alleles = {first.clone(), second.clone()};
        return RetrievalConfigs.retrieve(
                typed, CONFIG, new TypedHaplotypes(sites, Haplotypes.diploid(1), alleles, Phasing.unknownAt(unknown)));
    }

    private static float dosage(RetrievedSample found, int row) {
        return found.haplotypes().get(0).middleCopying(row)
                + found.haplotypes().get(1).middleCopying(row);
    }

    private void assertImputed(RetrievedSample found, IntUnaryOperator one, IntUnaryOperator other, int from, int to) {
        for (int s = from; s < to; s++) {
            int truth = panel.allele(s, one.applyAsInt(s)) + panel.allele(s, other.applyAsInt(s));
            assertThat(dosage(found, panel.firstRow(s))).as("site %d", s).isCloseTo(truth, within(.1f));
        }
    }

    private static void assertPhased(RetrievedSample found, byte[] first, byte[] second) {
        int turned = Arrays.equals(found.observed().row(0), first) ? 0 : 1;
        assertThat(found.observed().row(turned)).containsExactly(first);
        assertThat(found.observed().row(1 - turned)).containsExactly(second);
    }

    @Test
    void twoFoundersAndOneSwitch() {
        IntUnaryOperator one = s -> 4;
        IntUnaryOperator other = s -> s < 90 ? 11 : 30;
        RetrievedSample found = retrieve(typed(), alleles(one), alleles(other));
        assertPhased(found, alleles(one), alleles(other));
        assertImputed(found, one, other, 0, 86);
        assertImputed(found, one, other, 96, SITES);
    }

    @Test
    void aStretchOfHeterozygotesOnly() {
        RetrievedSample found = retrieve(typed(), alleles(s -> 0), alleles(s -> 1));
        assertPhased(found, alleles(s -> 0), alleles(s -> 1));
        assertImputed(found, s -> 0, s -> 1, 0, SITES);
    }

    @Test
    void aHeterozygoteThatNoStateHas() {
        int odd = IntStream.range(20, 40)
                .filter(t -> panel.allele(site(t), 4) == 0 && panel.allele(site(t), 11) == 0)
                .findFirst()
                .orElseThrow();
        byte[] second = alleles(s -> 11);
        second[odd] = 1;
        RetrievedSample found = retrieve(typed(), alleles(s -> 4), second);
        assertThat(found.observed().allele(0, odd) + found.observed().allele(1, odd))
                .isEqualTo(1);
        assertImputed(found, s -> 4, s -> 11, 0, site(odd) - 2);
        assertImputed(found, s -> 4, s -> 11, site(odd) + 3, SITES);
    }

    @Test
    void theFirstAndTheLastSite() {
        // Two haplotypes that differ at both ends.
        int other = IntStream.range(0, HAPLOTYPES)
                .filter(h -> panel.allele(0, h) != panel.allele(0, 4)
                        && panel.allele(SITES - 1, h) != panel.allele(SITES - 1, 4))
                .findFirst()
                .orElseThrow();
        RetrievedSample found = retrieve(typed(), alleles(s -> 4), alleles(s -> other));
        assertPhased(found, alleles(s -> 4), alleles(s -> other));
        assertImputed(found, s -> 4, s -> other, 0, SITES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void oneTypedSite(int alts) {
        int at = 60;
        RetrievedSample found =
                retrieve(typed(at), new byte[] {(byte) (alts / 2)}, new byte[] {(byte) ((alts + 1) / 2)});
        for (int s = 0; s < SITES; s++) {
            if (s == at) continue;
            double expected = mean(s, at, alts / 2) + mean(s, at, (alts + 1) / 2);
            assertThat(dosage(found, panel.firstRow(s))).isCloseTo((float) expected, within(.02f));
        }
        assertThat(dosage(found, panel.firstRow(at))).isCloseTo(alts, within(.1f));
    }

    /** Of the alleles of a site among haplotypes with an allele at another: where all may be copied alike. */
    private double mean(int site, int at, int allele) {
        return IntStream.range(0, HAPLOTYPES)
                .filter(h -> panel.allele(at, h) == allele)
                .map(h -> panel.allele(site, h))
                .average()
                .orElseThrow();
    }

    @Test
    void aLongRunOfMissing() {
        byte[] first = alleles(s -> 4);
        byte[] second = alleles(s -> 11);
        for (int t = 20; t < 40; t++) first[t] = second[t] = -1;
        RetrievedSample found = retrieve(typed(), first, second);
        assertImputed(found, s -> 4, s -> 11, 0, SITES);
    }
}
