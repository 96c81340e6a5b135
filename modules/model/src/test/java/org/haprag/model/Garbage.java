package org.haprag.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Has the garbage collected, and what it frees of native memory written over. */
final class Garbage {
    private Garbage() {}

    static void collectAndOverwrite() {
        try {
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(20); // the reference handler frees direct buffers in a thread of its own
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        List<ByteBuffer> new4Bytes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            new4Bytes.add(
                    ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putFloat(0, 777));
        }
        if (new4Bytes.get(0).getFloat(0) != 777) throw new AssertionError();
    }
}
