package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.retrieval.Exclusions;
import org.junit.jupiter.api.Test;

class TargetReferencesTest {
    private static final Samples TARGETS = new Samples(List.of("a", "b", "c", "d", "e"));
    private static final Samples REVERSED = new Samples(List.of("e", "d", "c", "b", "a"));

    private static List<String> names(Samples targets, Exclusions exclusions, int most) {
        return IntStream.of(TargetReferences.choose(targets, exclusions, most).chosen())
                .mapToObj(targets::name)
                .toList();
    }

    @Test
    void whoIsChosenDependsOnTheIdsAlone() {
        List<String> chosen = names(TARGETS, Exclusions.none(5), 3);
        assertThat(chosen).hasSize(3).isEqualTo(names(REVERSED, Exclusions.none(5), 3));
        assertThat(names(TARGETS, Exclusions.none(5), 2)).isEqualTo(chosen.subList(0, 2));
        assertThat(names(TARGETS, Exclusions.none(5), 9)).hasSize(5);
        assertThat(TargetReferences.choose(TARGETS, Exclusions.none(5), 3).told())
                .isEqualTo(
                        TargetReferences.choose(REVERSED, Exclusions.none(5), 3).told());
        assertThat(TargetReferences.choose(TARGETS, Exclusions.none(5), 0).areNone())
                .isTrue();
    }

    @Test
    void whoIsInThePanelIsNotChosen() {
        Exclusions known = Exclusions.of(new int[][] {{}, {3}, {}, {}, {}});
        assertThat(names(TARGETS, known, 5)).hasSize(4).doesNotContain("b");
    }

    @Test
    void nobodySeesHimself() {
        TargetReferences references = TargetReferences.choose(TARGETS, Exclusions.none(5), 3);
        Exclusions exclusions = references.exclusions(Exclusions.none(5), 10);
        for (int i = 0; i < 3; i++) {
            int target = references.chosen()[i];
            assertThat(IntStream.range(0, 26).filter(h -> exclusions.excludes(target, Haplotypes.diploid(13), h)))
                    .containsExactly(20 + 2 * i, 21 + 2 * i);
        }
        assertThat(IntStream.range(0, 5)
                        .filter(t -> exclusions.targets(t, t + 1).areNone()))
                .hasSize(2);
    }
}
