package org.haprag.io;

/** Shows how far the reading of a file has come, in KB of the compressed file. */
public final class ReadingProgress implements ReadProgress, AutoCloseable {
    private final String task;
    private final RunRecorder recorder;
    private Progress progress;
    private long shownKb;

    ReadingProgress(String task, RunRecorder recorder) {
        this.task = task;
        this.recorder = recorder;
    }

    @Override
    public void read(long readBytes, long totalBytes) {
        if (progress == null) progress = recorder.progress(task, "KB", totalBytes > 0 ? totalBytes >> 10 : -1);
        long kb = readBytes >> 10;
        progress.advance(kb - shownKb);
        shownKb = kb;
    }

    @Override
    public void close() {
        if (progress != null) progress.close();
    }
}
