package org.haprag.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void numbersReadAsJavaWritesThem() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double x = random.nextGaussian() * Math.pow(10, random.nextInt(8) - 3);
            int digits = random.nextInt(7);
            String expected = String.format(Locale.ROOT, "%." + digits + "f", x);
            if (expected.matches("-[0.]+")) expected = expected.substring(1);
            assertThat(Decimals.fixed(x, digits)).isEqualTo(expected);
            long n = Math.round(x * 1000);
            assertThat(Decimals.count(n)).isEqualTo(String.format(Locale.ROOT, "%,d", n));
        }
    }

    @Test
    void whatIsNotANumberIsADash() {
        assertThat(Decimals.fixed(Double.NaN, 3)).isEqualTo("-");
        assertThat(Decimals.fixed(-.0001, 3)).isEqualTo("0.000");
    }
}
