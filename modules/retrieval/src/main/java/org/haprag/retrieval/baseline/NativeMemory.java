package org.haprag.retrieval.baseline;

import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.haprag.genotype.InputException;

/** Refuses tensors that cannot fit, before the allocation fails somewhere inside ND4J. */
public final class NativeMemory {
    /** One ND4J array is filled through one ByteBuffer, which counts bytes in an int. */
    public static final long MAX_TENSOR_BYTES = Integer.MAX_VALUE;

    private NativeMemory() {}

    /** @throws InputException if a tensor of that size cannot be held */
    public static void require(String tensor, long bytes) {
        long free = Pointer.maxBytes() == 0 ? Long.MAX_VALUE : Pointer.maxBytes() - Pointer.totalBytes();
        long limit = Math.min(free, MAX_TENSOR_BYTES);
        if (bytes > limit) {
            throw new InputException(
                    tensor,
                    "the tensor does not fit into memory",
                    String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0),
                    String.format(Locale.ROOT, "at most %.1f MiB", limit / 1048576.0),
                    "take a smaller region" + (free < MAX_TENSOR_BYTES ? ", or give Java more memory (-Xmx)" : ""));
        }
    }
}
