package org.haprag.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.io.hpanel.PanelFileReader;

/** Streams the sites of an {@code .hpanel}, of which one block at a time is in memory. */
final class PanelFileSource implements VariantSource {
    private final Path path;
    private final PanelFileReader file;
    private HaplotypePanel block;
    private int nextBlock;
    private int site = -1;

    private PanelFileSource(Path path, PanelFileReader file) {
        this.path = path;
        this.file = file;
        this.block = new HaplotypePanel(
                file.samples(),
                file.haplotypes(),
                List.of(),
                new BitMatrix(0, file.haplotypes().count()));
    }

    /** Opens a panel file for the sites whose POS lies in a region, or for all. */
    static PanelFileSource open(Path path, Optional<Region> region) {
        return new PanelFileSource(path, PanelFileReader.open(path, region));
    }

    /** What the user is told where a VCF is needed: for its fields, or because the text of its records is copied. */
    static InputException notVcf(Path path) {
        return new InputException(
                path.toString(),
                "this is a panel file (.hpanel) where only a VCF can be read",
                "an .hpanel",
                "a VCF, plain, gzipped or bgzipped",
                "give the VCF that the panel file was made from");
    }

    @Override
    public Samples samples() {
        return file.samples();
    }

    @Override
    public Haplotypes haplotypes() {
        return file.haplotypes();
    }

    @Override
    public List<String> contigs() {
        return List.of(file.contig());
    }

    @Override
    public List<String> contigsWithRecords() {
        return List.of(file.contig());
    }

    @Override
    public ContigDescription contig(String name) {
        return name.equals(file.contig()) ? file.description() : ContigDescription.NONE;
    }

    @Override
    public List<String> headerLines() {
        return List.of();
    }

    @Override
    public boolean next() {
        site++;
        while (site >= block.siteCount()) {
            if (nextBlock == file.blockCount()) return false;
            block = file.block(nextBlock++);
            site = 0;
        }
        return true;
    }

    @Override
    public Site site() {
        return block.site(site);
    }

    @Override
    public int altCount() {
        return block.firstRow(site + 1) - block.firstRow(site);
    }

    @Override
    public String where() {
        return path + ", " + site().contig() + ":" + site().pos();
    }

    @Override
    public void alleles(byte[] out) {
        if (out.length != block.haplotypeCount()) {
            throw new IllegalArgumentException("expected " + block.haplotypeCount() + " codes, found " + out.length);
        }
        Arrays.fill(out, (byte) 0);
        BitMatrix alleles = block.alleles();
        int first = block.firstRow(site);
        for (int row = first; row < block.firstRow(site + 1); row++) {
            int code = row - first + 1;
            if (code > Byte.MAX_VALUE && block.altCount(row) > 0) throw tooManyAlts();
            for (int w = 0; w < alleles.wordsPerRow(); w++) {
                for (long carriers = alleles.word(row, w); carriers != 0; carriers &= carriers - 1) {
                    out[(w << 6) + Long.numberOfTrailingZeros(carriers)] = (byte) code;
                }
            }
        }
    }

    private InputException tooManyAlts() {
        return new InputException(
                where(),
                "ALT is malformed",
                altCount() + " alleles",
                "at most " + Byte.MAX_VALUE + " that are carried",
                "split or drop the record before the panel file is made: bcftools norm -m-any");
    }

    @Override
    public boolean pack(long[] words, int offset) {
        if (altCount() != 1) return false;
        BitMatrix alleles = block.alleles();
        int row = block.firstRow(site);
        for (int w = 0; w < alleles.wordsPerRow(); w++) words[offset + w] = alleles.word(row, w);
        return true;
    }

    /** An {@code .hpanel} has phased calls only. */
    @Override
    public int firstUnphasedSample() {
        return -1;
    }

    @Override
    public boolean unphased(int sample) {
        return false;
    }

    @Override
    public String callText(int sample) {
        return IntStream.range(haplotypes().first(sample), haplotypes().end(sample))
                .mapToObj(hap -> Integer.toString(block.allele(site, hap)))
                .collect(Collectors.joining("|"));
    }

    @Override
    public Optional<String> info(String key) {
        return Optional.empty();
    }

    @Override
    public AnnotatedSource annotated() {
        throw notVcf(path);
    }

    @Override
    public Optional<HaplotypePanel> panel() {
        return Optional.of(file.read());
    }

    @Override
    public String coverage() {
        return file.coverage();
    }

    @Override
    public void close() {
        file.close();
    }
}
