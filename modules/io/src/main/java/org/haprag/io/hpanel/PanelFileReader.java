package org.haprag.io.hpanel;

import java.io.IOException;
import java.io.InputStream;
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
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;

/**
 * Opens {@code .hpanel} files (docs/formats/hpanel.md). The file is mapped into memory; of a region, only the blocks that
 * it touches are read. Every byte that is read is under a checksum: a truncated or altered file is refused.
 */
public final class PanelFileReader {
    private final Path path;
    private final FileChannel file;
    private final Directory directory;

    private PanelFileReader(Path path, FileChannel file) throws IOException {
        this.path = path;
        this.file = file;
        long length = file.size();
        Header header = Header.read(file.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(length, Header.BYTES)), length);
        Section where = header.directory();
        this.directory = Directory.read(inflated(where), where.offset());
    }

    /**
     * Whether a file is a panel file, by its first bytes and not by its name. If not, it is to be read as VCF.
     *
     * @throws InputException if the file cannot be read
     */
    public static boolean recognises(Path path) {
        if (Files.isDirectory(path)) return false;
        try (InputStream in = Files.newInputStream(path)) {
            return Header.startsWithMagic(in.readNBytes(Header.MAGIC_BYTES));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Reads a whole panel. See {@link #open(Path, Optional)}. */
    public static HaplotypePanel open(Path path) {
        return open(path, Optional.empty());
    }

    /**
     * Reads a panel, or the sites of it whose POS lies in a region.
     *
     * @throws InputException if the file is not a panel file, is damaged or of a newer version, or has no site in the region
     */
    public static HaplotypePanel open(Path path, Optional<Region> region) {
        if (!recognises(path)) throw notAPanel(path);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new PanelFileReader(path, file).read(region);
        } catch (MalformedPanel e) {
            throw damaged(path, e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private byte[] inflated(Section section) throws IOException {
        return section.inflate(file.map(FileChannel.MapMode.READ_ONLY, section.offset(), section.storedLength()));
    }

    private HaplotypePanel read(Optional<Region> region) throws IOException {
        List<Directory.Block> wanted = directory.blocks().stream()
                .filter(b -> region.isEmpty() || touches(b, region.get()))
                .toList();
        checkSize(wanted);
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
            sites.addAll(SiteText.decode(texts.get(b), directory.contig(), wanted.get(b)));
        }
        int haplotypes = directory.samples().haplotypeCount();
        BitMatrix alleles = new BitMatrix(firstRow[wanted.size()], haplotypes);
        IntStream.range(0, wanted.size())
                .parallel()
                .forEach(b -> decode(runs.get(b), haplotypes, alleles, firstRow[b], firstRow[b + 1]));
        if (sites.isEmpty()) throw noSites(region.orElseThrow());
        HaplotypePanel panel = new HaplotypePanel(directory.samples(), sites, alleles);
        checkOneAlleleEach(panel);
        return region.isPresent() ? within(panel, region.get()) : panel;
    }

    /** Blocks lie in rows of their own, and rows in words of their own: threads do not meet. */
    private static void decode(byte[] runs, int haplotypes, BitMatrix alleles, int from, int to) {
        Varints.Input in = new Varints.Input(runs);
        RowCodec codec = new RowCodec(haplotypes);
        for (int row = from; row < to; row++) codec.decode(in, alleles, row);
        in.end();
    }

    /** A panel is one array of 64-bit words: 128 GiB at most. */
    private void checkSize(List<Directory.Block> wanted) {
        long rows = wanted.stream().mapToLong(Directory.Block::rows).sum();
        long words = rows * ((directory.samples().haplotypeCount() + 63) >>> 6);
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

    private HaplotypePanel within(HaplotypePanel panel, Region region) {
        int from = 0;
        while (from < panel.siteCount() && panel.site(from).pos() < region.startBp()) from++;
        int to = from;
        while (to < panel.siteCount() && panel.site(to).pos() <= region.endBp()) to++;
        if (from == to) throw noSites(region);
        return from == 0 && to == panel.siteCount() ? panel : panel.slice(from, to);
    }

    private InputException noSites(Region region) {
        int firstBp = directory.blocks().get(0).firstBp();
        int lastBp = directory.blocks().get(directory.blocks().size() - 1).lastBp();
        return new InputException(
                path.toString(),
                "the panel has no sites in " + region,
                "sites in " + directory.contig() + ":" + firstBp + "-" + lastBp,
                "at least one site",
                "choose a --region that the panel covers");
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
                "the bytes that were written, format version " + Header.VERSION,
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
}
