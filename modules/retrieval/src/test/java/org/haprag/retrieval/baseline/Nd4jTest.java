package org.haprag.retrieval.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jTest {
    @Test
    void theNativeBackEndStartsAndMultiplies() {
        INDArray a = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
        assertThat(a.mmul(a).toFloatMatrix()).isDeepEqualTo(new float[][] {{7, 10}, {15, 22}});
        assertThat(Nd4j.rand(3, 3).mmul(Nd4j.eye(3)).shape()).containsExactly(3, 3);
    }
}
