package org.haprag.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.Map;
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
            AuxiliaryHead head = new AuxiliaryHead();
            Shape shape = new Shape(2, 3, 8);
            head.initialize(manager, DataType.FLOAT32, shape, shape);
            NDArray hap = Tensors.gaussian(manager, 1, 1, shape);
            NDList out = head.forward(new ParameterStore(manager, false), new NDList(hap, hap), true);
            assertThat(out.get(0).getShape()).isEqualTo(new Shape(2, 3, 2));
            assertThat(out.get(0).toFloatArray()).containsExactly(out.get(1).toFloatArray());
            assertThat(head.getParameters().size()).isEqualTo(2);
        }
    }
}
