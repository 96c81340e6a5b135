package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RawTextTest {
    @Test
    void utf8IsReadAsItIs() {
        for (String text : new String[] {"", "NA12878", "Jürgen", "患者", "a\uFFFDb", "\uD83E\uDDEC"}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(RawText.decode(bytes, 0, bytes.length)).isEqualTo(text);
            assertThat(RawText.encode(text)).isEqualTo(bytes);
        }
    }

    @Test
    void latin1KeepsItsBytes() {
        byte[] bytes = "Jürgen_é".getBytes(StandardCharsets.ISO_8859_1);
        String text = RawText.decode(bytes, 0, bytes.length);
        assertThat(text).startsWith("J").contains("rgen_").hasSize(8);
        assertThat(RawText.encode(text)).isEqualTo(bytes);
    }

    @Test
    void anyBytesComeBack() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (i % 3 == 0 && bytes.length > 5)
                System.arraycopy("\uF7E9é".getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 5);
            assertThat(RawText.encode(RawText.decode(bytes, 0, bytes.length))).isEqualTo(bytes);
        }
    }
}
