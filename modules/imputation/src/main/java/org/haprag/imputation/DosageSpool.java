package org.haprag.imputation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dosages of all targets of a window, of which only a batch is in memory at a time: the others wait in a file that has
 * no name any more, so that nothing is left of it however the process ends. Targets come by the batch and go by the row.
 */
final class DosageSpool implements DosageRows, AutoCloseable {
    /** Rows times targets that are put away at once, at most. */
    private static final int MOST_CELLS = 4_000_000;

    private static final int BYTES_A_CELL = 2 * Dosages.SHORTS_A_CELL;

    private record Batch(int firstTarget, int targets, long offset) {}

    private final int rows;
    private final FileChannel file;
    private final List<Batch> batches = new ArrayList<>();
    private final List<Optional<PhaseQualities>> phases = new ArrayList<>();
    private int targets;
    private long bytes;

    /**
     * @param scratch the file's name for a moment; it is replaced if it is there
     * @param rows allele rows of the window
     */
    DosageSpool(Path scratch, int rows) {
        this.rows = rows;
        try {
            this.file = FileChannel.open(
                    scratch,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            Files.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the next targets away. */
    void add(Dosages batch) {
        if (batch.rowCount() != rows) throw new IllegalArgumentException(rows + " rows, found " + batch.rowCount());
        batches.add(new Batch(targets, batch.targetCount(), bytes));
        int piece = Math.max(1, MOST_CELLS / batch.targetCount());
        ByteBuffer buffer = buffer(Math.min(piece, rows) * batch.targetCount() * BYTES_A_CELL);
        try {
            for (int row = 0; row < rows; row += piece) {
                int count = Math.min(piece, rows - row);
                buffer.clear();
                buffer.asShortBuffer().put(batch.rows(row, count));
                buffer.limit(count * batch.targetCount() * BYTES_A_CELL);
                while (buffer.hasRemaining()) bytes += file.write(buffer, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        targets += batch.targetCount();
        phases.add(batch.phase());
    }

    @Override
    public int rowsAtOnce() {
        return DosageRows.rowsAtOnce(targets);
    }

    /** In the machine's order of bytes: the file stays on it. */
    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private synchronized Optional<PhaseQualities> phase() {
        if (phases.size() > 1) {
            Optional<PhaseQualities> all = PhaseQualities.join(phases);
            phases.clear();
            phases.add(all);
        }
        return phases.get(0);
    }

    /** {@inheritDoc} Threads may ask side by side, once all batches are there. */
    @Override
    public Dosages rows(int row, int count) {
        Dosages out = new Dosages(row, count, targets, phase());
        try {
            for (Batch batch : batches) {
                int rowBytes = batch.targets() * BYTES_A_CELL;
                ByteBuffer buffer = buffer(Math.multiplyExact(count, rowBytes));
                for (long at = batch.offset() + (long) row * rowBytes; buffer.hasRemaining(); ) {
                    int n = file.read(buffer, at);
                    if (n < 0) throw new IOException("the scratch file of dosages was cut off");
                    at += n;
                }
                var values = buffer.flip().asShortBuffer();
                for (int r = row; r < row + count; r++) out.fill(r, batch.firstTarget(), values, batch.targets());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
