package org.haprag.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Nd4jTest {
    @Test
    void theNativeBackEndStartsAndMultiplies() {
        INDArray a = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
        INDArray product = a.mmul(a);
        assertThat(product.toFloatMatrix()).isDeepEqualTo(new float[][] {{7, 10}, {15, 22}});
        assertThat(Nd4j.rand(3, 3).mmul(Nd4j.eye(3)).shape()).containsExactly(3, 3);
        for (DataType t : new DataType[] {DataType.INT8, DataType.INT64, DataType.DOUBLE, DataType.FLOAT}) {
            INDArray z = Nd4j.zeros(t, 3, 5);
            java.nio.ByteBuffer b = z.data().asNio();
            System.err.println(t + " " + b + " " + b.order() + " " + z.data().getClass());
        }
    }
}
