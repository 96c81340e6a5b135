package org.haprag.io;

/** How far one long piece of work has come. Safe to call from several threads. */
public interface Progress extends AutoCloseable {
    /** Shows nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void advance(long units) {}

        @Override
        public void note(String text) {}

        @Override
        public void close() {}
    };

    /** Adds finished units of work. */
    void advance(long units);

    /** Shows a short text beside the count, such as the present loss. */
    void note(String text);

    /** Ends the display. */
    @Override
    void close();
}
