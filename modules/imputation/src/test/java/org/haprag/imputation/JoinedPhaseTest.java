package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedGenotypes;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;
import org.junit.jupiter.api.Test;

/** One sample, heterozygous at all of 12 sites. */
class JoinedPhaseTest {
    private static final int SITES = 12;
    private static final byte NONE = ImputedSite.PhaseCalls.NO_QUALITY;
    private static final CmWindow LEFT = new CmWindow(0, 8, 0, 6);
    private static final CmWindow RIGHT = new CmWindow(4, 12, 6, 12);

    /**
     * @param first what the window puts on its first haplotype, one digit a site; the second has the other allele
     * @param quality everywhere but at the window's first site
     * @param known sites whose phase the input tells
     */
    private static PhasedWindow window(CmWindow extent, String first, int quality, int... known) {
        BitMatrix unknown = new BitMatrix(SITES, 1);
        for (int site = 0; site < SITES; site++) {
            int s = site;
            if (IntStream.of(known).noneMatch(k -> k == s)) unknown.set(site, 0);
        }
        return window(extent, first, quality, Phasing.unknownAt(unknown));
    }

    private static PhasedWindow window(CmWindow extent, String first, int quality, Phasing phasing) {
        byte[][] given = new byte[2][SITES];
        Arrays.fill(given[1], (byte) 1);
        PhasedWindow out = new PhasedWindow(
                extent,
                new TypedHaplotypes(IntStream.range(0, SITES).toArray(), Haplotypes.diploid(1), given, phasing));
        PhaseQualities qualities = new PhaseQualities(extent.siteCount(), 1);
        ImputedSink alleles = out.alleles(new int[] {0});
        for (int t = 0; t < extent.siteCount(); t++) {
            byte allele = (byte) (first.charAt(t) - '0');
            Site site = new Site("1", t + 1, "", "A", List.of("C"));
            ImputedGenotypes genotypes = ImputedGenotypes.independent(
                    Haplotypes.diploid(1), new float[] {allele, 1 - allele}, new byte[] {allele, (byte) (1 - allele)});
            alleles.write(ImputedSite.typed(site, genotypes, new double[] {.5}, OptionalDouble.empty()));
            if (t > 0) qualities.set(t, 0, (byte) quality);
        }
        out.take(new int[] {0}, qualities);
        return out;
    }

    private static JoinedPhase join(PhasedWindow... windows) {
        return JoinedPhase.of(List.of(windows), 0);
    }

    @Test
    void aWindowThatNamesHaplotypesTheOtherWayRoundIsExchanged() {
        assertThat(join(window(LEFT, "00000000", 40), window(RIGHT, "00000000", 40))
                        .exchanged(1, 6))
                .isFalse();
        JoinedPhase joined = join(window(LEFT, "00000000", 40), window(RIGHT, "11111111", 40));
        assertThat(joined.exchanged(0, 0)).isFalse();
        assertThat(joined.exchanged(1, 6)).isTrue();
        assertThat(joined.quality(0)).isEqualTo(NONE);
        assertThat(joined.quality(6)).isEqualTo((byte) 40);
    }

    @Test
    void heterozygotesNearTheBorderCountMost() {
        // Sites 4 and 7 of the overlap say exchanged, 5 and 6, next to the border, say not.
        assertThat(join(window(LEFT, "00000000", 40), window(RIGHT, "10010000", 40))
                        .exchanged(1, 6))
                .isFalse();
        assertThat(join(window(LEFT, "00000000", 40), window(RIGHT, "01100000", 40))
                        .exchanged(1, 6))
                .isTrue();
    }

    @Test
    void whereWindowsDisagreeOverTheBorderTheQualityIsThatOfTheirMean() {
        // Site 6 relative to site 5: the left window says the same way, the right one the other way, both nearly for
        // certain.
        JoinedPhase joined = join(window(LEFT, "00000000", 60), window(RIGHT, "00110000", 60));
        assertThat(joined.quality(6)).isEqualTo((byte) 3);
    }

    @Test
    void withoutCommonHeterozygotesNothingIsKnownOfTheWayRound() {
        PhasedWindow left = window(new CmWindow(0, 6, 0, 6), "000000", 40);
        PhasedWindow right = window(new CmWindow(6, 12, 6, 12), "000000", 40);
        assertThat(join(left, right).quality(6)).isEqualTo((byte) 3);
        assertThat(join(left, right).quality(7)).isEqualTo((byte) 40);
    }

    @Test
    void theWindowWithPhasedInputStandsAndTheOthersFollow() {
        JoinedPhase joined = join(window(LEFT, "00000000", 40), window(RIGHT, "11111111", 40, 10));
        assertThat(joined.exchanged(0, 0)).isTrue();
        assertThat(joined.exchanged(1, 6)).isFalse();
        JoinedPhase both = join(window(LEFT, "00000000", 40, 2), window(RIGHT, "11111111", 40, 10));
        assertThat(both.exchanged(0, 0)).isFalse();
        assertThat(both.exchanged(1, 6)).isFalse();
        assertThat(both.quality(6)).isZero();
    }

    /** Sites of two sets, one digit a site. */
    private static Phasing sets(String ofSites) {
        return Phasing.of(
                new BitMatrix(SITES, 1),
                new int[][] {ofSites.chars().map(c -> c - '0').toArray()});
    }

    @Test
    void aSetOnBothSidesOfTheBorderSaysWhetherWindowsAgree() {
        assertThat(join(
                                window(LEFT, "00000000", 40, sets("000000000001")),
                                window(RIGHT, "00111111", 40, sets("000000000001")))
                        .exchanged(1, 6))
                .as("whatever the overlap says")
                .isTrue();
        // Set 1 lies nearest to the border and says the same way round; set 0, around it, the other: it is kept as it
        // begins.
        Phasing sets = sets("000011110000");
        JoinedPhase joined = join(window(LEFT, "00000000", 40, sets), window(RIGHT, "00001111", 40, sets));
        assertThat(joined.exchanged(1, 6)).isFalse();
        assertThat(joined.exchanged(1, 8)).isTrue();
        assertThat(joined.exchanged(1, 11)).isTrue();
        assertThat(joined.quality(6)).isEqualTo(NONE);
        assertThat(joined.quality(8)).as("window and set disagree").isZero();
    }

    @Test
    void insideASetThereIsNoQualityAndBetweenSetsThereIs() {
        Phasing sets = sets("000000111111");
        JoinedPhase joined = join(window(LEFT, "00000000", 40, sets), window(RIGHT, "00000000", 40, sets));
        assertThat(joined.quality(6)).isEqualTo((byte) 40);
        sets = sets("000000000111");
        assertThat(join(window(LEFT, "00000000", 40, sets), window(RIGHT, "00000000", 40, sets))
                        .quality(6))
                .isEqualTo(NONE);
    }
}
