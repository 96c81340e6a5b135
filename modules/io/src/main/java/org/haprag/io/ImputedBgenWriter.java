package org.haprag.io;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.haprag.genotype.FinishedFile;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;

/**
 * Writes imputed genotypes as BGEN 1.2, and what a BGEN has no place for (frequency, R2, ER2, whether a site was typed) as a table
 * beside it, {@code NAME.info.tsv}. Both appear under their names only at {@link #commit}, complete; without it nothing is left.
 */
public final class ImputedBgenWriter implements ImputedSink {
    private static final int FULL_VALUES = 1 << 16;
    private static final int HEADER_BYTES = 20;

    /** Zlib, layout 2, names of samples. */
    private static final int FLAGS = 1 | 2 << 2 | 1 << 31;

    private final Path out;
    private final Path partial;
    private final Path partialTable;
    private final FileChannel file;
    private final BufferedWriter table;
    private final OrderedWorkers<BgenRecordFormat, byte[]> workers;
    private List<ImputedSite> batch = new ArrayList<>();
    private int values;
    private int variants;
    private boolean committed;
    private boolean closed;

    private ImputedBgenWriter(Path out, Samples samples, BgenEncoding encoding, int threads) throws IOException {
        this.out = out;
        this.partial = out.resolveSibling(out.getFileName() + ".partial");
        this.partialTable = out.resolveSibling(table(out).getFileName() + ".partial");
        this.workers = new OrderedWorkers<>(
                "bgen " + out.getFileName(),
                threads,
                () -> new BgenRecordFormat(encoding),
                BgenRecordFormat::end,
                this::append);
        this.file = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.table = Files.newBufferedWriter(partialTable);
        table.write("CHROM\tPOS\tID\tREF\tALT\tAF\tMAF\tR2\tER2\tORIGIN\n");
        append(header(samples));
    }

    /**
     * Begins a file.
     *
     * @param threads how many threads format and compress, at least 1
     * @throws org.haprag.genotype.InputException if the files cannot be written
     */
    public static ImputedBgenWriter open(Path path, Samples samples, BgenEncoding encoding, int threads) {
        try {
            return new ImputedBgenWriter(path, samples, encoding, threads);
        } catch (IOException e) {
            throw IndexedBgzf.unwritable(path, e);
        }
    }

    /** The table of what a BGEN has no place for. */
    public static Path table(Path bgen) {
        return bgen.resolveSibling(bgen.getFileName() + ".info.tsv");
    }

    /** The header; how many variants there are is set at the end. */
    private static byte[] header(Samples samples) {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String name : samples.names()) {
            byte[] text = RawText.encode(name);
            names.write(text.length);
            names.write(text.length >>> 8);
            names.writeBytes(text);
        }
        int nameBytes = 8 + names.size();
        return ByteBuffer.allocate(4 + HEADER_BYTES + nameBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(HEADER_BYTES + nameBytes)
                .putInt(HEADER_BYTES)
                .putInt(0)
                .putInt(samples.count())
                .put("bgen".getBytes(StandardCharsets.US_ASCII))
                .putInt(FLAGS)
                .putInt(nameBytes)
                .putInt(samples.count())
                .put(names.toByteArray())
                .array();
    }

    private void append(byte[] bytes) {
        try {
            write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw IndexedBgzf.unwritable(out, e);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) file.write(bytes);
    }

    @Override
    public void write(ImputedSite site) {
        batch.add(site);
        values += site.genotypes().valueCount();
        variants++;
        if (values >= FULL_VALUES) flush();
    }

    private void flush() {
        if (batch.isEmpty()) return;
        List<ImputedSite> full = batch;
        try {
            for (ImputedSite site : full) tell(site);
        } catch (IOException e) {
            throw IndexedBgzf.unwritable(table(out), e);
        }
        workers.submit(format -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
            full.forEach(site -> bytes.writeBytes(format.variant(site)));
            return bytes.toByteArray();
        });
        batch = new ArrayList<>();
        values = 0;
    }

    private void tell(ImputedSite imputed) throws IOException {
        Site site = imputed.site();
        StringBuilder af = new StringBuilder();
        StringBuilder maf = new StringBuilder();
        for (int a = 0; a < site.alts().size(); a++) {
            double frequency = imputed.frequency(a);
            af.append(a == 0 ? "" : ",").append(InfoColumn.number(frequency));
            maf.append(a == 0 ? "" : ",").append(InfoColumn.number(Math.min(frequency, 1 - frequency)));
        }
        OptionalDouble er2 = imputed.leftOut().map(ImputedSite.LeftOut::r2).orElse(OptionalDouble.empty());
        table.write(String.join(
                "\t",
                site.contig(),
                Integer.toString(site.pos()),
                site.id(),
                site.ref(),
                String.join(",", site.alts()),
                af,
                maf,
                number(imputed.r2()),
                number(er2),
                imputed.origin().name()));
        table.write('\n');
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? InfoColumn.number(value.getAsDouble()) : ".";
    }

    @Override
    public void checkpoint() {
        flush();
    }

    @Override
    public void commit() {
        flush();
        workers.finish();
        try {
            table.close();
            ByteBuffer count = ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(variants)
                    .flip();
            file.position(8);
            write(count);
            file.close();
            FinishedFile.appear(partialTable, table(out));
            FinishedFile.appear(partial, out);
            committed = true;
        } catch (IOException e) {
            throw IndexedBgzf.unwritable(out, e);
        }
    }

    /** Ends the threads; without {@link #commit} nothing is left. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        workers.close();
        try {
            table.close();
            file.close();
            if (committed) return;
            Files.deleteIfExists(partial);
            Files.deleteIfExists(partialTable);
        } catch (IOException e) {
            throw IndexedBgzf.unwritable(out, e);
        }
    }
}
