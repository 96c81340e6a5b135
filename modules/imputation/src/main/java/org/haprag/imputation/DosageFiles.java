package org.haprag.imputation;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Dosages of the batches of one window, a file each: how they go from the machine that imputes a batch to the one that writes
 * the window. Some rows can be taken without the others. Files are working files of one version, for one job.
 *
 * <p>Layout of a file, big-endian: (int magic, rows, targets, typed sites or -1, rows a block); for each block and one more the
 * long offset at which it begins; the blocks, deflated: first the rows' numbers, then the phase qualities, one byte a typed
 * site and target, if there are any.
 */
public final class DosageFiles implements DosageRows, Closeable {
    private static final int MAGIC = 0x48524431; // "HRD1"
    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final int BYTES_A_CELL = 2 * Dosages.SHORTS_A_CELL;

    /** Of one block: small, as one of each file is kept. */
    private static final int CELLS_A_BLOCK = 1 << 15;

    private final List<One> files = new ArrayList<>();
    private final int targets;
    private Optional<PhaseQualities> phase = Optional.empty();

    /**
     * Opens the files.
     *
     * @param paths of all batches, in the order of their targets; at least one
     */
    public DosageFiles(List<Path> paths) throws IOException {
        try {
            List<Optional<PhaseQualities>> phases = new ArrayList<>();
            for (Path path : paths) {
                files.add(new One(path));
                phases.add(files.get(files.size() - 1).phase());
            }
            targets = files.stream().mapToInt(f -> f.targets).sum();
            phase = PhaseQualities.join(phases);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Writes the dosages of one batch. */
    public static void write(Dosages dosages, Path path) throws IOException {
        int rows = dosages.rowCount();
        int targets = dosages.targetCount();
        int rowsABlock = Math.max(1, CELLS_A_BLOCK / targets);
        Optional<byte[]> phase = dosages.phase().map(PhaseQualities::bytes);
        int blocks = (rows + rowsABlock - 1) / rowsABlock + (phase.isPresent() ? 1 : 0);
        ByteBuffer offsets = ByteBuffer.allocate((blocks + 1) * Long.BYTES);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (FileChannel out = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.position(HEADER_BYTES + offsets.capacity());
            for (int row = 0; row < rows; row += rowsABlock) {
                int count = Math.min(rowsABlock, rows - row);
                ByteBuffer raw = ByteBuffer.allocate(count * targets * BYTES_A_CELL);
                raw.asShortBuffer().put(dosages.rows(row, count));
                offsets.putLong(out.position());
                append(out, deflater, raw.array());
            }
            if (phase.isPresent()) {
                offsets.putLong(out.position());
                append(out, deflater, phase.get());
            }
            offsets.putLong(out.position());
            int typed = phase.map(p -> p.length / targets).orElse(-1);
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            header.putInt(MAGIC).putInt(rows).putInt(targets).putInt(typed).putInt(rowsABlock);
            out.position(0);
            writeAll(out, header.flip());
            writeAll(out, offsets.flip());
        } finally {
            deflater.end();
        }
    }

    private static void append(FileChannel out, Deflater deflater, byte[] raw) throws IOException {
        deflater.reset();
        deflater.setInput(raw);
        deflater.finish();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) writeAll(out, ByteBuffer.wrap(buffer, 0, deflater.deflate(buffer)));
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) out.write(bytes);
    }

    @Override
    public int rowsAtOnce() {
        return DosageRows.rowsAtOnce(targets);
    }

    @Override
    public Dosages rows(int row, int count) {
        Dosages out = new Dosages(row, count, targets, phase);
        try {
            int target = 0;
            for (One file : files) {
                for (int r = row; r < row + count; r++) out.fill(r, target, file.row(r), file.targets);
                target += file.targets;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        for (One file : files) file.close();
    }

    /** One batch. */
    private static final class One {
        private final Path path;
        private final FileChannel file;
        private final int rows;
        private final int targets;
        private final int typed;
        private final int rowsABlock;
        private final long[] offsets;
        private ShortBuffer block = ShortBuffer.allocate(0);
        private int inMemory = -1;

        One(Path path) throws IOException {
            this.path = path;
            this.file = FileChannel.open(path, StandardOpenOption.READ);
            ByteBuffer header = read(0, HEADER_BYTES);
            if (header.getInt() != MAGIC) throw new IOException(path + ": no file of dosages");
            rows = header.getInt();
            targets = header.getInt();
            typed = header.getInt();
            rowsABlock = header.getInt();
            offsets = new long[(rows + rowsABlock - 1) / rowsABlock + (typed >= 0 ? 2 : 1)];
            read(HEADER_BYTES, offsets.length * Long.BYTES).asLongBuffer().get(offsets);
        }

        private ByteBuffer read(long at, int bytes) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(bytes);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, at + buffer.position()) < 0) throw new IOException(path + ": cut off");
            }
            return buffer.flip();
        }

        private byte[] inflate(int number, int bytes) throws IOException {
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(read(offsets[number], Math.toIntExact(offsets[number + 1] - offsets[number])));
                byte[] raw = new byte[bytes];
                if (inflater.inflate(raw) == bytes) return raw;
                throw new IOException(path + ": block " + number + " is cut off");
            } catch (DataFormatException e) {
                throw new IOException(path + ": block " + number + " is no deflated block", e);
            } finally {
                inflater.end();
            }
        }

        Optional<PhaseQualities> phase() throws IOException {
            if (typed < 0) return Optional.empty();
            return Optional.of(PhaseQualities.of(targets, inflate(offsets.length - 2, typed * targets)));
        }

        /** The numbers of one row, at a buffer's position. */
        ShortBuffer row(int row) throws IOException {
            int number = row / rowsABlock;
            if (number != inMemory) {
                int count = Math.min(rowsABlock, rows - number * rowsABlock);
                block = ByteBuffer.wrap(inflate(number, count * targets * BYTES_A_CELL))
                        .asShortBuffer();
                inMemory = number;
            }
            return block.position((row - number * rowsABlock) * targets * Dosages.SHORTS_A_CELL);
        }

        void close() throws IOException {
            file.close();
        }
    }
}
