package org.haprag.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.model.Parameters;
import org.junit.jupiter.api.Test;

class EmaTeacherTest {
    @Test
    void firstUpdateCopiesTheStudentAndTheDecayIsRamped() {
        EmaTeacher teacher = new EmaTeacher(.6);
        teacher.update(Map.of("w", new float[] {4}));
        assertThat(teacher.weights().get("w")).containsExactly(4);
        teacher.update(Map.of("w", new float[] {0})); // decay 1 - 1/2
        assertThat(teacher.weights().get("w")).containsExactly(2);
        teacher.update(Map.of("w", new float[] {0})); // decay min(2/3, .6)
        assertThat(teacher.weights().get("w")[0]).isCloseTo(1.2f, within(1e-6f));
    }

    @Test
    void aStudentWithOtherParametersIsRefused() {
        EmaTeacher teacher = new EmaTeacher(.9);
        teacher.update(Map.of("w", new float[] {4}));
        assertThatThrownBy(() -> teacher.update(Map.of("v", new float[] {4})))
                .hasMessageContaining("[v]")
                .hasMessageContaining("[w]");
        assertThatThrownBy(() -> teacher.update(Map.of("w", new float[2]))).hasMessageContaining("2 numbers, had 1");
    }

    @Test
    void aSavedTeacherContinues() {
        EmaTeacher saved = new EmaTeacher(.9);
        for (int i = 0; i < 4; i++) saved.update(Map.of("w", new float[] {i}));
        EmaTeacher restored = new EmaTeacher(.9);
        restored.restore(saved.weights(), saved.updates());
        saved.update(Map.of("w", new float[] {7}));
        restored.update(Map.of("w", new float[] {7}));
        assertThat(restored.weights().get("w")).containsExactly(saved.weights().get("w"));
    }

    @Test
    void theAuxiliaryHeadMapsBothHaplotypesWithTheSameWeights() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Parameters parameters = new Parameters(manager, 1);
            AuxiliaryHead head = new AuxiliaryHead(parameters, 2);
            assertThat(parameters.names()).containsExactly("auxiliary.weight", "auxiliary.bias");
            parameters.set(Map.of(
                    "auxiliary.weight", new float[] {1, 2, 3, 4},
                    "auxiliary.bias", new float[] {.5f, -.5f}));
            NDArray hap1 = manager.create(new float[] {1, 0, 1, 1}, new Shape(1, 2, 2));
            NDArray hap2 = manager.create(new float[] {0, 1, 0, 0}, new Shape(1, 2, 2));
            HapPair out = head.apply(new HapPair(hap1, hap2));
            assertThat(out.hap1().getShape()).isEqualTo(new Shape(1, 2, 2));
            assertThat(out.hap1().toFloatArray()).containsExactly(1.5f, 2.5f, 3.5f, 6.5f);
            assertThat(out.hap2().toFloatArray()).containsExactly(2.5f, 3.5f, .5f, -.5f);
        }
    }
}
