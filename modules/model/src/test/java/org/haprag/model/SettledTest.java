package org.haprag.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettledTest {
    @ParameterizedTest
    @CsvSource({
        "0,    0,      0,      true",
        "1,    1,      1,      true",
        ".0009, .0009, .0009,  true",
        ".9995, .9995, .9995,  true",
        "0,    0,      .5,     false",
        "0,    0,      1,      false",
        "1,    1,      0,      false",
        ".5,   0,      0,      false",
        ".001, 0,      0,      false",
        ".5,   .5,     .5,     false"
    })
    void isSettledWhereEveryScaleSaysTheSame(float first, float second, float third, boolean settled) {
        float[] copying = {0.5f, 0.5f, 0.5f, first, second, third};
        assertEquals(settled, Settled.at(copying, 1, 3));
    }
}
