package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.run.SamplePair;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class TwinSearchTest {
    private static final int SITES = 400;
    private static final HaplotypePanel PEOPLE = TinyPanels.random(60, SITES, 4);
    private static final HaplotypePanel PANEL =
            PEOPLE.subset(IntStream.range(0, 20).toArray());

    /** Targets with the genotypes of these people, the second haplotype first. */
    private static TypedHaplotypes typed(int... people) {
        byte[][] alleles = new byte[2 * people.length][SITES];
        for (int s = 0; s < people.length; s++) {
            for (int t = 0; t < SITES; t++) {
                alleles[2 * s][t] = (byte) PEOPLE.allele(t, 2 * people[s] + 1);
                alleles[2 * s + 1][t] = (byte) PEOPLE.allele(t, 2 * people[s]);
            }
            alleles[2 * s][s] = -1; // a missing call must not hide anybody
            alleles[2 * s + 1][s] = -1;
        }
        return new TypedHaplotypes(IntStream.range(0, SITES).toArray(), alleles);
    }

    private static List<SamplePair> pairs(List<String> names, int... people) {
        return new TwinSearch(PANEL, typed(people), names).pairs();
    }

    @Test
    void strangersAndSamplesThatAreInThePanelUnderTheirNameAreNotOdd() {
        assertThat(pairs(List.of("A", "B", PANEL.samples().name(3)), 21, 22, 3)).isEmpty();
    }

    @Test
    void duplicatesForeignNamesAndSwapsAreFound() {
        List<SamplePair> pairs = pairs(List.of("A", "B", "C", PANEL.samples().name(5)), 21, 21, 4, 25);
        assertThat(pairs)
                .extracting(SamplePair::target, SamplePair::other, SamplePair::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("A", "B", SamplePair.Kind.SAME_TARGETS),
                        org.assertj.core.groups.Tuple.tuple(
                                "C", PANEL.samples().name(4), SamplePair.Kind.IN_PANEL_BY_ANOTHER_NAME),
                        org.assertj.core.groups.Tuple.tuple(
                                PANEL.samples().name(5), PANEL.samples().name(5), SamplePair.Kind.NOT_ITS_NAMESAKE));
    }

    @Test
    void theNearestGroupIsThatOfThePeopleWithTheSameAlleles() {
        Map<String, String> groups =
                Map.of(PANEL.samples().name(1), "one", PANEL.samples().name(2), "two");
        PanelGroups.Nearest nearest = PanelGroups.of(groups).nearest(2);
        nearest.add(PANEL, typed(2, 1));
        assertThat(nearest.of(0)).contains("two");
        assertThat(nearest.of(1)).contains("one");
        assertThat(PanelGroups.none().nearest(1).of(0)).isEmpty();
    }
}
