package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FloatFieldsPropertyTest {
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");

    private static boolean isNumber(String text) {
        byte[] bytes = ("x" + text + "7").getBytes(StandardCharsets.ISO_8859_1);
        return FloatFields.isNumber(bytes, 1, bytes.length - 1);
    }

    @Test
    void numbersAreToldFromOtherTextAsByTheExpression() {
        SplittableRandom random = new SplittableRandom(11);
        String letters = "0019.eE+-x";
        int numbers = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n > 0; n--) text.append(letters.charAt(random.nextInt(letters.length())));
            boolean expected = NUMBER.matcher(text).matches();
            assertThat(isNumber(text.toString())).as("'%s'", text).isEqualTo(expected);
            if (expected) numbers++;
        }
        assertThat(numbers).isGreaterThan(5000);
    }

    @Test
    void everyNumberThatIsToldAsOneCanBeParsed() {
        for (String text : new String[] {"1e-05", "-0.0", "+.5", "1.", "12345678901234567890", "2E+0003"}) {
            assertThat(isNumber(text)).as(text).isTrue();
            assertThat(Float.parseFloat(text)).isFinite();
        }
    }
}
