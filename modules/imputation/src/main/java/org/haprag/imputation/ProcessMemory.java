package org.haprag.imputation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process, with all that Java takes beside its heap. */
public final class ProcessMemory {
    /** Linux tells of a process there. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** The most bytes that were resident so far; where the system does not tell, what Java has claimed now. */
    public static long peakBytes() {
        if (!Files.exists(STATUS)) return claimed();
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseGet(ProcessMemory::claimed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long claimed() {
        MemoryMXBean java = ManagementFactory.getMemoryMXBean();
        return java.getHeapMemoryUsage().getCommitted()
                + java.getNonHeapMemoryUsage().getCommitted();
    }
}
