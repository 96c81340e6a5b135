package org.haprag.vcf;

import htsjdk.samtools.util.RuntimeIOException;
import htsjdk.tribble.Feature;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.index.tabix.TabixIndexCreator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.haprag.genotype.InputException;

/**
 * A bgzipped VCF and its tabix index in the making. Blocks of text are formatted and compressed by several threads and
 * written in the order in which they were submitted; how text is cut into blocks does not depend on the number of
 * threads, so neither do the bytes.
 *
 * <p>Everything goes to {@code NAME.partial} and {@code NAME.tbi.partial}; {@link #commit} renames both. Without it,
 * {@link #close} takes them away and nothing is left under the final names.
 */
final class IndexedBgzf implements AutoCloseable {
    /** A tabix index has 37,450 bins of 16 kb and up, which end here. */
    private static final int TABIX_MAX_BP = 1 << 29;

    private final Path out;
    private final Path partial;
    private final Path partialIndex;
    private final OutputStream file;
    private final ExecutorService workers;
    private final int mostPending;
    private final Deque<Future<Piece>> pending = new ArrayDeque<>();
    private final List<Worker> made = Collections.synchronizedList(new ArrayList<>());
    private final ThreadLocal<Worker> worker = ThreadLocal.withInitial(() -> {
        Worker fresh = new Worker();
        made.add(fresh);
        return fresh;
    });
    private final TabixIndexCreator index = new TabixIndexCreator(TabixFormat.VCF);
    private long position;
    private boolean committed;
    private boolean closed;

    /** What a worker has at hand. */
    private static final class Worker {
        private final TextBlock text = new TextBlock();
        private final BgzfBlocks blocks = new BgzfBlocks();
    }

    /** What a worker hands back. */
    private record Piece(BgzfBlocks.Compressed blocks, TextBlock.Marks marks) {}

    private record Span(String contig, int start, int end) implements Feature {
        @Override
        public String getContig() {
            return contig;
        }

        @Override
        public int getStart() {
            return start;
        }

        @Override
        public int getEnd() {
            return end;
        }
    }

    /** @param threads how many threads format and compress, at least 1 */
    IndexedBgzf(Path out, int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads must be >= 1, found " + threads);
        this.out = out;
        this.partial = out.resolveSibling(out.getFileName() + ".partial");
        this.partialIndex = out.resolveSibling(out.getFileName() + ".tbi.partial");
        this.mostPending = 2 * threads;
        try {
            this.file = Files.newOutputStream(partial);
        } catch (IOException e) {
            throw unwritable(out, e);
        }
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "bgzip " + out.getFileName());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Hands a block over; the formatter runs in a worker and must not depend on anything the caller changes. */
    void submit(Consumer<TextBlock> formatter) {
        if (closed || committed) throw new IllegalStateException(out + " is complete or closed");
        if (pending.size() == mostPending) writeOldest();
        pending.add(workers.submit(() -> {
            Worker mine = worker.get();
            mine.text.clear();
            formatter.accept(mine.text);
            return new Piece(mine.blocks.compress(mine.text.bytes(), mine.text.length()), mine.text.marks());
        }));
    }

    private void writeOldest() {
        Piece piece = join(pending.remove());
        TextBlock.Marks marks = piece.marks();
        for (int i = 0; i < marks.count(); i++) {
            int textStart = marks.textStart(i);
            long block = position + piece.blocks().blockStart(textStart);
            if (marks.endBp(i) > TABIX_MAX_BP) throw tooLong(marks, i);
            index.addFeature(
                    new Span(marks.contig(i), marks.startBp(i), marks.endBp(i)),
                    block << 16 | textStart % BgzfBlocks.TEXT_BYTES);
        }
        try {
            file.write(piece.blocks().data(), 0, piece.blocks().length());
        } catch (IOException e) {
            throw unwritable(out, e);
        }
        position += piece.blocks().length();
    }

    private InputException tooLong(TextBlock.Marks marks, int record) {
        return new InputException(
                out.toString(),
                "a tabix index cannot hold this position",
                marks.contig(record) + ":" + marks.endBp(record),
                "positions up to " + TABIX_MAX_BP,
                "split the contig");
    }

    private static Piece join(Future<Piece> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Writes what is left, the index, and gives both files their final names. */
    void commit() {
        if (closed || committed) throw new IllegalStateException(out + " is complete or closed");
        while (!pending.isEmpty()) writeOldest();
        committed = true;
        Path finalIndex = out.resolveSibling(out.getFileName() + ".tbi");
        try {
            file.write(BgzfBlocks.END_OF_FILE);
            file.close();
            index.finalizeIndex(position << 16).write(partialIndex);
            Files.move(partialIndex, finalIndex, StandardCopyOption.ATOMIC_MOVE);
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(out, e);
        } catch (RuntimeIOException e) { // htsjdk's, for the index
            throw unwritable(out, new IOException(e.getMessage(), e));
        }
    }

    /** What the user is told when a file cannot be written. */
    static InputException unwritable(Path path, IOException e) {
        String found = e instanceof NoSuchFileException
                ? "no such folder"
                : e.getClass().getSimpleName() + " (" + e.getMessage() + ")";
        return new InputException(
                path.toString(),
                "the file cannot be written",
                found,
                "a folder that exists, may be written to and has space left",
                "make room or choose another place",
                e);
    }

    /** Ends the threads; if there was no {@link #commit}, removes what was written. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        workers.shutdownNow();
        try {
            if (workers.awaitTermination(1, TimeUnit.MINUTES)) made.forEach(w -> w.blocks.end());
            file.close();
            Files.deleteIfExists(partial);
            Files.deleteIfExists(partialIndex);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw unwritable(out, e);
        }
    }
}
