package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedCallsTest {
    private static final int BEFORE = 3;

    @Test
    void everyHaplotypeOwnsItsBitForEveryNumberOfSamples() {
        Random random = new Random(1);
        for (int samples = 1; samples <= 130; samples++) {
            boolean[] ones = new boolean[2 * samples];
            byte[] text = calls(random, ones);
            long[] words = new long[(2 * samples + 63) / 64 + 1];
            assertThat(PackedCalls.pack(text, BEFORE, text.length, samples, words, 1))
                    .isTrue();
            for (int h = 0; h < ones.length; h++) {
                assertThat((words[1 + h / 64] >>> h & 1) == 1)
                        .as("%d samples, haplotype %d", samples, h)
                        .isEqualTo(ones[h]);
            }
            assertThat(words[0]).isZero();
        }
    }

    @Test
    void anyOtherByteAnywhereIsRefused() {
        Random random = new Random(2);
        int samples = 70;
        byte[] text = calls(random, new boolean[2 * samples]);
        for (int p = BEFORE; p < text.length; p++) {
            byte kept = text[p];
            for (char other : new char[] {'2', '/', '.', '|', '\t', ':', '0', 'q', '\uFFB1'}) {
                boolean allele = (p - BEFORE) % 2 == 0;
                if (other == kept || (allele && (other == '0' || other == '1'))) continue;
                text[p] = (byte) other;
                assertThat(PackedCalls.pack(text, BEFORE, text.length, samples, new long[3], 0))
                        .as("byte %d is %c", p, other)
                        .isFalse();
            }
            text[p] = kept;
        }
    }

    @Test
    void aLineOfAnotherLengthIsRefused() {
        byte[] text = calls(new Random(3), new boolean[20]);
        assertThat(PackedCalls.pack(text, BEFORE, text.length - 1, 10, new long[1], 0))
                .isFalse();
        assertThat(PackedCalls.pack(text, BEFORE, text.length, 11, new long[1], 0))
                .isFalse();
        assertThat(PackedCalls.pack(text, BEFORE, text.length, 9, new long[1], 0))
                .isFalse();
    }

    private static byte[] calls(Random random, boolean[] ones) {
        StringBuilder out = new StringBuilder("GT\t");
        for (int h = 0; h < ones.length; h++) {
            ones[h] = random.nextBoolean();
            out.append(ones[h] ? '1' : '0').append(h % 2 == 0 ? '|' : '\t');
        }
        return out.substring(0, out.length() - 1).getBytes(StandardCharsets.ISO_8859_1);
    }
}
