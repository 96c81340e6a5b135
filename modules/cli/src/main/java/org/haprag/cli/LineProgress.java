package org.haprag.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.haprag.io.Progress;

/** Plain lines, at most one an interval and one at the end; nothing at all for work shorter than an interval. */
final class LineProgress implements Progress {
    private final String task;
    private final String unit;
    private final long total;
    private final PrintStream out;
    private final long intervalNanos;
    private final LongSupplier clockNanos;
    private final long startNanos;
    private long lastNanos;
    private long done;
    private String note = "";
    private boolean shown;

    LineProgress(String task, String unit, long total, PrintStream out, Duration interval, LongSupplier clockNanos) {
        this.task = task;
        this.unit = unit;
        this.total = total;
        this.out = out;
        this.intervalNanos = interval.toNanos();
        this.clockNanos = clockNanos;
        this.startNanos = clockNanos.getAsLong();
        this.lastNanos = startNanos;
    }

    @Override
    public synchronized void advance(long units) {
        done += units;
        long now = clockNanos.getAsLong();
        if (now - lastNanos < intervalNanos) return;
        lastNanos = now;
        shown = true;
        show(now);
    }

    @Override
    public synchronized void note(String text) {
        note = text;
    }

    @Override
    public synchronized void close() {
        if (shown) show(clockNanos.getAsLong());
        shown = false;
    }

    private void show(long now) {
        double seconds = Math.max(1e-9, (now - startNanos) * 1e-9);
        double rate = done / seconds;
        StringBuilder line = new StringBuilder(task).append(": ").append(done);
        if (total > 0) line.append('/').append(total);
        line.append(' ').append(unit);
        if (total > 0) line.append(String.format(Locale.ROOT, " (%.0f %%)", 100.0 * done / total));
        line.append(String.format(Locale.ROOT, ", %s %s/s", rate(rate), unit));
        if (total > done && rate > 0)
            line.append(", ").append(span((total - done) / rate)).append(" left");
        if (!note.isEmpty()) line.append(", ").append(note);
        out.println(line);
    }

    /** Three digits, and all before the point. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 1000 ? "%.3g" : "%,.0f", perSecond);
    }

    /** Such as {@code 42 s}, {@code 3 min 05 s} or {@code 2 h 07 min}. */
    static String span(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) return s + " s";
        if (s < 3600) return String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60);
        return String.format(Locale.ROOT, "%d h %02d min", s / 3600, s / 60 % 60);
    }
}
