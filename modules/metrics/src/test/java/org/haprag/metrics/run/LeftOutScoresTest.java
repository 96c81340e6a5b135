package org.haprag.metrics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.haprag.genotype.Site;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.run.LeftOutScores.Purpose;
import org.junit.jupiter.api.Test;

class LeftOutScoresTest {
    private static final Site SITE = new Site("20", 100, ".", "A", List.of("T"));

    @Test
    void genotypesAreCalledByRoundingAndScoredByMafAndSample() {
        LeftOutScores scores = new LeftOutScores(3);
        scores.add(.3, Purpose.MEASURE, 0, .9f, .1f, 1);
        scores.add(.3, Purpose.MEASURE, 1, .9f, .9f, 2);
        scores.add(.3, Purpose.MEASURE, 2, .1f, .1f, 1);
        scores.endSite(SITE, .3, Purpose.MEASURE);
        LeftOutScores.Score common = scores.of(MafStratum.COMMON);
        assertThat(common.genotypes()).isEqualTo(3);
        assertThat(common.concordance()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(common.r2()).as("of two copies of REF").isNaN();
        assertThat(common.nonReferenceConcordance()).as("of three carriers").isNaN();
        assertThat(scores.sites(MafStratum.COMMON)).isEqualTo(1);
        assertThat(scores.of(MafStratum.RARE).genotypes()).isZero();
        assertThat(scores.ofSample(2).concordance()).isZero();
        assertThat(scores.samples()).isEqualTo(3);
    }

    @Test
    void tenCopiesOfTheRarerAlleleAreEnoughForR2() {
        LeftOutScores scores = new LeftOutScores(3);
        for (int i = 0; i < 5; i++) {
            scores.add(.3, Purpose.MEASURE, 0, .9f, .1f, 1);
            scores.add(.3, Purpose.MEASURE, 1, .9f, .9f, 2);
            scores.add(.3, Purpose.MEASURE, 2, .1f, .1f, 1);
        }
        LeftOutScores.Score score = scores.of(MafStratum.ALL);
        // x = 1, 1.8, .2; y = 1, 2, 1
        assertThat(score.r2()).isCloseTo(.8 * .8 / (1.28 * (2 / 3.0)), within(1e-6));
        assertThat(score.nonReferenceConcordance()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void aHaploidGenotypeHasOneProbability() {
        LeftOutScores scores = new LeftOutScores(1);
        scores.add(.3, Purpose.MEASURE, 0, .9f, Float.NaN, 1);
        scores.endSite(SITE, .3, Purpose.MEASURE);
        assertThat(scores.of(MafStratum.ALL).concordance()).isEqualTo(1);
        assertThat(scores.suspects()).isEmpty();
    }

    @Test
    void aSiteWhereThreeAndAFifthOfTheGenotypesAreUnlikelyIsSuspect() {
        LeftOutScores scores = new LeftOutScores(15);
        for (int s = 0; s < 15; s++) scores.add(.4, Purpose.SUSPECT, s, .01f, .01f, s < 3 ? 2 : 0);
        scores.endSite(SITE, .4, Purpose.SUSPECT);
        for (int s = 0; s < 15; s++) scores.add(.4, Purpose.MEASURE, s, .01f, .01f, s < 2 ? 2 : 0);
        scores.endSite(SITE, .4, Purpose.MEASURE);
        assertThat(scores.suspects()).containsExactly(new LeftOutScores.Suspect(SITE, 15, 3, true));
        assertThat(scores.of(MafStratum.ALL).genotypes())
                .as("of doubtful sites none")
                .isEqualTo(15);
    }
}
