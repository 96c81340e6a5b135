package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;

/** A window without a switch: each person has two of the haplotypes that are common where they come from. */
class OtherHaplotypeTest {
    private static final int SITES = 80;
    private static final int EACH = 6;
    private static final int SAMPLES = 400;
    private static final double FEW_SWITCHES = .05;
    private final SplittableRandom random = new SplittableRandom(5);

    /** Six haplotypes of everybody, and six each of two populations. */
    private final byte[][] known = haplotypes(3 * EACH);

    private byte[][] haplotypes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] out = new byte[SITES];
                    for (int t = 0; t < SITES; t++) out[t] = (byte) random.nextInt(2);
                    return out;
                })
                .toArray(byte[][]::new);
    }

    /** Of a population, or of everybody. */
    private byte[] drawn(int population) {
        int from = random.nextInt(2) == 0 ? 0 : (1 + population) * EACH;
        return known[from + random.nextInt(EACH)];
    }

    /** Samples in turn of one population and of the other. */
    private HaplotypePanel panel(boolean populations, int... ploidies) {
        Haplotypes haplotypes = ploidies.length == 0 ? Haplotypes.diploid(SAMPLES) : Haplotypes.of(ploidies);
        BitMatrix alleles = new BitMatrix(SITES, haplotypes.count());
        for (int h = 0; h < haplotypes.count(); h++) {
            byte[] one = drawn(populations ? haplotypes.sampleOf(h) % 2 : random.nextInt(2));
            for (int t = 0; t < SITES; t++) if (one[t] == 1) alleles.set(t, h);
        }
        List<Site> sites = IntStream.range(0, SITES)
                .mapToObj(t -> new Site("1", 1 + 100 * t, ".", "A", List.of("C")))
                .toList();
        List<String> names = IntStream.range(0, haplotypes.sampleCount())
                .mapToObj(s -> "S" + s)
                .toList();
        return new HaplotypePanel(new Samples(names), haplotypes, sites, alleles);
    }

    /** Every other site is typed. */
    private static int[] typedSites() {
        return IntStream.range(0, SITES / 2).map(t -> 2 * t).toArray();
    }

    private static TypedPanel typed(HaplotypePanel panel) {
        return new TypedPanel(
                panel, IntStream.range(0, SITES).mapToDouble(t -> t * 1e-4).toArray(), typedSites());
    }

    private static int[] all(HaplotypePanel panel) {
        return IntStream.range(0, panel.samples().count()).toArray();
    }

    private static OtherHaplotype of(HaplotypePanel panel) {
        return OtherHaplotype.of(typed(panel), all(panel), FEW_SWITCHES).orElseThrow();
    }

    private static TypedHaplotypes target(byte[] one, byte[] other) {
        byte[][] rows = new byte[2][SITES / 2];
        for (int t = 0; t < SITES / 2; t++) {
            rows[0][t] = one[2 * t];
            rows[1][t] = other[2 * t];
        }
        return new TypedHaplotypes(typedSites(), rows);
    }

    /** By panel haplotype, of the target's first haplotype. */
    private static float[] ratios(OtherHaplotype told, TypedHaplotypes target) {
        return all(told.ratios(target, 0), 2 * SAMPLES);
    }

    private static float[] all(CopyingPrior weights, int haplotypes) {
        float[] out = new float[haplotypes];
        for (int h = 0; h < haplotypes; h++) out[h] = weights.of(h);
        return out;
    }

    /** The mean over samples of a population. */
    private static double mean(float[] ratios, int population) {
        return IntStream.range(0, 2 * SAMPLES)
                .filter(h -> (h >> 1) % 2 == population)
                .mapToDouble(h -> ratios[h])
                .average()
                .orElseThrow();
    }

    @Test
    void oneHaplotypeTellsWhereTheOtherComesFrom() {
        OtherHaplotype told = of(panel(true));
        double byCommon = 0;
        for (int i = 0; i < EACH; i++) {
            byte[] common = known[i];
            float[] withFirst = ratios(told, target(common, known[EACH + i]));
            assertThat(mean(withFirst, 0)).isGreaterThan(1.3 * mean(withFirst, 1));
            float[] withSecond = ratios(told, target(common, known[2 * EACH + i]));
            assertThat(mean(withSecond, 1)).isGreaterThan(1.3 * mean(withSecond, 0));
            float[] withCommon = ratios(told, target(common, known[(i + 1) % EACH]));
            byCommon += Math.log(mean(withCommon, 0) / mean(withCommon, 1)) / EACH;
        }
        assertThat(byCommon).isCloseTo(0, within(.15));
    }

    @Test
    void aHaplotypeTellsNothingOfItself() {
        OtherHaplotype told = of(panel(true));
        byte[] other = known[EACH];
        assertThat(ratios(told, target(known[EACH + 1], other)))
                .isEqualTo(ratios(told, target(known[2 * EACH + 1], other)));
    }

    @Test
    void withoutPhaseWhatIsLeftOfTheGenotypesIsTheOtherHaplotype() {
        HaplotypePanel panel = panel(true);
        OtherHaplotype told = of(panel);
        byte[] one = known[0];
        byte[] other = known[EACH + 2];
        float[] phased = ratios(told, target(one, other));
        float[] unphased = all(told.ratiosUnphased(target(one, other).withoutPhase(), 0), 2 * SAMPLES);
        int alike = 0;
        for (int h = 0; h < 2 * SAMPLES; h++) {
            int hap = h;
            if (!IntStream.range(0, SITES).allMatch(t -> panel.alleles().get(t, hap) == (one[t] == 1))) continue;
            assertThat(unphased[h]).isCloseTo(phased[h], within(1e-3f));
            alike++;
        }
        assertThat(alike).isGreaterThan(20);
    }

    @Test
    void whereBothHaplotypesHaveNothingInCommonNothingIsTold() {
        HaplotypePanel panel = panel(false);
        OtherHaplotype.of(typed(panel), all(panel), FEW_SWITCHES).ifPresent(told -> {
            float[] ratios = ratios(told, target(known[0], known[EACH]));
            for (float ratio : ratios) assertThat(ratio).isBetween(.8f, 1.4f);
        });
    }

    @Test
    void aMissingHaplotypeTellsNothing() {
        byte[] missing = new byte[SITES];
        Arrays.fill(missing, (byte) -1);
        for (float ratio : ratios(of(panel(true)), target(known[0], missing))) {
            assertThat(ratio).isCloseTo(1.1f, within(1e-4f));
        }
    }

    @Test
    void inALongWindowAndOfFewSamplesNothingIsTold() {
        HaplotypePanel panel = panel(true);
        assertThat(OtherHaplotype.of(typed(panel), all(panel), 4)).isEmpty();
        assertThat(OtherHaplotype.of(typed(panel), Arrays.copyOf(all(panel), 30), FEW_SWITCHES))
                .isEmpty();
    }

    @Test
    void samplesOfOneHaplotypeAreToldOfButTeachNothing() {
        int[] ploidies =
                IntStream.range(0, SAMPLES).map(s -> s % 5 == 4 ? 1 : 2).toArray();
        HaplotypePanel panel = panel(true, ploidies);
        for (float ratio : all(of(panel).ratios(target(known[0], known[EACH]), 0), panel.haplotypeCount())) {
            assertThat(ratio).isPositive();
        }
        int[] ofOne = IntStream.range(0, SAMPLES).filter(s -> s % 5 == 4).toArray();
        assertThat(OtherHaplotype.of(typed(panel), ofOne, FEW_SWITCHES)).isEmpty();
    }

    @Test
    void whatATargetMustNotSeeTakesNoPart() {
        HaplotypePanel panel = panel(true);
        int[] hidden = {0, 7, 12, 399};
        int[] seen = Exclusions.of(new int[][] {hidden}).seenByAll(SAMPLES);
        HaplotypePanel rest = panel.subset(seen);
        TypedHaplotypes target = target(known[0], known[EACH]);
        float[] inside =
                ratios(OtherHaplotype.of(typed(panel), seen, FEW_SWITCHES).orElseThrow(), target);
        float[] outside = all(of(rest).ratios(target, 0), rest.haplotypeCount());
        for (int s = 0; s < seen.length; s++) assertThat(inside[2 * seen[s]]).isEqualTo(outside[2 * s]);
    }
}
