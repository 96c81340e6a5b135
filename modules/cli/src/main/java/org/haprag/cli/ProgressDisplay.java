package org.haprag.cli;

import java.io.PrintStream;
import java.time.Duration;
import org.haprag.io.Progress;

/** Where progress is shown: a bar on a terminal, a plain line every ten seconds elsewhere. */
public enum ProgressDisplay {
    /** A bar with rate and remaining time, redrawn in place. */
    BAR {
        @Override
        public Progress start(String task, String unit, long total, PrintStream out) {
            return new BarProgress(task, unit, total, out);
        }
    },
    /** Lines for logs and pipes. */
    LINES {
        @Override
        public Progress start(String task, String unit, long total, PrintStream out) {
            return new LineProgress(task, unit, total, out, Duration.ofSeconds(10), System::nanoTime);
        }
    };

    /**
     * Begins a display.
     *
     * @param task what is being done, such as {@code imputing}
     * @param unit in the plural, such as {@code samples}
     * @param total units of work in all, or -1 where that is not known
     */
    public abstract Progress start(String task, String unit, long total, PrintStream out);

    /** A bar where a person watches a terminal. */
    @SuppressWarnings("SystemConsoleNull") // LibrarySettings asks for the provider that gives null without one
    public static ProgressDisplay detect() {
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        return terminal ? BAR : LINES;
    }
}
