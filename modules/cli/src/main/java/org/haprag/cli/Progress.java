package org.haprag.cli;

/**
 * How far one long piece of work has come. Library modules that report progress are handed {@code progress::advance} as a
 * {@link java.util.function.LongConsumer}, so they need not know this type. Safe to call from several threads.
 */
public interface Progress extends AutoCloseable {
    /** Adds finished units of work. */
    void advance(long units);

    /** Shows a short text beside the count, such as the present loss. */
    void note(String text);

    /** Ends the display. */
    @Override
    void close();
}
