package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ThousandthsTest {
    private static String text(float value) {
        TextBlock block = new TextBlock();
        block.ensure(Thousandths.MAX_CHARS);
        block.putPacked(Thousandths.packed(value));
        return new String(Arrays.copyOf(block.bytes(), block.length()), StandardCharsets.US_ASCII);
    }

    @Test
    void everyThousandthIsWrittenAsItsShortestDecimal() {
        for (int i = 0; i <= 2000; i++) {
            BigDecimal value = BigDecimal.valueOf(i, 3);
            assertThat(text(value.floatValue()))
                    .isEqualTo(i == 0 ? "0" : value.stripTrailingZeros().toPlainString());
        }
    }

    @Test
    void valuesBetweenAreRounded() {
        assertThat(text(0.00049f)).isEqualTo("0");
        assertThat(text(0.0125f)).isEqualTo("0.013");
        assertThat(text(1.99951f)).isEqualTo("2");
        assertThat(text(-0.0001f)).isEqualTo("0");
        for (int i = 0; i < 20_000; i++) {
            float value = i * 0.000099f;
            BigDecimal expected = new BigDecimal(value * 1000f)
                    .setScale(0, RoundingMode.HALF_UP)
                    .movePointLeft(3);
            assertThat(new BigDecimal(text(value))).isEqualByComparingTo(expected);
        }
    }

    @Test
    void whatIsNoProbabilityOrDosageIsOurBug() {
        for (float wrong : new float[] {-0.001f, 2.001f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Thousandths.packed(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("probability or dosage out of [0, 2]: " + wrong);
        }
    }
}
