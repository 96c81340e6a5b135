package org.haprag.cli;

import java.io.PrintStream;
import org.haprag.io.ReadProgress;

/** Shows how far the reading of a file has come, in KB of the compressed file. */
public final class ReadingProgress implements ReadProgress, AutoCloseable {
    private final String task;
    private final ProgressDisplay display;
    private final PrintStream out;
    private Progress progress;
    private long shownKb;

    ReadingProgress(String task, ProgressDisplay display, PrintStream out) {
        this.task = task;
        this.display = display;
        this.out = out;
    }

    @Override
    public void read(long readBytes, long totalBytes) {
        if (progress == null) progress = display.start(task, "KB", totalBytes > 0 ? totalBytes >> 10 : -1, out);
        long kb = readBytes >> 10;
        progress.advance(kb - shownKb);
        shownKb = kb;
    }

    @Override
    public void close() {
        if (progress != null) progress.close();
    }
}
