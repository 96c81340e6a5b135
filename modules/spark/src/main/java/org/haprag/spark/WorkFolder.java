package org.haprag.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.haprag.genotype.FinishedFile;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Sha256;

/**
 * Where driver and executors meet, on a file system that all share: a folder of each window, with its stretch of panel, its
 * targets, and what became of them. What is finished has a manifest, in the form of sha256sum; only that counts. A file
 * appears under its name complete, so two attempts at one unit do no harm: they write the same bytes.
 */
final class WorkFolder implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final ObjectInputFilter OURS = ObjectInputFilter.Config.createFilter("org.haprag.**;java.base/*;!*");

    /** A path cannot be sent. */
    private final String root;

    private WorkFolder(Path root) {
        this.root = root.toString();
    }

    /**
     * Begins a folder, or goes on with one.
     *
     * @param fingerprint lines that tell everything that decides what is written
     * @throws InputException if it is another job's
     */
    static WorkFolder open(Path root, String fingerprint) throws IOException {
        Path job = root.resolve("job");
        WorkFolder folder = new WorkFolder(root.toAbsolutePath());
        if (!Files.exists(job)) {
            Files.createDirectories(root);
            folder.appear(job, to -> Files.writeString(to, fingerprint + "\n"));
            return folder;
        }
        List<String> lines = Files.readAllLines(job, StandardCharsets.UTF_8);
        List<String> wanted = fingerprint.lines().toList();
        if (lines.equals(wanted)) return folder;
        int i = 0;
        while (i < Math.min(lines.size(), wanted.size()) && lines.get(i).equals(wanted.get(i))) i++;
        throw new InputException(
                root.toString(),
                "an unfinished job that lies there was another one",
                i < lines.size() ? lines.get(i) : "nothing more",
                i < wanted.size() ? wanted.get(i) : "nothing more",
                "submit that job again to finish it, remove the folder to give it up, or choose another --out");
    }

    /** Whether a job has begun in a folder. */
    static boolean begun(Path root) {
        return Files.exists(root.resolve("job"));
    }

    private Path window(int window) {
        return Path.of(root, "window" + window);
    }

    Path panel(int window) {
        return window(window).resolve("panel");
    }

    Path targets(int window) {
        return window(window).resolve("targets");
    }

    Path targets(Unit unit) {
        return window(unit.window()).resolve("targets" + unit.batch());
    }

    Path dosages(Unit unit) {
        return window(unit.window()).resolve("dosages" + unit.batch());
    }

    Path leftOut(Unit unit) {
        return window(unit.window()).resolve("leftout" + unit.batch());
    }

    /** @param ending that tells the form */
    Path part(int window, String ending) {
        return window(window).resolve("part" + ending);
    }

    /** The manifest of what a unit, or a window as a whole, has to show. @param what its first file */
    static Path manifest(Path what) {
        return what.resolveSibling(what.getFileName() + ".sha256");
    }

    /** Writes a file. */
    interface Writing {
        void to(Path file) throws IOException;
    }

    /** Lets a file appear complete. */
    void appear(Path file, Writing writing) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            writing.to(unfinished);
            FinishedFile.appear(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Lets a file with an object appear. */
    void write(Path file, Object value) throws IOException {
        appear(file, to -> {
            Deflater fast = new Deflater(Deflater.BEST_SPEED);
            try (ObjectOutputStream out = new ObjectOutputStream(new BufferedOutputStream(
                    new DeflaterOutputStream(Files.newOutputStream(to), fast, 1 << 16), 1 << 16))) {
                out.writeObject(value);
            } finally {
                fast.end();
            }
        });
    }

    /** Reads what {@link #write} wrote. */
    static <T> T read(Path file, Class<T> type) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(
                new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file)), 1 << 16))) {
            in.setObjectInputFilter(OURS);
            return type.cast(in.readObject());
        } catch (ClassNotFoundException e) {
            throw new IOException(file + " is of another version", e);
        }
    }

    /** Says that files are finished: after this they count. @param files beside each other */
    void finish(List<Path> files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files)
            lines.append(Sha256.of(file))
                    .append("  ")
                    .append(file.getFileName())
                    .append('\n');
        appear(manifest(files.get(0)), to -> Files.writeString(to, lines));
    }

    /** Whether files were finished and are still what they were. */
    static boolean finished(List<Path> files) throws IOException {
        Path manifest = manifest(files.get(0));
        if (!Files.exists(manifest)) return false;
        List<String> lines = Files.readAllLines(manifest, StandardCharsets.UTF_8);
        if (lines.size() != files.size()) return false;
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            if (!Files.exists(file)) return false;
            if (!lines.get(i).equals(Sha256.of(file) + "  " + file.getFileName())) return false;
        }
        return true;
    }

    /** Removes what a window no longer needs. */
    void remove(int window) throws IOException {
        remove(window(window));
    }

    /** Removes all of it. */
    void remove() throws IOException {
        remove(Path.of(root));
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
