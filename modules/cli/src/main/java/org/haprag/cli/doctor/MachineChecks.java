package org.haprag.cli.doctor;

import java.util.List;
import java.util.Locale;

/** What the program runs on: Java, platform, heap, processors. */
final class MachineChecks {
    /** A heap below this is tight for a chromosome of a 1000 Genomes panel. */
    private static final long SMALL_HEAP_BYTES = 2L << 30;

    private MachineChecks() {}

    static List<Check> all() {
        return List.of(
                () -> java(Runtime.version().feature(), System.getProperty("java.runtime.version")),
                () -> platform(System.getProperty("os.name"), System.getProperty("os.arch")),
                () -> heap(Runtime.getRuntime().maxMemory()),
                () -> processors(Runtime.getRuntime().availableProcessors()));
    }

    static Finding java(int feature, String version) {
        if (feature >= 17) return Finding.ok("Java", version);
        return Finding.fail("Java", version + " is too old", "install a JDK 17 or newer and set JAVA_HOME");
    }

    static Finding platform(String os, String arch) {
        String found = os + " " + arch;
        if (os.equals("Linux") && arch.equals("amd64")) return Finding.ok("platform", found);
        return Finding.fail(
                "platform",
                found + "; this jar carries native libraries for Linux on x86_64 only",
                "run it on Linux x86_64, or in a container of that platform");
    }

    static Finding heap(long maxBytes) {
        String found = String.format(Locale.ROOT, "heap up to %.1f GB", maxBytes / (double) (1L << 30));
        if (maxBytes >= SMALL_HEAP_BYTES) return Finding.ok("memory", found);
        return Finding.warn(
                "memory", found + " is tight for a whole chromosome", "set HAPRAG_JAVA_OPTS=-Xmx4g or more");
    }

    static Finding processors(int cpus) {
        if (cpus > 1) return Finding.ok("processors", cpus + " usable");
        return Finding.warn("processors", "1 usable", "training will be slow: give the container or job more cores");
    }
}
