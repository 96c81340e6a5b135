package org.haprag.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LaneMathTest {
    private static final int LANES = 4001;
    private static final LaneMath MATH = new LaneMath(LANES);

    /** @param floor errors are relative to the value or, where that is less, to this */
    private static void check(
            double from, double to, BiConsumer<float[], Integer> lanes, DoubleUnaryOperator exact, double floor) {
        float[] x = new float[LANES];
        for (int i = 0; i < LANES; i++) x[i] = (float) (from + (to - from) * i / (LANES - 1));
        float[] y = x.clone();
        lanes.accept(y, LANES);
        for (int i = 0; i < LANES; i++) {
            double expected = exact.applyAsDouble(x[i]);
            assertEquals(expected, y[i], 6e-7 * Math.max(floor, Math.abs(expected)), "at " + x[i]);
        }
    }

    @Test
    void expIsRightToTheLastDigitsOfItsValue() {
        check(-80, 80, MATH::exp, Math::exp, 0);
    }

    @Test
    void farBelowExpStaysSmallAndFinite() {
        float[] y = {-81, -1e4f, -Float.MAX_VALUE};
        MATH.exp(y, y.length);
        for (float v : y) assertEquals(0, v, 2e-35f);
    }

    @Test
    void sinIsRightOverManyTurns() {
        check(-7, 7, MATH::sin, Math::sin, 1);
        check(-3000, 3000, MATH::sin, Math::sin, 1);
    }

    @Test
    void logIsRightForOdds() {
        check(
                -16,
                16,
                (y, n) -> {
                    for (int i = 0; i < n; i++) y[i] = LaneMath.log((float) Math.exp(y[i]));
                },
                x -> Math.log((float) Math.exp((float) x)),
                1);
    }

    @Test
    void geluIsTheExactForm() {
        check(-8, 8, MATH::gelu, LaneMathTest::gelu, 2);
    }

    /** erf by its power series, in double; beyond 4 it is 1 to 2e-8. */
    private static double gelu(double x) {
        double z = x / Math.sqrt(2);
        if (Math.abs(z) > 4) return x > 0 ? x : 0;
        double term = z;
        double sum = z;
        for (int k = 1; k < 200; k++) {
            term *= -z * z / k;
            sum += term / (2 * k + 1);
        }
        return 0.5 * x * (1 + 2 / Math.sqrt(Math.PI) * sum);
    }
}
