package org.haprag.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes imputed genotypes as bgzipped VCF with a tabix index, or, where the name ends in {@code .bcf}, as BCF 2.2 with a CSI
 * index. Formatting and compression run in threads of their own;
 * the bytes do not depend on how many. The output appears under its name only at {@link #commit}, complete and indexed;
 * {@link #close} without commit leaves nothing, unless the file is {@link #resumable} and has a checkpoint.
 *
 * <pre>{@code
 * try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header, threads)) {
 *     out.write(site);
 *     out.commit();
 * }
 * }</pre>
 */
public final class ImputedVcfWriter implements ImputedSink {
    private static final int FULL_VALUES = 1 << 17;
    private static final int FULL_RECORDS = 1 << 12;

    private final IndexedBgzf out;
    private final ImputedVcfHeader header;
    private final RecordEncoder format;
    private List<ImputedSite> batch = new ArrayList<>();
    private int values;

    private ImputedVcfWriter(IndexedBgzf out, ImputedVcfHeader header, RecordEncoder format) {
        this.out = out;
        this.header = header;
        this.format = format;
    }

    /** Of the whole file: with a header, unless an earlier process has written it. */
    private static ImputedVcfWriter whole(IndexedBgzf out, ImputedVcfHeader header, RecordEncoder format) {
        if (out.checkpoints() == 0) out.submit(format::header);
        return new ImputedVcfWriter(out, header, format);
    }

    private static RecordEncoder format(Path path, ImputedVcfHeader header) {
        return OutputForm.of(path) == OutputForm.BCF ? new BcfRecordFormat(header) : new RecordFormat(header);
    }

    /**
     * Begins a file.
     *
     * @param threads how many threads format and compress, at least 1
     * @throws org.haprag.genotype.InputException if the file cannot be written
     */
    public static ImputedVcfWriter open(Path path, ImputedVcfHeader header, int threads) {
        RecordEncoder format = format(path, header);
        return whole(new IndexedBgzf(path, format.index(), threads), header, format);
    }

    /**
     * Begins a file that outlives its process, or goes on with one.
     *
     * @param fingerprint lines that tell everything that decides what is written
     * @param resume whether to go on with what an earlier process with the same fingerprint left beside {@code path}
     * @throws org.haprag.genotype.InputException if the file cannot be written, or the earlier process was another one
     */
    public static ImputedVcfWriter resumable(
            Path path, ImputedVcfHeader header, int threads, String fingerprint, boolean resume) {
        RecordEncoder format = format(path, header);
        return whole(
                IndexedBgzf.resumable(path, format.index(), threads, fingerprint, names(header), resume),
                header,
                format);
    }

    /**
     * Begins a window of a file, to be {@link #append appended} to the others: its records without a header, under a name of its
     * own that tells the form as the whole's does.
     *
     * @param header of the whole
     */
    public static ImputedVcfWriter part(Path path, ImputedVcfHeader header, int threads) {
        return new ImputedVcfWriter(new IndexedBgzf(path, new PartIndex(), threads), header, format(path, header));
    }

    /** The files of a {@link #part}. */
    public static List<Path> filesOfPart(Path part) {
        return List.of(part, part.resolveSibling(part.getFileName() + PartIndex.SUFFIX));
    }

    /**
     * Takes the records of a {@link #part}: the bytes are those that writing its sites here would give, as a batch ends before it.
     *
     * @param contig of all of its records
     */
    public void append(Path part, String contig) {
        flush();
        out.appendPart(part, contig);
    }

    private static List<String> names(ImputedVcfHeader header) {
        return header.contigs().stream().map(ContigLine::name).toList();
    }

    /** How many checkpoints a {@link #resumable} file has had, in an earlier process too. */
    @Override
    public int checkpoints() {
        return out.checkpoints();
    }

    /** Ends a batch of records; of a {@link #resumable} file, no later process need write again what was written so far. */
    @Override
    public void checkpoint() {
        flush();
        out.checkpoint();
    }

    /**
     * Writes a record. Sites come in the order of the header's contigs, and sorted by position.
     *
     * @param site of as many samples; with leave-one-out dosages only if the header has {@link
     *     OutputField#LDS}
     */
    @Override
    public void write(ImputedSite site) {
        if (site.leftOut().isPresent() && !header.fields().contains(OutputField.LDS)) {
            throw new IllegalArgumentException(site + ": leave-one-out dosages, but no LDS in the header");
        }
        if (site.genotypes().sampleCount() != header.samples().count()
                || header.contigNumber(site.site().contig()) < 0) {
            throw new IllegalArgumentException(site + ": " + site.genotypes().sampleCount() + " samples, expected "
                    + header.samples().count() + " on " + String.join(", ", names(header)));
        }
        batch.add(site);
        values += site.genotypes().valueCount();
        if (values >= FULL_VALUES || batch.size() >= FULL_RECORDS) flush();
    }

    /** Hands a batch over. When it is full depends on its sites alone, so that the bytes are the same for any number of threads. */
    private void flush() {
        if (batch.isEmpty()) return;
        List<ImputedSite> full = batch;
        out.submit(block -> full.forEach(site -> format.record(block, site)));
        batch = new ArrayList<>();
        values = 0;
    }

    /** Writes what is left and gives the file and its index their final names. */
    @Override
    public void commit() {
        flush();
        out.commit();
    }

    /** Ends the threads; without {@link #commit} nothing is left of the file. */
    @Override
    public void close() {
        out.close();
    }
}
