package org.haprag.cli.doctor;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the libraries unpack their natives, and whether they are kept off the network. */
final class CacheChecks {
    /** libtorch unpacks to 440 MB, ND4J and OpenBLAS to 380 MB. */
    private static final long NATIVES_BYTES = 820L << 20;

    private CacheChecks() {}

    static List<Check> all() {
        Path javacpp = Path.of(System.getProperty(
                "org.bytedeco.javacpp.cachedir", System.getProperty("user.home") + "/.javacpp/cache"));
        return List.of(
                () -> cache("DJL cache", Utils.getEngineCacheDir(), "DJL_CACHE_DIR", "libdjl_torch.so"),
                () -> cache(
                        "ND4J cache", javacpp, "HAPRAG_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir", "libjnind4jcpu.so"),
                () -> offline(Utils.isOfflineMode()));
    }

    /**
     * @param setting what the user sets to move this cache
     * @param last how the name of the library ends that is unpacked last: a cache that holds it need not be written to
     */
    static Finding cache(String subject, Path folder, String setting, String last) {
        Path existing = existing(folder);
        return cache(subject, folder, setting, last, existing, writable(existing));
    }

    /** Tried, not asked: of some file systems, and of the superuser, only the attempt tells. */
    private static boolean writable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "haprag-doctor", null));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder, or the nearest one above it that there is. */
    private static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) existing = existing.getParent();
        return existing;
    }

    /** As above. @param existing the folder or one above it @param writable whether that can be written to */
    static Finding cache(String subject, Path folder, String setting, String last, Path existing, boolean writable) {
        String move = "set " + setting + "=FOLDER to a writable folder on a larger disk";
        try {
            if (!writable) {
                if (!holds(folder, last)) {
                    return Finding.fail(subject, folder + " cannot be written: " + existing + " is not writable", move);
                }
                return Finding.ok(subject, folder + ", read-only and complete, " + (size(folder) >> 20) + " MB");
            }
            long size = size(folder);
            long free = Files.getFileStore(existing).getUsableSpace();
            String found = String.format(
                    Locale.ROOT, "%s, %d MB used, %d MB free (%s moves it)", folder, size >> 20, free >> 20, setting);
            if (size == 0 && free < NATIVES_BYTES) return Finding.fail(subject, found + ": too little", move);
            return Finding.ok(subject, found);
        } catch (IOException | UncheckedIOException e) {
            return Finding.fail(subject, folder + " cannot be read: " + e.getMessage(), move);
        }
    }

    private static boolean holds(Path folder, String last) throws IOException {
        if (!Files.exists(folder)) return false;
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(f -> f.getFileName().toString().endsWith(last));
        }
    }

    private static long size(Path folder) throws IOException {
        if (!Files.exists(folder)) return 0;
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    static Finding offline(boolean offline) {
        if (offline) return Finding.ok("offline", "DJL is kept off the network (ai.djl.offline)");
        return Finding.warn("offline", "DJL may download", "do not set -Dai.djl.offline=false or DJL_OFFLINE=false");
    }
}
