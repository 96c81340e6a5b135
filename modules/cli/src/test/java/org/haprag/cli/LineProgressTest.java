package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long[] seconds = {0};
    private final LineProgress progress = new LineProgress(
            "imputing",
            "samples",
            1000,
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            Duration.ofSeconds(10),
            () -> seconds[0] * 1_000_000_000);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void workShorterThanAnIntervalSaysNothing() {
        seconds[0] = 9;
        progress.advance(1000);
        progress.close();
        assertThat(shown()).isEmpty();
    }

    @Test
    void aLineHoldsCountShareRateAndRemainingTime() {
        seconds[0] = 5;
        progress.advance(100);
        seconds[0] = 10;
        progress.note("loss 0.123");
        progress.advance(100);
        assertThat(shown().lines())
                .containsExactly("imputing: 200/1000 samples (20 %), 20.0 samples/s, 40 s left, loss 0.123");
    }

    @Test
    void theEndIsShownOnceAfterALine() {
        seconds[0] = 10;
        progress.advance(500);
        seconds[0] = 20;
        progress.advance(0);
        progress.close();
        progress.close();
        assertThat(shown().lines()).hasSize(3);
    }

    @Test
    void spansReadAsPeopleSayThem() {
        assertThat(LineProgress.span(42.4)).isEqualTo("42 s");
        assertThat(LineProgress.span(185)).isEqualTo("3 min 05 s");
        assertThat(LineProgress.span(7620)).isEqualTo("2 h 07 min");
    }

    @Test
    void aBarHasUnitsWithSpacesAndNoQuestionMarks() {
        assertThat(BarProgress.line("imputing", "samples", 50, 100, 4, ""))
                .isEqualTo("imputing [==========          ] 50 %, 50/100 samples, 12.5 samples/s, 4 s left");
        assertThat(BarProgress.line("imputing", "samples", 0, 100, 0, " "))
                .isEqualTo("imputing [                    ] 0 %, 0/100 samples");
        assertThat(BarProgress.line("reading pipe", "KB", 2000, -1, 2, ""))
                .isEqualTo("reading pipe, 2000 KB, 1,000 KB/s");
    }

    @Test
    void whatElseIsSaidDoesNotStandBehindTheBar() {
        BarProgress bar =
                new BarProgress("imputing", "samples", 2, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        bar.advance(2);
        bar.close();
        assertThat(shown()).endsWith("\u001B[K\r" + System.lineSeparator()).contains("100 %, 2/2 samples");
    }
}
