package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedGenotypes;
import org.haprag.io.ImputedSite;
import org.haprag.model.HapRagModel;
import org.haprag.retrieval.Exclusions;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

/** Haploid and diploid samples side by side, among the targets and in the panel: X outside of its pseudo-autosomal regions. */
class MixedPloidyTest {
    /** Haplotypes 0 | 1, 2 | 3 | 4, 5 | 6, 7 of the targets. */
    private static final Haplotypes MIXED = Haplotypes.of(1, 2, 1, 2, 2);

    private static final TinyImputation TINY = TinyImputation.usual(4);

    private static final ImputationMethod COPYING = ImputationMethod.retrieval(TinyImputation.retrieval());

    /** The 60 panel haplotypes, 12 of them those of haploid samples. */
    private static HaplotypePanel panel() {
        int[] ploidies = IntStream.range(0, 36).map(s -> s % 3 == 1 ? 1 : 2).toArray();
        return TinyPanels.dealt(TINY.panel, Haplotypes.of(ploidies));
    }

    private static TypedHaplotypes typed(Haplotypes haplotypes) {
        byte[][] alleles =
                IntStream.range(0, haplotypes.count()).mapToObj(TINY.typed::row).toArray(byte[][]::new);
        return new TypedHaplotypes(TINY.typed.panelSites(), haplotypes, alleles, Phasing.known());
    }

    private static Dosages impute(HaplotypePanel panel, TypedHaplotypes typed, ImputationMethod method) {
        return impute(panel, typed, method, Exclusions.none(typed.haplotypes().sampleCount()));
    }

    private static Dosages impute(
            HaplotypePanel panel, TypedHaplotypes typed, ImputationMethod method, Exclusions exclusions) {
        try (Imputation imputation = new Imputation(method, 2)) {
            return imputation.impute(panel, TINY.siteCm(), typed, exclusions, n -> {});
        }
    }

    @Test
    void aHaploidTargetGetsWhatItsHaplotypeGetsTwiceInASample() {
        Dosages mixed = impute(panel(), typed(MIXED), COPYING);
        Dosages pairs = impute(panel(), typed(Haplotypes.diploid(4)), COPYING);
        assertThat(mixed.targetCount()).isEqualTo(5);
        float[] gp = new float[3];
        for (int haploid : new int[] {0, 2}) {
            byte[] row = TINY.typed.row(MIXED.first(haploid));
            TypedHaplotypes twice = new TypedHaplotypes(TINY.typed.panelSites(), new byte[][] {row, row});
            Dosages pair = impute(panel(), twice, COPYING);
            for (int r = 0; r < mixed.rowCount(); r++) {
                assertThat(mixed.alt(r, haploid, 0))
                        .isEqualTo(pair.alt(r, 0, 0))
                        .isEqualTo(pair.alt(r, 0, 1));
            }
        }
        for (int row = 0; row < mixed.rowCount(); row++) {
            // Haplotypes 6 and 7 are a diploid sample among both.
            for (int h = 0; h < 2; h++) assertThat(mixed.alt(row, 4, h)).isEqualTo(pairs.alt(row, 3, h));
            for (int haploid : new int[] {0, 2}) {
                float p = mixed.alt(row, haploid, 0);
                assertThat(mixed.alt(row, haploid, 1)).isZero();
                mixed.posteriors(row, haploid, gp, 0);
                assertThat(gp).containsExactly(1 - p, p, 0);
            }
        }
    }

    @Test
    void theNetworkImputesAHaploidTargetWhoeverElseIsThere() {
        try (HapRagModel model = TinyImputation.model()) {
            ImputationMethod network = ImputationMethod.network(model);
            Dosages mixed = impute(panel(), typed(MIXED), network);
            Dosages alone = impute(panel(), typed(Haplotypes.of(1)), network);
            TypedHaplotypes twice =
                    new TypedHaplotypes(TINY.typed.panelSites(), new byte[][] {TINY.typed.row(0), TINY.typed.row(0)});
            Dosages pair = impute(panel(), twice, network);
            double sure = 0;
            for (int row = 0; row < mixed.rowCount(); row++) {
                float p = mixed.alt(row, 0, 0);
                assertThat(alone.alt(row, 0, 0)).isEqualTo(p);
                assertThat(alone.alt(row, 0, 1)).isZero();
                assertThat(alone.both(row, 0)).isZero();
                // What the gt head, untrained, adds to the same haplotype in a pair with itself.
                assertThat(pair.alt(row, 0, 0)).isCloseTo(p, within(0.02f));
                if (p < 0.1 || p > 0.9) sure++;
            }
            assertThat(sure / mixed.rowCount()).isGreaterThan(0.8);
        }
    }

    @Test
    void aHaploidSampleOfThePanelIsHiddenFromItself() {
        int[] others = IntStream.range(0, 36).filter(s -> s != 1).toArray();
        TypedHaplotypes target = typed(Haplotypes.of(1));
        Dosages hidden = impute(panel(), target, COPYING, Exclusions.of(new int[][] {{1}}));
        Dosages without = impute(panel().subset(others), target, COPYING);
        Dosages seen = impute(panel(), target, COPYING);
        int differ = 0;
        for (int row = 0; row < hidden.rowCount(); row++) {
            assertThat(hidden.alt(row, 0, 0)).isCloseTo(without.alt(row, 0, 0), within(1e-4f));
            if (seen.alt(row, 0, 0) != hidden.alt(row, 0, 0)) differ++;
        }
        assertThat(differ).isPositive();
    }

    /** The records of all sites, of the probabilities that the haplotypes have in pairs. */
    private static List<ImputedSite> written(TypedHaplotypes typed) {
        Haplotypes haplotypes = typed.haplotypes();
        Dosages pairs = impute(TINY.panel, typed(Haplotypes.diploid(4)), COPYING);
        Dosages dealt = new Dosages(pairs.rowCount(), haplotypes.sampleCount());
        for (int row = 0; row < pairs.rowCount(); row++) {
            for (int s = 0; s < haplotypes.sampleCount(); s++) {
                int h = haplotypes.first(s);
                float p = pairs.alt(row, h >> 1, h & 1);
                if (haplotypes.ploidy(s) == 1) {
                    dealt.set(row, s, p);
                } else {
                    float other = pairs.alt(row, h + 1 >> 1, h + 1 & 1);
                    dealt.set(row, s, p, other, p * other);
                }
            }
        }
        List<ImputedSite> sites = new ArrayList<>();
        new DosageWriter(TINY.panel, typed, dealt).write(0, TINY.panel.siteCount(), sites::add);
        return sites;
    }

    @Test
    void aRecordCountsAHaplotypeOnceWhoeverItBelongsTo() {
        List<ImputedSite> mixed = written(typed(MIXED));
        List<ImputedSite> pairs = written(typed(Haplotypes.diploid(4)));
        for (int site = 0; site < mixed.size(); site++) {
            int alts = mixed.get(site).site().alts().size();
            assertThat(mixed.get(site).r2()).isEqualTo(pairs.get(site).r2());
            for (int a = 0; a < alts; a++) {
                assertThat(mixed.get(site).frequency(a))
                        .isEqualTo(pairs.get(site).frequency(a));
                for (int h = 0; h < 8; h++) {
                    assertThat(mixed.get(site).genotypes().altProbability(a, h))
                            .isEqualTo(pairs.get(site).genotypes().altProbability(a, h));
                }
            }
        }
    }

    @Test
    void aHaploidSamplesBestGuessIsItsLikeliestAllele() {
        int multiAllelic = 0;
        for (ImputedSite site : written(typed(MIXED))) {
            ImputedGenotypes genotypes = site.genotypes();
            int alts = site.site().alts().size();
            if (alts > 1) multiAllelic++;
            for (int sample : new int[] {0, 2}) {
                int hap = MIXED.first(sample);
                float best = genotypes.posterior(sample, genotypes.allele(hap), genotypes.allele(hap));
                float sum = 0;
                for (int code = 0; code <= alts; code++) {
                    float p = genotypes.posterior(sample, code, code);
                    assertThat(best).isGreaterThanOrEqualTo(p);
                    if (code > 0) assertThat(p).isCloseTo(genotypes.altProbability(code - 1, hap), within(1e-6f));
                    sum += p;
                }
                assertThat(sum).isCloseTo(1, within(1e-5f));
            }
        }
        assertThat(multiAllelic).isPositive();
    }

    @Test
    void leavingTypedSitesOutGivesTheSameInAnyBatch() {
        try (Imputation imputation = new Imputation(COPYING, 1)) {
            LeaveOneOut mixed = LeaveOneOut.of(imputation, panel(), TINY.siteCm(), typed(MIXED), Exclusions.none(5));
            LeaveOneOut inBatches = LeaveOneOut.of(
                    imputation,
                    panel().atSites(TINY.typed.panelSites()),
                    TINY.siteCm(),
                    typed(MIXED),
                    Exclusions.none(5),
                    2);
            for (int t = 0; t < TINY.typed.typedCount(); t++) {
                assertThat(mixed.dosages(t)).isNotEmpty();
                assertThat(inBatches.dosages(t)).containsExactly(mixed.dosages(t));
                assertThat(inBatches.empiricalR2(t)).isEqualTo(Double.valueOf(mixed.empiricalR2(t)));
            }
        }
    }
}
