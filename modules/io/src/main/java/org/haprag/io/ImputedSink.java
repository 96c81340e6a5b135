package org.haprag.io;

/**
 * Takes imputed sites, sorted by position, window by window. What was taken counts once {@link #commit} is reached; {@link
 * #close} without it drops what cannot be gone on with. Asked by one thread at a time. A sink that only listens is a lambda.
 */
@FunctionalInterface
public interface ImputedSink extends AutoCloseable {
    /** Takes the next site. It may be kept: nobody changes it. */
    void write(ImputedSite site);

    /** How many windows an earlier process has left here complete; they are not imputed again. */
    default int checkpoints() {
        return 0;
    }

    /** Hears that a window is complete. */
    default void checkpoint() {}

    /** Hears that everything is. */
    default void commit() {}

    @Override
    default void close() {}
}
