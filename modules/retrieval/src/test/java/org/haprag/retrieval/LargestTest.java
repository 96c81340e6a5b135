package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargestTest {
    @ParameterizedTest
    @CsvSource({"0, 5", "1, 1", "5, 5", "5, 9", "1000, 1", "1000, 64", "1000, 999", "1000, 1000", "4000, 2147483647"})
    void areThoseThatASortPutsLast(int n, int most) {
        SplittableRandom random = new SplittableRandom(n + most);
        for (float range : new float[] {1e-6f, 1, 1e6f}) {
            long[] numbers = new long[n + 3];
            for (int i = 0; i < n; i++) {
                float value = random.nextInt(4) == 0 ? 0 : (float) (range * random.nextDouble());
                numbers[i] = (long) Float.floatToRawIntBits(value) << 32 | ~i & 0xffffffffL;
            }
            long[] sorted = Arrays.copyOf(numbers, n);
            Arrays.sort(sorted);
            Largest largest = new Largest();
            assertThat(largest.least(numbers, n, most)).isEqualTo(n <= most ? 0 : sorted[n - most]);
            int left = largest.toFront(numbers, n, most);
            assertThat(Arrays.copyOf(numbers, left))
                    .containsExactly(Arrays.copyOfRange(sorted, n - Math.min(n, most), n));
        }
    }
}
