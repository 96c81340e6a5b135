package org.haprag.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.imputation.ImputationMethod;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class LeftOutScoringTest {
    private static final int PEOPLE = 10;
    private static final HaplotypePanel ALL = TinyPanels.mosaicPanel(120, 400, 8, 3);
    private static final int[] TYPED =
            IntStream.range(0, ALL.siteCount()).filter(s -> s % 5 == 0).toArray();
    private static final HaplotypePanel REFERENCE =
            ALL.subset(IntStream.range(PEOPLE, ALL.samples().count()).toArray());

    private static double r2(HaplotypePanel people, int unphased) {
        double[] siteCm =
                IntStream.range(0, ALL.siteCount()).mapToDouble(s -> s * .01).toArray();
        LeftOutScoring scoring =
                new LeftOutScoring(REFERENCE, siteCm, people, TYPED, Exclusions.none(PEOPLE), unphased);
        assertThat(scoring.unphased()).isEqualTo(unphased);
        return scoring.scores(ImputationMethod.retrieval(RetrievalConfig.copyingAlone()), 1)
                .scores(MafStratum.ALL)
                .value(Metric.R2);
    }

    /** The same genotypes; at half of the typed sites a sample's alleles are the other way round. */
    private static HaplotypePanel exchanged(HaplotypePanel people) {
        SplittableRandom random = new SplittableRandom(5);
        BitMatrix alleles = new BitMatrix(people.alleleRowCount(), people.haplotypeCount());
        for (int row = 0; row < people.alleleRowCount(); row++) {
            boolean typed = Arrays.binarySearch(TYPED, people.siteOfRow(row)) >= 0;
            for (int s = 0; s < people.samples().count(); s++) {
                int other = typed && random.nextBoolean() ? 1 : 0;
                for (int h = 0; h < 2; h++) {
                    if (people.alleles().get(row, 2 * s + (h ^ other))) alleles.set(row, 2 * s + h);
                }
            }
        }
        return new HaplotypePanel(people.samples(), people.sites(), alleles);
    }

    @Test
    void thePhaseOfPeopleWhoAreShownWithoutItCannotBeSeen() {
        HaplotypePanel people = ALL.subset(IntStream.range(0, PEOPLE).toArray());
        HaplotypePanel exchanged = exchanged(people);
        double unphased = r2(people, PEOPLE);
        assertThat(unphased).isGreaterThan(.8);
        assertThat(r2(exchanged, PEOPLE)).isEqualTo(unphased);
        assertThat(r2(exchanged, 0)).as("with a wrong phase").isLessThan(unphased - .05);
        assertThat(r2(people, 0)).as("with the true phase").isGreaterThan(unphased);
        assertThat(r2(people, PEOPLE / 2)).as("half of them").isBetween(unphased, r2(people, 0));
    }
}
