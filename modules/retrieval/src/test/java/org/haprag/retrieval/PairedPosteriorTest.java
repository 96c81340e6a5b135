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

/** The posterior of pairs of haplotypes beside {@link NaiveDiploid}, and what is drawn from it. */
class PairedPosteriorTest {
    private static final int HAPLOTYPES = 8;
    private static final int SITES = 70;
    private static final RetrievalConfig CONFIG = RetrievalConfig.copyingAlone().at(SwitchRate.given(2));

    /** Of haplotypes that are alike some are copied more often than others. */
    private static final CopyingPrior PRIOR = hap -> (1 + hap) / 36f;

    private final HaplotypePanel panel;
    private final double[] cm = new double[SITES];
    private final TypedPanel typed;
    private final SplittableRandom random = new SplittableRandom(5);

    PairedPosteriorTest() {
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

    /** A sample with its own order of alleles known inside sets, by site; -1 where it is open. */
    private static TypedHaplotypes inSets(TypedHaplotypes sample, int[] sets) {
        BitMatrix unknown = new BitMatrix(SITES, 1);
        for (int t = 0; t < SITES; t++) if (sets[t] == Phasing.OPEN) unknown.set(t, 0);
        return new TypedHaplotypes(
                sample.panelSites(),
                Haplotypes.diploid(1),
                new byte[][] {sample.row(0), sample.row(1)},
                Phasing.of(unknown, new int[][] {sets}));
    }

    /** The same with the alleles of a set exchanged. */
    private static TypedHaplotypes turned(TypedHaplotypes sample, int[] sets, int set) {
        byte[][] alleles = {sample.row(0).clone(), sample.row(1).clone()};
        for (int t = 0; t < SITES; t++) {
            if (sets[t] != set) continue;
            alleles[0][t] = sample.allele(1, t);
            alleles[1][t] = sample.allele(0, t);
        }
        return inSets(unphased(alleles), sets);
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
        return votes.elect(HAPLOTYPES, PRIOR);
    }

    /** Gathers by haplotype; a class's posterior is its members' in parts. */
    private static final class Found implements PairedPosterior.Sink {
        private final double[][] first = new double[SITES][HAPLOTYPES];
        private final double[][] second = new double[SITES][HAPLOTYPES];
        private final double[] exchanged = new double[SITES];

        @Override
        public void accept(int t, StateClasses.Block states, PairOfHaplotypes pair) {
            double parts = 0;
            for (int i = 0; i < pair.count(); i++) parts += pair.part(i);
            assertThat(parts).isCloseTo(1, within(1e-4));
            for (int j = 0; j < states.count(); j++) {
                for (int m = states.starts()[j]; m < states.starts()[j + 1]; m++) {
                    first[t][states.members()[m]] = pair.marginal(0)[j] * states.parts()[m];
                    second[t][states.members()[m]] = pair.marginal(1)[j] * states.parts()[m];
                }
            }
        }

        @Override
        public void renamed(int t, double p) {
            exchanged[t] = p;
        }
    }

    @Test
    void isThePosteriorOfAllPairsWhereASetTellsThePhase() {
        for (int round = 0; round < 6; round++)
            assertThat(far(inSets(sample(0), new int[SITES])).most).isLessThan(2e-4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, .1, .5})
    void isNearThePosteriorOfAllPairsAndPhasings(double missing) {
        double mean = 0;
        for (int round = 0; round < 20; round++) mean += far(sample(missing)).mean / 20;
        assertThat(mean).isLessThan(.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, .1, .5})
    void isNearThePosteriorOfAllPairsAndOfAllPhasingsThatPhaseSetsAllow(double missing) {
        double mean = 0;
        for (int round = 0; round < 20; round++) {
            int length = 3 + random.nextInt(12);
            int[] sets = new int[SITES];
            // Sets side by side, some sites between them and in them open.
            for (int t = 0; t < SITES; t++)
                sets[t] = t % (length + 2) < 2 || t % 7 == 3 ? Phasing.OPEN : t / (length + 2);
            TypedHaplotypes sample = inSets(sample(missing), sets);
            assertThat(DiploidObservations.of(sample, 0).crossing()).isEmpty();
            mean += far(sample).mean / 20;
        }
        assertThat(mean).isLessThan(.01);
    }

    /** How far probabilities of states and of exchanged names are from those by the book. */
    private record Far(double mean, double most) {}

    private Far far(TypedHaplotypes sample) {
        DiploidObservations observed = DiploidObservations.of(sample, 0);
        NaiveDiploid expected = new NaiveDiploid(panel, cm, observed, CONFIG.switchesPerCm(), CONFIG.mismatch(), PRIOR);
        Found found = new Found();
        new PairedPosterior(typed, CONFIG).run(observed, all(), 1, found);
        int earliest =
                IntStream.range(0, SITES).filter(observed::renames).findFirst().orElse(SITES);
        double sum = 0;
        double most = 0;
        for (int t = 0; t < SITES; t++) {
            for (int hap = 0; hap < HAPLOTYPES; hap++) {
                double far = Math.abs(
                        found.first[t][hap] + found.second[t][hap] - expected.first[t][hap] - expected.second[t][hap]);
                if (t >= earliest) far = Math.max(far, Math.abs(found.first[t][hap] - expected.first[t][hap]));
                if (t > earliest) far = Math.max(far, Math.abs(found.exchanged[t] - expected.exchanged[t]));
                sum += far;
                most = Math.max(most, far);
            }
        }
        return new Far(sum / SITES / HAPLOTYPES, most);
    }

    @Test
    void phasingsAreDrawnAsOftenAsTheyAreLikely() {
        TypedHaplotypes sample = sample(0);
        DiploidObservations observed = DiploidObservations.of(sample, 0);
        Found found = new Found();
        PairedPosterior posterior = new PairedPosterior(typed, CONFIG);
        posterior.run(observed, all(), 1, found);
        int draws = 4000;
        PairedPosterior.Drawn[] drawn = new PairedPosterior.Drawn[draws];
        for (int i = 0; i < draws; i++) drawn[i] = new PairedPosterior.Drawn(SITES, random.split());
        posterior.draw(observed, all(), 1, drawn);
        int before = -1;
        int uncertain = 0;
        for (int t = 0; t < SITES; t++) {
            if (!observed.renames(t)) continue;
            if (before >= 0) {
                int exchanged = 0;
                for (PairedPosterior.Drawn d : drawn) {
                    boolean straightBefore = d.first()[before] == observed.first(before);
                    if (straightBefore != (d.first()[t] == observed.first(t))) exchanged++;
                }
                assertThat(exchanged / (double) draws).isCloseTo(found.exchanged[t], within(.04));
                if (found.exchanged[t] > .1 && found.exchanged[t] < .9) uncertain++;
            }
            before = t;
        }
        assertThat(uncertain).as("open phases in this case").isPositive();
        for (PairedPosterior.Drawn d : drawn) {
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

    /** Whether the chosen order at each ordered heterozygote of a set is the file's; one value for the whole set, or none. */
    private static void keepsInnerPhase(RetrievedSample found, TypedHaplotypes sample, int[] sets) {
        for (int set :
                Arrays.stream(sets).filter(s -> s != Phasing.OPEN).distinct().toArray()) {
            long ways = IntStream.range(0, SITES)
                    .filter(t -> sets[t] == set && sample.allele(0, t) != sample.allele(1, t))
                    .filter(t -> sample.allele(0, t) >= 0 && sample.allele(1, t) >= 0)
                    .map(t -> found.observed().allele(0, t) == sample.allele(0, t) ? 1 : 0)
                    .distinct()
                    .count();
            assertThat(ways).as("ways round of set " + set).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void eachOfSeveralSetsKeepsItsOrderHoweverTheyLieAndWhicheverWayRoundTheyAreGiven() {
        int[] sideBySide = IntStream.range(0, SITES).map(t -> t / 10).toArray();
        int[] crossing = IntStream.range(0, SITES).map(t -> t / 20 * 2 + t % 2).toArray();
        int[] nested = IntStream.range(0, SITES)
                .map(t -> t % 30 > 10 && t % 30 < 20 ? 1 + t / 30 : 0)
                .toArray();
        int[] three = IntStream.range(0, SITES)
                .map(t -> t < 60 ? t % 3 : Phasing.OPEN)
                .toArray();
        for (int[] sets : new int[][] {sideBySide, crossing, nested, three}) {
            TypedHaplotypes sample = inSets(sample(.05), sets);
            RetrievedSample found = RetrievalConfigs.retrieve(typed, CONFIG, sample);
            keepsInnerPhase(found, sample, sets);
            for (int set = 0; set < 3; set++) {
                RetrievedSample again = RetrievalConfigs.retrieve(typed, CONFIG, turned(sample, sets, set));
                for (int h = 0; h < 2; h++) {
                    assertThat(again.observed().row(h))
                            .containsExactly(found.observed().row(h));
                    assertThat(again.haplotypes().get(h).copying())
                            .containsExactly(found.haplotypes().get(h).copying());
                }
            }
        }
    }

    @Test
    void phasingsAreDrawnWithinTheSets() {
        int[] sets = IntStream.range(0, SITES)
                .map(t -> t % 9 == 0 ? Phasing.OPEN : t / 18)
                .toArray();
        TypedHaplotypes sample = inSets(sample(0), sets);
        DiploidObservations observed = DiploidObservations.of(sample, 0);
        PairedPosterior.Drawn[] drawn = new PairedPosterior.Drawn[200];
        for (int i = 0; i < drawn.length; i++) drawn[i] = new PairedPosterior.Drawn(SITES, random.split());
        new PairedPosterior(typed, CONFIG).draw(observed, all(), 1, drawn);
        for (PairedPosterior.Drawn d : drawn) {
            for (int t = 1; t < SITES; t++) {
                for (int before = t - 1; before >= 0; before--) {
                    if (!observed.orderTold(before, t)) continue;
                    assertThat(d.first()[t] == sample.allele(0, t))
                            .isEqualTo(d.first()[before] == sample.allele(0, before));
                    break;
                }
            }
        }
    }

    @Test
    void crossingSetsAreJoinedTheWayRoundThatThePanelSpeaksFor() {
        // Two founders, copied without a switch: every heterozygote's true order is known.
        byte[][] alleles = new byte[2][SITES];
        for (int t = 0; t < SITES; t++) for (int h = 0; h < 2; h++) alleles[h][t] = (byte) panel.allele(t, 2 + 3 * h);
        int[] sets = IntStream.range(0, SITES).map(t -> t % 2).toArray();
        TypedHaplotypes sample = inSets(unphased(alleles), sets);
        for (TypedHaplotypes given : new TypedHaplotypes[] {sample, turned(sample, sets, 1)}) {
            assertThat(DiploidObservations.of(given, 0).crossing()).isPresent();
            RetrievedSample found = RetrievalConfigs.retrieve(typed, CONFIG, given);
            int exchanged = Arrays.equals(found.observed().row(0), alleles[0]) ? 0 : 1;
            assertThat(found.observed().row(exchanged)).containsExactly(alleles[0]);
            assertThat(found.observed().row(1 - exchanged)).containsExactly(alleles[1]);
            for (float doubt : found.phase().orElseThrow().exchanged())
                assertThat(doubt).isLessThan(.01f);
        }
    }

    @Test
    void aSetOverAllHeterozygotesNamesTheHaplotypesOnce() {
        TypedHaplotypes sample = sample(0);
        TypedHaplotypes phased = new TypedHaplotypes(sample.panelSites(), new byte[][] {sample.row(0), sample.row(1)});
        DiploidObservations observed = DiploidObservations.of(phased, 0);
        int first = IntStream.range(0, SITES)
                .filter(observed::heterozygous)
                .findFirst()
                .orElseThrow();
        for (int t = first; t < SITES; t++) {
            assertThat(observed.renames(t)).isEqualTo(t == first);
            if (observed.heterozygous(t)) assertThat(observed.ordered(t)).isTrue();
        }
    }

    @Test
    void aSetThatContradictsThePanelIsKeptAndWhatIsAroundItIsAnswered() {
        byte[][] alleles = new byte[2][SITES];
        for (int t = 0; t < SITES; t++) for (int h = 0; h < 2; h++) alleles[h][t] = (byte) panel.allele(t, 2 + 3 * h);
        byte[][] against = {alleles[0].clone(), alleles[1].clone()};
        int[] sets = new int[SITES];
        for (int t = 0; t < SITES; t++) {
            sets[t] = t < 20 ? 0 : t < 30 ? 1 : Phasing.OPEN;
            if (t % 2 == 0 || t >= 20) continue;
            against[0][t] = alleles[1][t];
            against[1][t] = alleles[0][t];
        }
        TypedHaplotypes sample = inSets(unphased(against), sets);
        RetrievedSample found = RetrievalConfigs.retrieve(typed, CONFIG, sample);
        keepsInnerPhase(found, sample, sets);
        for (RetrievedHaplotype h : found.haplotypes()) {
            for (float p : h.copying()) assertThat(p).isBetween(0f, 1.0001f);
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
