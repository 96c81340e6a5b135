package org.haprag.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a piece of work tells whoever runs it: which files it reads and writes, what it found, how long its steps take, how
 * far it has come. The command line writes that into {@code *.run.json} and shows it; {@link #SILENT} drops it. Safe to call
 * from several threads.
 */
public interface RunRecorder {
    /** Hears everything and keeps nothing. */
    RunRecorder SILENT = new RunRecorder() {
        @Override
        public void input(String role, Path file) {}

        @Override
        public void output(String role, Path file) {}

        @Override
        public void config(String name, Object settings) {}

        @Override
        public void result(String name, Object value) {}

        @Override
        public <T, E extends Exception> T phase(String name, Work<T, E> work) throws E {
            return work.result();
        }

        @Override
        public Progress progress(String task, String unit, long total) {
            return Progress.SILENT;
        }
    };

    /** A step of the work. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T result() throws E;
    }

    /** Tells which file is read. @param role such as {@code panel} */
    void input(String role, Path file) throws IOException;

    /** Tells which file was written, completely. */
    void output(String role, Path file);

    /** Tells a module's settings, derived values and defaults included. */
    void config(String name, Object settings);

    /** Tells a count or score. */
    void result(String name, Object value);

    /** Does a step of the work; how long it took is recorded, also where it fails. */
    <T, E extends Exception> T phase(String name, Work<T, E> work) throws E;

    /**
     * Starts to show how far a step has come.
     *
     * @param total units of work, or -1 if unknown
     */
    Progress progress(String task, String unit, long total);

    /** Shows how far the reading of a file has come, in KB of the file as it lies on the disk. */
    default ReadingProgress reading(String task) {
        return new ReadingProgress(task, this);
    }
}
