package org.haprag.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;
import org.haprag.io.Progress;

/**
 * A bar, redrawn in place, with rate and remaining time. The cursor waits at the start of its line, so that whatever else is
 * said meanwhile, by libtorch too, begins there and not behind the bar.
 */
final class BarProgress implements Progress {
    /** Erases what is left of a line that was longer. */
    static final String ERASE_REST = "\u001B[K";

    private static final int BAR_WIDTH = 20;
    private static final int LINE_WIDTH = 100;
    private static final int UPDATE_MILLIS = 250;

    private final Line line;
    private final ProgressBar bar;

    BarProgress(String task, String unit, long total, PrintStream out) {
        line = new Line(out);
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setRenderer((state, width) -> line(state, unit))
                .setConsumer(line)
                .build();
    }

    @Override
    public void advance(long units) {
        bar.stepBy(units);
    }

    @Override
    public void note(String text) {
        bar.setExtraMessage(text);
    }

    @Override
    public void close() {
        bar.close();
        line.close(); // the bar forgets to where the work was shorter than an interval
    }

    private static String line(ProgressState state, String unit) {
        double seconds = state.getElapsedAfterStart().toMillis() * 1e-3;
        return line(
                state.getTaskName(),
                unit,
                state.getCurrent(),
                state.isIndefinite() ? -1 : state.getMax(),
                seconds,
                state.getExtraMessage());
    }

    /** Such as {@code imputing [=====     ] 50 %, 50/100 samples, 12.5 samples/s, 4 s left}. @param total -1 if unknown */
    static String line(String task, String unit, long done, long total, double seconds, String note) {
        StringBuilder line = new StringBuilder(task);
        if (total > 0) {
            int full = (int) (BAR_WIDTH * Math.min(done, total) / total);
            line.append(" [").append("=".repeat(full)).append(" ".repeat(BAR_WIDTH - full));
            line.append(String.format(Locale.ROOT, "] %d %%", 100 * Math.min(done, total) / total));
        }
        line.append(", ").append(done);
        if (total > 0) line.append('/').append(total);
        line.append(' ').append(unit);
        double rate = done / seconds;
        if (done > 0 && seconds > 0)
            line.append(String.format(Locale.ROOT, ", %s %s/s", LineProgress.rate(rate), unit));
        if (total > done && done > 0 && seconds > 0) {
            line.append(", ").append(LineProgress.span((total - done) / rate)).append(" left");
        }
        if (!note.isBlank()) line.append(", ").append(note.strip());
        return line.length() <= LINE_WIDTH ? line.toString() : line.substring(0, LINE_WIDTH);
    }

    /** One line of a terminal that is written again and again. */
    private static final class Line implements ProgressBarConsumer {
        private final PrintStream out;
        private boolean open;

        Line(PrintStream out) {
            this.out = out;
        }

        @Override
        public int getMaxRenderedLength() {
            return LINE_WIDTH;
        }

        @Override
        public synchronized void accept(String line) {
            open = true;
            out.print(line + ERASE_REST + '\r');
            out.flush();
        }

        @Override
        public synchronized void close() {
            if (open) out.println();
            open = false;
        }
    }
}
