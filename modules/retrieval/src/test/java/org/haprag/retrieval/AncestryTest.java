package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;

class AncestryTest {
    private static final int SITES = 600;
    private static final int SAMPLES = 200;
    private static final double MANY_SWITCHES = 50;
    private final SplittableRandom random = new SplittableRandom(3);

    /** P(ALT) of those that two populations descend from, and of both: they differ at half of the sites. */
    private final double[] ancestral = ancestral();

    private final double[] one = frequencies(ancestral, .12, 0, SITES);
    private final double[] other = frequencies(ancestral, .12, 0, SITES);

    /** P(ALT) of a population at each site. */
    private double[] frequencies(double[] ancestral, double drift, int from, int to) {
        double[] out = ancestral.clone();
        for (int t = from; t < to; t++) {
            out[t] = Math.max(.05, Math.min(.95, ancestral[t] + drift * (random.nextInt(2) == 0 ? -1 : 1)));
        }
        return out;
    }

    private double[] ancestral() {
        return IntStream.range(0, SITES)
                .mapToDouble(t -> .2 + .6 * random.nextDouble())
                .toArray();
    }

    private byte[] haplotype(double[] frequencies) {
        byte[] out = new byte[SITES];
        for (int t = 0; t < SITES; t++) out[t] = (byte) (random.nextDouble() < frequencies[t] ? 1 : 0);
        return out;
    }

    /** Every other sample is of the second population. */
    private HaplotypePanel panel(double[] first, double[] second) {
        BitMatrix alleles = new BitMatrix(SITES, 2 * SAMPLES);
        for (int h = 0; h < 2 * SAMPLES; h++) {
            byte[] drawn = haplotype((h >> 1) % 2 == 0 ? first : second);
            for (int t = 0; t < SITES; t++) if (drawn[t] == 1) alleles.set(t, h);
        }
        List<String> names = new ArrayList<>();
        for (int s = 0; s < SAMPLES; s++) names.add("S" + s);
        List<Site> sites = IntStream.range(0, SITES)
                .mapToObj(t -> new Site("1", 1 + 1000 * t, ".", "A", List.of("C")))
                .toList();
        return new HaplotypePanel(new Samples(names), sites, alleles);
    }

    private static TypedPanel typed(HaplotypePanel panel) {
        double[] cm = IntStream.range(0, SITES).mapToDouble(t -> t / 50.0).toArray();
        return new TypedPanel(panel, cm, sites());
    }

    private static int[] sites() {
        return IntStream.range(0, SITES).toArray();
    }

    private static Ancestry of(HaplotypePanel panel, double switches) {
        return new Ancestry(typed(panel), IntStream.range(0, SAMPLES).toArray(), switches);
    }

    private static CopyingPrior prior(Ancestry ancestry, byte[]... haplotypes) {
        return prior(ancestry, new TypedHaplotypes(sites(), haplotypes), Exclusions.none(1), SAMPLES);
    }

    private static CopyingPrior prior(Ancestry ancestry, TypedHaplotypes target, Exclusions exclusions, int samples) {
        CopyingPrior weights = ancestry.weights(target, 0, exclusions, exclusions.seen(0, samples, samples));
        double all = IntStream.range(0, 2 * samples).mapToDouble(weights::of).sum();
        return hap -> (float) (weights.of(hap) / all);
    }

    /** What goes to the first population. */
    private static double first(CopyingPrior prior) {
        return IntStream.range(0, 2 * SAMPLES)
                .filter(h -> (h >> 1) % 2 == 0)
                .mapToDouble(prior::of)
                .sum();
    }

    private static double largestOverUniform(CopyingPrior prior) {
        return IntStream.range(0, 2 * SAMPLES)
                .mapToDouble(h -> prior.of(h) * 2 * SAMPLES)
                .max()
                .orElseThrow();
    }

    @Test
    void aTargetCopiesItsOwnPopulationMost() {
        Ancestry ancestry = of(panel(one, other), MANY_SWITCHES);
        CopyingPrior ofOne = prior(ancestry, haplotype(one), haplotype(one));
        CopyingPrior ofOther = prior(ancestry, haplotype(other), haplotype(other));
        CopyingPrior ofBoth = prior(ancestry, haplotype(one), haplotype(other));
        assertThat(first(ofOne)).isGreaterThan(.75);
        assertThat(first(ofOther)).isLessThan(.25);
        assertThat(first(ofBoth)).isBetween(.25, .75);
    }

    @Test
    void whereAllAreOnePopulationAllAreCopiedAlike() {
        Ancestry ancestry = of(panel(ancestral, ancestral), MANY_SWITCHES);
        for (int i = 0; i < 20; i++) {
            assertThat(largestOverUniform(prior(ancestry, haplotype(ancestral), haplotype(ancestral))))
                    .isLessThan(1.5);
        }
    }

    @Test
    void whatOnlyOnePlaceTellsIsNoAncestry() {
        double[] here = frequencies(ancestral, .25, 0, SITES / 2);
        double[] there = frequencies(ancestral, .25, 0, SITES / 2);
        Ancestry ancestry = of(panel(here, there), MANY_SWITCHES);
        assertThat(first(prior(ancestry, haplotype(here), haplotype(here)))).isBetween(.4, .6);
    }

    @Test
    void inAWindowWithoutSwitchesOnlyThePlaceItselfCounts() {
        Ancestry ancestry = of(panel(one, other), 0);
        assertThat(largestOverUniform(prior(ancestry, haplotype(one), haplotype(one))))
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void phaseDoesNotMatterAndMissingGenotypesAreLeftOut() {
        Ancestry ancestry = of(panel(one, other), MANY_SWITCHES);
        byte[] a = haplotype(one);
        byte[] b = haplotype(one);
        CopyingPrior whole = prior(ancestry, a, b);
        byte[] c = a.clone();
        byte[] d = b.clone();
        for (int t = 0; t < SITES; t += 3) {
            c[t] = b[t];
            d[t] = a[t];
        }
        CopyingPrior turned = prior(ancestry, c, d);
        for (int h = 0; h < 2 * SAMPLES; h++) assertThat(turned.of(h)).isEqualTo(whole.of(h));
        for (int t = 0; t < SITES; t += 2) a[t] = b[t] = -1;
        assertThat(first(prior(ancestry, a, b))).isGreaterThan(.65);
        byte[] none = new byte[SITES];
        Arrays.fill(none, (byte) -1);
        assertThat(first(prior(ancestry, none, none))).isBetween(.3, .7);
    }

    @Test
    void whereNobodyIsSeenByAllTargetsAllAreCopiedAlike() {
        HaplotypePanel panel = panel(ancestral, other);
        Ancestry ancestry = new Ancestry(typed(panel), new int[0], MANY_SWITCHES);
        assertThat(largestOverUniform(prior(ancestry, haplotype(ancestral), haplotype(ancestral))))
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void whatATargetMustNotSeeTakesNoPart() {
        HaplotypePanel panel = panel(one, other);
        int[] hidden = {0, 7, 12, 199};
        Exclusions exclusions = Exclusions.of(new int[][] {hidden});
        int[] seen = exclusions.seenByAll(SAMPLES);
        TypedHaplotypes target = new TypedHaplotypes(sites(), new byte[][] {haplotype(one), haplotype(one)});
        CopyingPrior inside = prior(new Ancestry(typed(panel), seen, MANY_SWITCHES), target, exclusions, SAMPLES);
        int[] all = IntStream.range(0, seen.length).toArray();
        CopyingPrior outside = prior(
                new Ancestry(typed(panel.subset(seen)), all, MANY_SWITCHES), target, Exclusions.none(1), seen.length);
        for (int s = 0; s < seen.length; s++) assertThat(inside.of(2 * seen[s])).isEqualTo(outside.of(2 * s));
        for (int s : hidden) assertThat(inside.of(2 * s)).isZero();
    }
}
