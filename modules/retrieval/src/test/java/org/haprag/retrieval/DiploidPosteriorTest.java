package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
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

/** The chain over pairs against {@link NaiveDiploid}, and what is drawn from it. */
class DiploidPosteriorTest {
    private static final int HAPLOTYPES = 8;
    private static final int SITES = 70;
    private static final RetrievalConfig CONFIG = RetrievalConfig.copyingAlone().at(SwitchRate.given(2));

    private final HaplotypePanel panel;
    private final double[] cm = new double[SITES];
    private final TypedPanel typed;
    private final SplittableRandom random = new SplittableRandom(5);

    DiploidPosteriorTest() {
        panel = TinyPanels.mosaicPanel(HAPLOTYPES, SITES, 4, 0, 11);
        for (int t = 1; t < SITES; t++) cm[t] = cm[t - 1] + (random.nextInt(3) == 0 ? 0 : .05 * random.nextDouble());
        typed = new TypedPanel(panel, cm, IntStream.range(0, SITES).toArray());
    }

    /** A sample that switches between panel haplotypes, some alleles missing, unphased. */
    private TypedHaplotypes sample(double missing) {
        byte[][] alleles = new byte[2][SITES];
        int[] source = {random.nextInt(HAPLOTYPES), random.nextInt(HAPLOTYPES)};
        for (int t = 0; t < SITES; t++) {
            for (int h = 0; h < 2; h++) {
                if (random.nextDouble() < .04) source[h] = random.nextInt(HAPLOTYPES);
                int allele = panel.allele(t, source[h]);
                if (random.nextDouble() < .02) allele = 1 - allele;
                alleles[h][t] = (byte) (random.nextDouble() < missing ? -1 : allele);
            }
        }
        return unphased(alleles);
    }

    static TypedHaplotypes unphased(byte[][] alleles) {
        int sites = alleles[0].length;
        BitMatrix unknown = new BitMatrix(sites, 1);
        for (int t = 0; t < sites; t++) unknown.set(t, 0);
        return new TypedHaplotypes(
                IntStream.range(0, sites).toArray(), Haplotypes.diploid(1), alleles, Phasing.unknownAt(unknown));
    }

    private StateClasses all() {
        StateVotes votes = new StateVotes(typed, Exclusions.none(1), 0);
        for (int b = 0; b < typed.alikeHaplotypes().blockCount(); b++) {
            for (int hap = 0; hap < HAPLOTYPES; hap++) votes.add(b, hap, 1);
        }
        return votes.elect(HAPLOTYPES);
    }

    /** Gathers by haplotype; a class's posterior is its members' in equal parts. */
    private static final class Found implements DiploidPosterior.Sink {
        private final double[][] first = new double[SITES][HAPLOTYPES];
        private final double[][] second = new double[SITES][HAPLOTYPES];
        private final double[] exchanged = new double[SITES];

        @Override
        public void accept(
                int t, StateClasses.Block states, float[] ofFirst, float[] ofSecond, float[][] pairs, float total) {
            double sum = 0;
            for (int a = 0; a < states.count(); a++) for (int b = 0; b < states.count(); b++) sum += pairs[a][b];
            assertThat(sum).isCloseTo(total, within(1e-4 * total));
            for (int j = 0; j < states.count(); j++) {
                for (int m = states.starts()[j]; m < states.starts()[j + 1]; m++) {
                    first[t][states.members()[m]] = ofFirst[j] / states.size(j);
                    second[t][states.members()[m]] = ofSecond[j] / states.size(j);
                }
            }
        }

        @Override
        public void renamed(int t, double p) {
            exchanged[t] = p;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, .1, .5})
    void isThePosteriorOfAllPairsAndPhasings(double missing) {
        for (int round = 0; round < 6; round++) {
            DiploidObservations observed = DiploidObservations.of(sample(missing), 0);
            NaiveDiploid expected =
                    new NaiveDiploid(panel, cm, observed, CONFIG.pairSwitchesPerCm(), CONFIG.mismatch());
            Found found = new Found();
            new DiploidPosterior(typed, CONFIG).run(observed, all(), found);
            int earliest = IntStream.range(0, SITES)
                    .filter(observed::renames)
                    .findFirst()
                    .orElse(SITES);
            for (int t = 0; t < SITES; t++) {
                for (int hap = 0; hap < HAPLOTYPES; hap++) {
                    double both = expected.first[t][hap] + expected.second[t][hap];
                    assertThat(found.first[t][hap] + found.second[t][hap]).isCloseTo(both, within(2e-4));
                    if (t < earliest) continue;
                    assertThat(found.first[t][hap]).isCloseTo(expected.first[t][hap], within(2e-4));
                }
                if (t > earliest) assertThat(found.exchanged[t]).isCloseTo(expected.exchanged[t], within(2e-4));
            }
        }
    }

    @Test
    void phasingsAreDrawnAsOftenAsTheyAreLikely() {
        TypedHaplotypes sample = sample(0);
        DiploidObservations observed = DiploidObservations.of(sample, 0);
        Found found = new Found();
        DiploidPosterior posterior = new DiploidPosterior(typed, CONFIG);
        posterior.run(observed, all(), found);
        int draws = 4000;
        DiploidPosterior.Drawn[] drawn = new DiploidPosterior.Drawn[draws];
        for (int i = 0; i < draws; i++) drawn[i] = new DiploidPosterior.Drawn(SITES, random.split());
        posterior.draw(observed, all(), drawn);
        int before = -1;
        int uncertain = 0;
        for (int t = 0; t < SITES; t++) {
            if (!observed.renames(t)) continue;
            if (before >= 0) {
                int exchanged = 0;
                for (DiploidPosterior.Drawn d : drawn) {
                    boolean straightBefore = d.first()[before] == observed.first(before);
                    if (straightBefore != (d.first()[t] == observed.first(t))) exchanged++;
                }
                assertThat(exchanged / (double) draws).isCloseTo(found.exchanged[t], within(.04));
                if (found.exchanged[t] > .1 && found.exchanged[t] < .9) uncertain++;
            }
            before = t;
        }
        assertThat(uncertain).as("open phases in this case").isPositive();
        for (DiploidPosterior.Drawn d : drawn) {
            for (int t = 0; t < SITES; t++) {
                assertThat(d.first()[t] + d.second()[t]).isEqualTo(sample.allele(0, t) + sample.allele(1, t));
            }
        }
    }

    @Test
    void aPhaseSetKeepsItsOrderAndWhatIsOpenInsideFollowsIt() {
        TypedHaplotypes sample = sample(0);
        BitMatrix unknown = new BitMatrix(SITES, 1);
        for (int t = 0; t < SITES; t++) if (t < 20 || t % 3 == 0 || t > 50) unknown.set(t, 0);
        TypedHaplotypes mixed = new TypedHaplotypes(
                sample.panelSites(),
                Haplotypes.diploid(1),
                new byte[][] {sample.row(0), sample.row(1)},
                Phasing.unknownAt(unknown));
        RetrievedSample found = RetrievalConfigs.retrieve(typed, CONFIG, mixed);
        for (int t = 20; t <= 50; t++) {
            if (mixed.phaseKnown(0, t)) {
                assertThat(found.observed().allele(0, t)).isEqualTo(mixed.allele(0, t));
                assertThat(found.observed().allele(1, t)).isEqualTo(mixed.allele(1, t));
            }
        }
    }

    @Test
    void theOrderOfAllelesInTheInputChangesNothing() {
        TypedHaplotypes sample = sample(.1);
        TypedHaplotypes mirrored =
                unphased(new byte[][] {sample.row(1).clone(), sample.row(0).clone()});
        RetrievedSample a = RetrievalConfigs.retrieve(typed, CONFIG, sample);
        RetrievedSample b = RetrievalConfigs.retrieve(typed, CONFIG, mirrored);
        for (int h = 0; h < 2; h++) {
            assertThat(b.haplotypes().get(h).copying())
                    .containsExactly(a.haplotypes().get(h).copying());
            assertThat(b.observed().row(h)).containsExactly(a.observed().row(h));
        }
        assertThat(b.phase().orElseThrow().exchanged())
                .containsExactly(a.phase().orElseThrow().exchanged());
    }

    @Test
    void aLongStretchOfHeterozygotesAndOneThatNoStateHasAndNothingButMissingAreAnswered() {
        byte[][] heterozygous = new byte[2][SITES];
        Arrays.fill(heterozygous[1], (byte) 1);
        byte[][] missing = new byte[2][SITES];
        Arrays.fill(missing[0], (byte) -1);
        Arrays.fill(missing[1], (byte) -1);
        missing[0][0] = 0;
        missing[1][0] = 1;
        missing[0][SITES - 1] = 1;
        missing[1][SITES - 1] = 0;
        for (byte[][] alleles : new byte[][][] {heterozygous, missing}) {
            RetrievedSample found = RetrievalConfigs.retrieve(typed, CONFIG, unphased(alleles));
            for (RetrievedHaplotype h : found.haplotypes()) {
                for (float p : h.copying()) assertThat(p).isBetween(0f, 1.0001f);
            }
            for (int t = 0; t < SITES; t++) {
                assertThat(found.observed().allele(0, t) + found.observed().allele(1, t))
                        .isEqualTo(alleles[0][t] + alleles[1][t]);
            }
        }
    }
}
