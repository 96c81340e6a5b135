package org.haprag.io.hpanel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.io.ContigDescription;

/**
 * An opened {@code .hpanel} file (docs/formats/hpanel.md), or the sites of it whose POS lies in a region: to be read at once,
 * or block by block. The file is mapped into memory; of a region, only the blocks that it touches are read. Every byte that
 * is read is under a checksum: a truncated or altered file is refused.
 */
public final class PanelFileReader implements AutoCloseable {
    private final Path path;
    private final FileChannel file;
    private final Directory directory;
    private final Haplotypes haplotypes;
    private final Optional<Region> region;
    private final List<Directory.Block> blocks;

    private PanelFileReader(Path path, FileChannel file, Optional<Region> region) throws IOException {
        this.path = path;
        this.file = file;
        this.region = region;
        long length = file.size();
        ByteBuffer first = file.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(length, Header.BYTES));
        if (!Header.startsWithMagic(first)) throw notAPanel(path);
        Header header = Header.read(first, length);
        Section where = header.directory();
        this.directory = Directory.read(inflated(where), header.version(), where.offset());
        this.haplotypes = directory.haplotypes();
        this.blocks = directory.blocks().stream()
                .filter(b -> region.isEmpty() || touches(b, region.get()))
                .toList();
    }

    /** Whether a file that begins like this is a panel file. @param first as many bytes as there are, up to 8 or more */
    public static boolean recognises(byte[] first) {
        return Header.startsWithMagic(ByteBuffer.wrap(first));
    }

    /**
     * Whether a file is a panel file, by its first bytes and not by its name. What cannot be read, or is no plain file, such
     * as a pipe, is not looked into.
     */
    public static boolean recognises(Path path) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) return false;
        try (InputStream in = Files.newInputStream(path)) {
            return recognises(in.readNBytes(Header.MAGIC_BYTES));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Reads a whole panel. See {@link #read()}. */
    public static HaplotypePanel read(Path path) {
        try (PanelFileReader reader = open(path, Optional.empty())) {
            return reader.read();
        }
    }

    /**
     * Opens a panel file, or the sites of it whose POS lies in a region.
     *
     * @throws InputException if the file is not a panel file, is damaged or of a newer version
     */
    public static PanelFileReader open(Path path, Optional<Region> region) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new PanelFileReader(path, file, region);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (MalformedPanel e) {
            throw damaged(path, e);
        }
    }

    private byte[] inflated(Section section) throws IOException {
        return section.inflate(file.map(FileChannel.MapMode.READ_ONLY, section.offset(), section.storedLength()));
    }

    /** The panel's samples. */
    public Samples samples() {
        return directory.samples();
    }

    /** Which haplotypes belong to which sample: one or two to each. */
    public Haplotypes haplotypes() {
        return haplotypes;
    }

    /** The contig of every site. */
    public String contig() {
        return directory.contig();
    }

    /** What the file that the panel was made from said of the contig. */
    public ContigDescription description() {
        return directory.description();
    }

    /** How many blocks hold the sites, those of the region if there is one. */
    public int blockCount() {
        return blocks.size();
    }

    /**
     * Reads the sites of one block, those of the region if there is one; none where a region lies between two sites.
     *
     * @throws InputException if the block is damaged
     */
    public HaplotypePanel block(int index) {
        return within(decoded(blocks.subList(index, index + 1)));
    }

    /**
     * Reads all sites, those of the region if there is one, which may have none; the blocks beside each other.
     *
     * @throws InputException if the file is damaged
     */
    public HaplotypePanel read() {
        return within(decoded(blocks));
    }

    private HaplotypePanel decoded(List<Directory.Block> wanted) {
        checkSize(wanted);
        try {
            HaplotypePanel panel = panel(wanted);
            checkOneAlleleEach(panel);
            return panel;
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (MalformedPanel e) {
            throw damaged(path, e);
        }
    }

    private HaplotypePanel panel(List<Directory.Block> wanted) throws IOException {
        List<byte[]> texts = new ArrayList<>();
        List<byte[]> runs = new ArrayList<>();
        int[] firstRow = new int[wanted.size() + 1];
        for (int b = 0; b < wanted.size(); b++) {
            texts.add(inflated(wanted.get(b).siteText()));
            runs.add(inflated(wanted.get(b).alleleRuns()));
            firstRow[b + 1] = firstRow[b] + wanted.get(b).rows();
        }
        List<Site> sites = new ArrayList<>();
        for (int b = 0; b < wanted.size(); b++) {
            sites.addAll(SiteText.decode(texts.get(b), directory, wanted.get(b)));
        }
        BitMatrix alleles = new BitMatrix(firstRow[wanted.size()], haplotypes.count());
        IntStream.range(0, wanted.size())
                .parallel()
                .forEach(b -> decode(runs.get(b), alleles, firstRow[b], firstRow[b + 1]));
        return new HaplotypePanel(directory.samples(), haplotypes, sites, alleles);
    }

    /** Blocks lie in rows of their own, and rows in words of their own: threads do not meet. */
    private static void decode(byte[] runs, BitMatrix alleles, int from, int to) {
        Varints.Input in = new Varints.Input(runs);
        RowCodec codec = new RowCodec(alleles.columns());
        for (int row = from; row < to; row++) codec.decode(in, alleles, row);
        in.end();
    }

    /** A panel is one array of 64-bit words: 128 GiB at most. */
    private void checkSize(List<Directory.Block> wanted) {
        long rows = wanted.stream().mapToLong(Directory.Block::rows).sum();
        long words = rows * ((haplotypes.count() + 63) >>> 6);
        if (words < Integer.MAX_VALUE) return;
        throw new InputException(
                path.toString(),
                "the panel is too large to be read at once",
                rows + " allele rows of " + directory.samples(),
                "at most 2^37 alleles",
                "choose a part of it with --region");
    }

    private static void checkOneAlleleEach(HaplotypePanel panel) {
        BitMatrix alleles = panel.alleles();
        for (int row = 1; row < panel.alleleRowCount(); row++) {
            for (int other = panel.firstRow(panel.siteOfRow(row)); other < row; other++) {
                for (int w = 0; w < alleles.wordsPerRow(); w++) {
                    if ((alleles.word(row, w) & alleles.word(other, w)) == 0) continue;
                    throw new MalformedPanel("a haplotype with two ALT alleles at " + panel.site(panel.siteOfRow(row)));
                }
            }
        }
    }

    private boolean touches(Directory.Block block, Region region) {
        return Contigs.same(directory.contig(), region.contig())
                && block.lastBp() >= region.startBp()
                && block.firstBp() <= region.endBp();
    }

    private HaplotypePanel within(HaplotypePanel panel) {
        if (region.isEmpty()) return panel;
        int from = 0;
        while (from < panel.siteCount() && panel.site(from).pos() < region.get().startBp()) from++;
        int to = from;
        while (to < panel.siteCount() && panel.site(to).pos() <= region.get().endBp()) to++;
        return from == 0 && to == panel.siteCount() ? panel : panel.slice(from, to);
    }

    /** Where the sites of the file lie, such as {@code sites in 20:1000-300000}. */
    public String coverage() {
        int firstBp = directory.blocks().get(0).firstBp();
        int lastBp = directory.blocks().get(directory.blocks().size() - 1).lastBp();
        return "sites in " + directory.contig() + ":" + firstBp + "-" + lastBp;
    }

    private static InputException notAPanel(Path path) {
        return new InputException(
                path.toString(),
                "not a panel file",
                "other first bytes",
                "a file made by 'imputer panel'",
                "make it with: imputer panel --vcf P.vcf.gz --out P.hpanel");
    }

    private static InputException damaged(Path path, MalformedPanel cause) {
        return new InputException(
                path.toString(),
                "the panel file is damaged or of another version",
                cause.getMessage(),
                "the bytes that were written, format version " + Header.DIPLOID_VERSION + " to " + Header.VERSION,
                "copy the file again, or make it anew with: imputer panel --vcf P.vcf.gz --out P.hpanel",
                cause);
    }

    private static InputException unreadable(Path path, IOException cause) {
        return new InputException(
                path.toString(),
                "the panel file cannot be read",
                cause instanceof NoSuchFileException ? "no such file" : String.valueOf(cause.getMessage()),
                "a readable file",
                "check the path and its permissions",
                cause);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
