package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSite;
import org.junit.jupiter.api.Test;

/** One sample, heterozygous at all of 12 sites. */
class JoinedPhaseTest {
    private static final byte NONE = ImputedSite.PhaseCalls.NO_QUALITY;
    private static final CmWindow LEFT = new CmWindow(0, 8, 0, 6);
    private static final CmWindow RIGHT = new CmWindow(4, 12, 6, 12);

    /**
     * @param first what the window puts on its first haplotype, one digit a site; the second has the other allele
     * @param quality everywhere but at the window's first site
     * @param known sites whose phase the input tells
     */
    private static PhasedWindow window(CmWindow extent, String first, int quality, int... known) {
        int n = extent.siteCount();
        byte[][] alleles = new byte[2][n];
        BitMatrix unknown = new BitMatrix(n, 1);
        PhaseQualities qualities = new PhaseQualities(n, 1);
        for (int t = 0; t < n; t++) {
            int site = extent.fromSite() + t;
            alleles[0][t] = (byte) (first.charAt(t) - '0');
            alleles[1][t] = (byte) (1 - alleles[0][t]);
            if (IntStream.of(known).noneMatch(k -> k == site)) unknown.set(t, 0);
            if (t > 0) qualities.set(t, 0, (byte) quality);
        }
        PhasedWindow out = new PhasedWindow(
                extent,
                new TypedHaplotypes(
                        IntStream.range(0, n).toArray(), Haplotypes.diploid(1), alleles, Phasing.unknownAt(unknown)));
        out.take(new int[] {0}, qualities);
        return out;
    }

    private static JoinedPhase join(PhasedWindow... windows) {
        return JoinedPhase.of(List.of(windows), 0);
    }

    @Test
    void aWindowThatNamesHaplotypesTheOtherWayRoundIsExchanged() {
        assertThat(join(window(LEFT, "00000000", 40), window(RIGHT, "00000000", 40))
                        .exchanged(1))
                .isFalse();
        JoinedPhase joined = join(window(LEFT, "00000000", 40), window(RIGHT, "11111111", 40));
        assertThat(joined.exchanged(0)).isFalse();
        assertThat(joined.exchanged(1)).isTrue();
        assertThat(joined.quality(0)).isEqualTo(NONE);
        assertThat(joined.quality(6)).isEqualTo((byte) 40);
    }

    @Test
    void heterozygotesNearTheBorderCountMost() {
        // Sites 4 and 7 of the overlap say exchanged, 5 and 6, next to the border, say not.
        assertThat(join(window(LEFT, "00000000", 40), window(RIGHT, "10010000", 40))
                        .exchanged(1))
                .isFalse();
        assertThat(join(window(LEFT, "00000000", 40), window(RIGHT, "01100000", 40))
                        .exchanged(1))
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
        assertThat(joined.exchanged(0)).isTrue();
        assertThat(joined.exchanged(1)).isFalse();
        JoinedPhase both = join(window(LEFT, "00000000", 40, 2), window(RIGHT, "11111111", 40, 10));
        assertThat(both.exchanged(0)).isFalse();
        assertThat(both.exchanged(1)).isFalse();
        assertThat(both.quality(6)).isZero();
    }
}
