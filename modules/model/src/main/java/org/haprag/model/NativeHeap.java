package org.haprag.model;

import com.sun.jna.Function;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The C library's heap, in which libtorch keeps its tensors. glibc gives every thread an arena of its own and hands freed
 * pages back late; over the batches of a whole chromosome that comes to some hundred megabytes a thread.
 */
public final class NativeHeap {
    private static final Logger LOG = LoggerFactory.getLogger(NativeHeap.class);
    private static final Optional<Function> MALLOC_TRIM = find();

    private NativeHeap() {}

    private static Optional<Function> find() {
        try {
            return Optional.of(Function.getFunction("c", "malloc_trim"));
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("no malloc_trim here: freed native memory goes back when the C library likes", e);
            return Optional.empty();
        }
    }

    /** Hands the pages of freed native memory back to the system; does nothing where the C library has no such call. */
    public static void trim() {
        MALLOC_TRIM.ifPresent(trim -> trim.invokeInt(new Object[] {0L}));
    }
}
