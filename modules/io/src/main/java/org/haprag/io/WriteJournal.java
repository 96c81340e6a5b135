package org.haprag.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.haprag.genotype.InputException;

/**
 * How far a bgzipped file in the making has come: {@code NAME.resume} beside {@code NAME.partial}. Each checkpoint holds the
 * length of the finished part and what the index must know of its records, is written when that part is on the disk, and
 * has a checksum, so that a run that was killed at any moment goes on from its last whole checkpoint.
 *
 * <p>Layout, big-endian: magic; the fingerprint as (int bytes, UTF-8); checkpoints of (int records; contig as its number in
 * the header, start and end in bp and virtual offset of each; long length of the finished part; int CRC-32 of all that).
 */
final class WriteJournal implements AutoCloseable {
    private static final long MAGIC = 0x48415052_41473032L; // "HAPRAG02"
    private static final int MOST_FINGERPRINT_BYTES = 1 << 20;
    private static final int RECORD_BYTES = 20;
    private static final int CHECKPOINT_BYTES = 4 + 8 + 4;

    /** What the index must know of a record. Positions are 1-based, both included. */
    record Entry(String contig, int startBp, int endBp, long virtualOffset) {}

    private final Path path;
    private final List<String> contigs;
    private final FileChannel file;
    private final List<Entry> finished = new ArrayList<>();
    private final List<Entry> fresh = new ArrayList<>();
    private int checkpoints;
    private long finishedBytes;

    private WriteJournal(Path path, List<String> contigs, FileChannel file) {
        this.path = path;
        this.contigs = List.copyOf(contigs);
        this.file = file;
    }

    /** The journal of a file. */
    static Path beside(Path out) {
        return out.resolveSibling(out.getFileName() + ".resume");
    }

    /**
     * The journal of a file, begun anew or gone on with.
     *
     * @param partial what an interrupted run wrote of the file
     * @param contigs of the records, in the order of the header
     * @param fingerprint lines that tell everything that decides what is written
     * @throws InputException if an interrupted run was another one, or its part is not there in full
     */
    static WriteJournal open(Path out, Path partial, List<String> contigs, String fingerprint, boolean resume)
            throws IOException {
        if (!resume || !Files.exists(partial)) return begin(beside(out), contigs, fingerprint);
        WriteJournal journal = resume(beside(out), contigs, fingerprint);
        if (Files.size(partial) >= journal.finishedBytes) return journal;
        journal.close();
        throw new InputException(
                partial.toString(),
                "the files of the interrupted run are cut off",
                Files.size(partial) + " bytes",
                "at least " + journal.finishedBytes,
                "run without --resume to start from the beginning");
    }

    /** Begins anew, over whatever is there. */
    static WriteJournal begin(Path path, List<String> contigs, String fingerprint) throws IOException {
        FileChannel file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        WriteJournal journal = new WriteJournal(path, contigs, file);
        byte[] text = fingerprint.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(12 + text.length);
        journal.append(header.putLong(MAGIC).putInt(text.length).put(text).flip());
        return journal;
    }

    /**
     * Goes on with a journal; begins anew where there is none, or none with a whole header.
     *
     * @param fingerprint lines that must be those the journal was begun with
     * @throws InputException if it is the journal of another run
     */
    static WriteJournal resume(Path path, List<String> contigs, String fingerprint) throws IOException {
        if (!Files.exists(path)) return begin(path, contigs, fingerprint);
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        WriteJournal journal = new WriteJournal(path, contigs, file);
        try {
            DataInputStream in = new DataInputStream(Channels.newInputStream(file));
            if (!journal.readHeader(in, fingerprint)) {
                file.close();
                return begin(path, contigs, fingerprint);
            }
            long end = file.position();
            while (journal.readCheckpoint(in)) end = file.position();
            file.truncate(end).position(end);
            return journal;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private boolean readHeader(DataInputStream in, String fingerprint) throws IOException {
        if (file.size() < 12) return false;
        long magic = in.readLong();
        int length = in.readInt();
        if (magic != MAGIC || length < 0 || length > MOST_FINGERPRINT_BYTES) throw notOurs();
        byte[] text = in.readNBytes(length);
        if (text.length < length) return false;
        String found = new String(text, StandardCharsets.UTF_8);
        if (!found.equals(fingerprint)) throw otherRun(found, fingerprint);
        return true;
    }

    /** False at the end, or where the rest is not whole. */
    private boolean readCheckpoint(DataInputStream in) throws IOException {
        try {
            int records = in.readInt();
            long bytes = (long) records * RECORD_BYTES + CHECKPOINT_BYTES - 4;
            if (records < 0 || file.position() + bytes > file.size()) return false;
            byte[] body = in.readNBytes((int) bytes);
            ByteBuffer buffer = ByteBuffer.wrap(body);
            if (buffer.getInt(body.length - 4) != crc(records, body, body.length - 4)) return false;
            for (int i = 0; i < records; i++) {
                String contig = contigs.get(buffer.getInt());
                finished.add(new Entry(contig, buffer.getInt(), buffer.getInt(), buffer.getLong()));
            }
            finishedBytes = buffer.getLong();
            checkpoints++;
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private static int crc(int records, byte[] body, int length) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(4).putInt(records).flip());
        crc.update(body, 0, length);
        return (int) crc.getValue();
    }

    private InputException notOurs() {
        return new InputException(
                path.toString(),
                "this is not the journal of an interrupted run",
                "other bytes",
                "what an interrupted impute left there",
                "remove it, or run without --resume to start from the beginning");
    }

    private InputException otherRun(String found, String expected) {
        List<String> was = found.lines().toList();
        List<String> is = expected.lines().toList();
        int i = 0;
        while (i < Math.min(was.size(), is.size()) && was.get(i).equals(is.get(i))) i++;
        return new InputException(
                path.toString(),
                "the interrupted run was another one",
                i < was.size() ? was.get(i) : "nothing more",
                i < is.size() ? is.get(i) : "nothing more",
                "give the same input, options and version, or run without --resume to start from the beginning");
    }

    /** How many checkpoints there are. */
    int checkpoints() {
        return checkpoints;
    }

    /** Length of the part that is finished, in bytes. */
    long finishedBytes() {
        return finishedBytes;
    }

    /** The records of the finished part, in order. */
    List<Entry> finished() {
        return finished;
    }

    /** A record that belongs to the next checkpoint. */
    void add(String contig, int startBp, int endBp, long virtualOffset) {
        fresh.add(new Entry(contig, startBp, endBp, virtualOffset));
    }

    /** Says that the first {@code bytes} of the file are finished and on the disk. */
    void checkpoint(long bytes) throws IOException {
        ByteBuffer out =
                ByteBuffer.allocate(Math.addExact(Math.multiplyExact(fresh.size(), RECORD_BYTES), CHECKPOINT_BYTES));
        out.putInt(fresh.size());
        for (Entry e : fresh)
            out.putInt(contigs.indexOf(e.contig()))
                    .putInt(e.startBp())
                    .putInt(e.endBp())
                    .putLong(e.virtualOffset());
        out.putLong(bytes);
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, out.position());
        append(out.putInt((int) crc.getValue()).flip());
        fresh.clear();
        checkpoints++;
    }

    private void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) file.write(bytes);
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
