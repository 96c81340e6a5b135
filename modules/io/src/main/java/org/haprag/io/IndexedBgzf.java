package org.haprag.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.haprag.genotype.FinishedFile;
import org.haprag.genotype.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bgzipped VCF or BCF and its index in the making. Blocks of text are formatted and compressed by several threads and
 * written in the order in which they were submitted; how text is cut into blocks does not depend on the number of
 * threads, so neither do the bytes.
 *
 * <p>Everything goes to {@code NAME.partial} and the index to {@code NAME.tbi.partial} or {@code NAME.csi.partial}; {@link #commit} renames both when they are on the
 * disk. Without it, {@link #close} takes them away and nothing is left under the final names; what a {@link WriteJournal}
 * has a checkpoint of stays, to be gone on with.
 */
final class IndexedBgzf implements AutoCloseable {
    private static final List<String> SUFFIXES = List.of(".tbi", ".csi");
    private static final Logger LOG = LoggerFactory.getLogger(IndexedBgzf.class);

    private final Path out;
    private final Path partial;
    private final FileChannel file;
    private final WriteJournal journal;
    private final OrderedWorkers<Worker, Piece> workers;
    private final RecordIndex index;
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

    /** A VCF, with an index. @param threads how many threads format and compress, at least 1 */
    IndexedBgzf(Path out, int threads) {
        this(out, new VcfIndex(), threads);
    }

    /**
     * @param index is filled and written beside the file
     * @param threads how many threads format and compress, at least 1
     */
    IndexedBgzf(Path out, RecordIndex index, int threads) {
        this(out, index, threads, null);
    }

    /** Goes on from the journal's last checkpoint. @param journal null if nothing of an unfinished file is to be kept */
    private IndexedBgzf(Path out, RecordIndex index, int threads, WriteJournal journal) {
        this.out = out;
        this.partial = partial(out);
        this.index = index;
        this.journal = journal;
        this.workers = new OrderedWorkers<>(
                "bgzip " + out.getFileName(), threads, Worker::new, w -> w.blocks.end(), this::write);
        try {
            this.file = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            this.position = journal == null ? 0 : journal.finishedBytes();
            file.truncate(position).position(position);
        } catch (IOException e) {
            throw unwritable(out, e);
        }
    }

    /**
     * A file that outlives its process.
     *
     * @param index as of {@link #IndexedBgzf(Path, RecordIndex, int)}
     * @param fingerprint lines that tell everything that decides what is written
     * @param contigs of the records, in their order
     * @param resume whether to go on with what an earlier process left, if anything
     */
    static IndexedBgzf resumable(
            Path out, RecordIndex index, int threads, String fingerprint, List<String> contigs, boolean resume) {
        WriteJournal journal = null;
        try {
            journal = WriteJournal.open(out, partial(out), contigs, fingerprint, resume);
            IndexedBgzf bgzf = new IndexedBgzf(out, index, threads, journal);
            journal.finished().forEach(e -> index.add(e.contig(), e.startBp(), e.endBp(), e.virtualOffset()));
            return bgzf;
        } catch (IOException | RuntimeException e) {
            closeQuietly(journal);
            throw e instanceof RuntimeException known ? known : unwritable(out, (IOException) e);
        }
    }

    private static void closeQuietly(WriteJournal journal) {
        try {
            if (journal != null) journal.close();
        } catch (IOException e) {
            LOG.debug("closing a journal", e); // the error that is already on its way says more
        }
    }

    private static Path partial(Path out) {
        return out.resolveSibling(out.getFileName() + ".partial");
    }

    /** How many checkpoints were reached, by this process and those before it. */
    int checkpoints() {
        return journal == null ? 0 : journal.checkpoints();
    }

    /** Puts what was submitted so far on the disk for good, if a later process may go on from here. */
    void checkpoint() {
        if (journal == null) return;
        workers.finish();
        try {
            file.force(false);
            journal.checkpoint(position);
        } catch (IOException e) {
            throw unwritable(out, e);
        }
    }

    /** Hands a block over; the formatter runs in a worker and must not depend on anything the caller changes. */
    void submit(Consumer<TextBlock> formatter) {
        if (closed || committed) throw new IllegalStateException(out + " is complete or closed");
        workers.submit(mine -> {
            mine.text.clear();
            formatter.accept(mine.text);
            return new Piece(mine.blocks.compress(mine.text.bytes(), mine.text.length()), mine.text.marks());
        });
    }

    private void write(Piece piece) {
        TextBlock.Marks marks = piece.marks();
        for (int i = 0; i < marks.count(); i++) {
            int textStart = marks.textStart(i);
            long block = position + piece.blocks().blockStart(textStart);
            long offset = block << 16 | textStart % BgzfBlocks.TEXT_BYTES;
            index.add(marks.contig(i), marks.startBp(i), marks.endBp(i), offset);
            if (journal != null) journal.add(marks.contig(i), marks.startBp(i), marks.endBp(i), offset);
        }
        try {
            append(ByteBuffer.wrap(piece.blocks().data(), 0, piece.blocks().length()));
        } catch (IOException e) {
            throw unwritable(out, e);
        }
        position += piece.blocks().length();
    }

    /**
     * Takes the records of a part that was written by itself, as they are.
     *
     * @param part with a {@link PartIndex} beside it
     * @param contig of its records
     */
    void appendPart(Path part, String contig) {
        workers.finish();
        try (FileChannel in = FileChannel.open(part, StandardOpenOption.READ)) {
            long start = position << 16;
            PartIndex.read(part.resolveSibling(part.getFileName() + PartIndex.SUFFIX), (startBp, endBp, offset) -> {
                index.add(contig, startBp, endBp, start + offset);
                if (journal != null) journal.add(contig, startBp, endBp, start + offset);
            });
            long bytes = in.size() - BgzfBlocks.END_OF_FILE.length;
            for (long at = 0; at < bytes; ) at += in.transferTo(at, bytes - at, file);
            position += bytes;
        } catch (IOException e) {
            throw unwritable(out, e);
        }
    }

    private void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) file.write(bytes);
    }

    private Path beside(String suffix) {
        return out.resolveSibling(out.getFileName() + suffix);
    }

    private Path partialIndex() {
        return beside(index.suffix() + ".partial");
    }

    /** Writes what is left, the index, and gives both files their final names. */
    void commit() {
        if (closed || committed) throw new IllegalStateException(out + " is complete or closed");
        workers.finish();
        try {
            append(ByteBuffer.wrap(BgzfBlocks.END_OF_FILE));
            file.close();
            index.write(partialIndex(), position << 16);
            for (String suffix : SUFFIXES) Files.deleteIfExists(beside(suffix)); // of what was here before
            FinishedFile.appear(partialIndex(), beside(index.suffix()));
            FinishedFile.appear(partial, out);
            committed = true;
            if (journal != null) journal.close();
            Files.deleteIfExists(WriteJournal.beside(out));
        } catch (IOException e) {
            throw unwritable(out, e);
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
        workers.close();
        try {
            file.close();
            Files.deleteIfExists(partialIndex());
            if (!committed) leave();
        } catch (IOException e) {
            throw unwritable(out, e);
        }
    }

    /** Removes what is of no use to a later process. */
    private void leave() throws IOException {
        if (journal != null) {
            journal.close();
            if (journal.checkpoints() > 0) {
                LOG.warn(
                        "{}: {} finished windows are kept; the same command with --resume continues from there",
                        out,
                        journal.checkpoints());
                return;
            }
            Files.deleteIfExists(WriteJournal.beside(out));
        }
        Files.deleteIfExists(partial);
    }
}
