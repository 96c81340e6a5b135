package org.haprag.imputation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.haprag.genotype.FinishedFile;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;
import org.haprag.io.FlawedRecord;
import org.haprag.io.FlawedRecords;
import org.haprag.io.RawText;
import org.haprag.io.ReadProgress;
import org.haprag.io.Selection;
import org.haprag.io.VariantSource;

/**
 * The table of target sites in the making, {@code OUT.sites.tsv}: the lines of one stretch after the other, then those of contigs
 * that the panel lacks. It appears under its name once it is {@link #close closed}, and not at all if nothing was added.
 */
final class SitesFile implements AutoCloseable {
    private final Optional<Path> file;
    private Optional<OutputStream> out = Optional.empty();

    /** @param file where the table goes; empty for nowhere */
    SitesFile(Optional<Path> file) {
        this.file = file;
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private void write(String text) throws IOException {
        if (out.isEmpty()) {
            out = Optional.of(
                    file.isEmpty()
                            ? OutputStream.nullOutputStream()
                            : new BufferedOutputStream(Files.newOutputStream(part(file.get()))));
            out.get().write(RawText.encode(SitesTable.HEADER));
        }
        out.get().write(RawText.encode(text));
    }

    /** Adds the lines of a stretch. */
    void add(SitesTable table) throws IOException {
        table.forEachLine(this::write);
    }

    /** Adds a site that the panel lacks. */
    void addLacking(Site site) throws IOException {
        write(SitesTable.lacking(site));
    }

    /**
     * Adds the records of a contig that the panel lacks.
     *
     * @return how many there are
     */
    long addLacking(Path targets, String contig, FlawedRecords flawed) throws IOException {
        long records = 0;
        Selection all = Selection.of(Optional.of(Region.whole(contig)));
        try (VariantSource source = VariantSource.open(targets, all, ReadProgress.SILENT)) {
            for (; source.next(); records++) if (flawed.usable(source)) addLacking(source.site());
        }
        add(flawed);
        return records;
    }

    /** Adds records that cannot be used. */
    void add(FlawedRecords flawed) throws IOException {
        for (FlawedRecord record : flawed.records()) write(SitesTable.line(record));
    }

    /** The table, where there is one. */
    Optional<Path> table() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (out.isEmpty()) return;
        out.get().close();
        out = Optional.empty();
        if (file.isPresent()) FinishedFile.appear(part(file.get()), file.get());
    }
}
