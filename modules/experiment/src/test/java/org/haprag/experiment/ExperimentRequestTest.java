package org.haprag.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.training.run.TrainingPanels;
import org.junit.jupiter.api.Test;

class ExperimentRequestTest {
    private static ExperimentRequest request(Long... seeds) {
        TrainingPanels panels =
                new TrainingPanels(List.of(Path.of("p")), List.of(), Optional.empty(), Optional.empty());
        return new ExperimentRequest(Path.of("s.yaml"), panels, List.of(seeds), "cpu", 1, Path.of("out"), "test");
    }

    @Test
    void aSeedThatIsGivenTwiceCountsOnce() {
        assertThat(request(3L, 1L, 3L, 2L).seeds()).containsExactly(3L, 1L, 2L);
        assertThat(request().seeds()).isEmpty();
    }

    @Test
    void fewerThanThreeDifferentSeedsAreRefused() {
        assertThatThrownBy(() -> request(1L, 2L, 2L))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("--seeds", "[1, 2]", "at least 3");
    }
}
