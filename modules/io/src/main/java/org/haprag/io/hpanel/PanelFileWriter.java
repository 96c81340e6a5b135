package org.haprag.io.hpanel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haprag.genotype.FinishedFile;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Site;
import org.haprag.io.ContigDescription;

/** Writes a panel as {@code .hpanel} (docs/formats/hpanel.md). The same panel gives the same bytes. */
public final class PanelFileWriter {
    /** Long enough for the haplotype order of {@link RowCodec} to pay, short enough to read a region without much more. */
    static final int SITES_A_BLOCK = 8192;

    private PanelFileWriter() {}

    /** As below, of which no more is known than the panel tells. */
    public static void write(HaplotypePanel panel, Path out) {
        write(panel, ContigDescription.NONE, out);
    }

    /**
     * Writes a panel; {@code out} appears, or is replaced, when it is complete.
     *
     * @param description of its contig
     * @throws IllegalArgumentException if the panel has no sites or no samples
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(HaplotypePanel panel, ContigDescription description, Path out) {
        if (panel.siteCount() == 0 || panel.haplotypeCount() == 0) {
            throw new IllegalArgumentException("a panel file needs sites and samples, found " + panel.siteCount()
                    + " sites and " + panel.samples());
        }
        Path partial = out.resolveSibling(out.getFileName() + ".partial");
        try {
            try (FileChannel file = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                write(panel, description, file);
            }
            FinishedFile.appear(partial, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            discard(partial);
        }
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A block's deflated sections, waiting for their place in the file. */
    private record Encoded(int firstSite, int endSite, byte[] sites, int siteLength, byte[] rows, int rowLength) {}

    private static void write(HaplotypePanel panel, ContigDescription description, FileChannel file)
            throws IOException {
        boolean ends = panel.sites().stream().anyMatch(PanelFileWriter::endsElsewhere);
        int blockCount = (panel.siteCount() + SITES_A_BLOCK - 1) / SITES_A_BLOCK;
        List<Encoded> encoded = IntStream.range(0, blockCount)
                .parallel()
                .mapToObj(b ->
                        encode(panel, b * SITES_A_BLOCK, Math.min(panel.siteCount(), (b + 1) * SITES_A_BLOCK), ends))
                .toList();
        List<Directory.Block> blocks = new ArrayList<>();
        long at = Header.BYTES;
        for (Encoded e : encoded) {
            Section sites = Section.of(at, e.sites(), e.siteLength());
            Section rows = Section.of(sites.end(), e.rows(), e.rowLength());
            append(file, ByteBuffer.wrap(e.sites()), sites.offset());
            append(file, ByteBuffer.wrap(e.rows()), rows.offset());
            at = rows.end();
            blocks.add(new Directory.Block(
                    e.endSite() - e.firstSite(),
                    panel.firstRow(e.endSite()) - panel.firstRow(e.firstSite()),
                    panel.site(e.firstSite()).pos(),
                    panel.site(e.endSite() - 1).pos(),
                    sites,
                    rows));
        }
        Directory content =
                new Directory(panel.site(0).contig(), description, ends, panel.samples(), panel.haplotypes(), blocks);
        byte[] plain = content.toBytes();
        byte[] stored = Section.deflate(plain);
        Section directory = Section.of(at, stored, plain.length);
        append(file, ByteBuffer.wrap(stored), at);
        append(file, new Header(content.version(), directory, directory.end()).toBytes(), 0);
    }

    /** Whether a site ends elsewhere than its REF does. */
    private static boolean endsElsewhere(Site site) {
        return site.endBp() != new Site(site.contig(), site.pos(), site.id(), site.ref(), site.alts()).endBp();
    }

    private static Encoded encode(HaplotypePanel panel, int firstSite, int endSite, boolean ends) {
        List<Site> sites = panel.sites().subList(firstSite, endSite);
        byte[] text = SiteText.encode(sites, ends);
        Varints runs = new Varints();
        RowCodec codec = new RowCodec(panel.haplotypeCount());
        for (int row = panel.firstRow(firstSite); row < panel.firstRow(endSite); row++) {
            codec.encode(panel.alleles(), row, runs);
        }
        byte[] rows = runs.toBytes();
        return new Encoded(firstSite, endSite, Section.deflate(text), text.length, Section.deflate(rows), rows.length);
    }

    private static void append(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) at += file.write(bytes, at);
    }
}
