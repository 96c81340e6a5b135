package org.haprag.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the variants of a PLINK 1 fileset. Genotypes are unphased; which allele is REF the files do not know, A2 is taken
 * for it. On X males are haploid (its pseudo-autosomal part is a chromosome of its own there, XY), on Y and MT everybody is.
 */
final class PlinkSource implements VariantSource {
    private static final Logger LOG = LoggerFactory.getLogger(PlinkSource.class);

    /** The magic number, and 1: variant by variant. */
    private static final byte[] MAGIC = {0x6c, 0x1b, 1};

    private static final Set<String> HAPLOID_IN_ALL = Set.of("Y", "MT");

    // what two bits say
    private static final int HOMOZYGOUS_FIRST = 0;
    private static final int MISSING = 1;
    private static final int HETEROZYGOUS = 2;

    private final PlinkFiles files;
    private final InputStream bed;
    private final Samples samples;
    private final PlinkFiles.People people;
    private final List<PlinkFiles.Variant> variants;
    private final List<String> contigs;
    private final RecordOrder order;
    private final byte[] row;
    private Optional<Haplotypes> haplotypes = Optional.empty();
    private int at = -1;
    private int nextIndex;
    private int firstUnphased;
    private long haploidHeterozygotes;

    private PlinkSource(PlinkFiles files, InputStream bed, PlinkFiles.People people, PlinkFiles.Variants variants) {
        this.files = files;
        this.bed = bed;
        this.samples = people.samples();
        this.people = people;
        this.variants = variants.wanted();
        this.contigs = variants.contigs();
        this.order = new RecordOrder(files.bim(), this::where);
        this.row = new byte[(samples.count() + 3) / 4];
    }

    /** Whether a file that begins like this is a {@code .bed}, variant by variant or sample by sample. */
    static boolean recognises(byte[] first) {
        return first.length >= MAGIC.length && first[0] == MAGIC[0] && first[1] == MAGIC[1] && (first[2] & ~1) == 0;
    }

    /** Opens the files of which one was begun, for the variants whose position lies in a region, or for all. */
    static PlinkSource open(CompressedInput in, Optional<Region> region) {
        PlinkFiles files = PlinkFiles.of(in.path());
        byte[] first = in.firstBytes();
        in.close();
        if (first[2] != MAGIC[2]) {
            throw new InputException(
                    in.path().toString(),
                    "the genotypes are stored sample by sample",
                    "a .bed of an old kind",
                    "one that is stored variant by variant",
                    "plink --bfile PREFIX --make-bed --out NEW");
        }
        PlinkFiles.People people = files.people();
        PlinkFiles.Variants variants = files.variants(region);
        try {
            long expected =
                    MAGIC.length + (long) variants.count() * ((people.samples().count() + 3) / 4);
            long found = Files.size(files.bed());
            if (found != expected) throw wrongSize(files, found, expected);
            InputStream bed = new BufferedInputStream(Files.newInputStream(files.bed()), 1 << 16);
            bed.skipNBytes(MAGIC.length);
            return new PlinkSource(files, bed, people, variants);
        } catch (IOException e) {
            throw CompressedInput.unreadable(files.bed(), e.toString(), e);
        }
    }

    private static InputException wrongSize(PlinkFiles files, long found, long expected) {
        return new InputException(
                files.bed().toString(),
                "the three files do not belong together, or one was cut off",
                found + " bytes",
                expected + " bytes, by the lines of " + files.bim() + " and " + files.fam(),
                "copy or write the files again: plink2 --bfile PREFIX --make-bed --out NEW");
    }

    private Haplotypes ofRead() {
        Set<String> read = variants.stream()
                .map(v -> Contigs.plain(v.contig()).toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        boolean haploidInAll = !read.isEmpty() && HAPLOID_IN_ALL.containsAll(read);
        boolean x = read.equals(Set.of("X"));
        if (!haploidInAll && !x && (read.contains("X") || read.stream().anyMatch(HAPLOID_IN_ALL::contains))) {
            throw new InputException(
                    files.bim().toString(),
                    "chromosomes with different numbers of copies cannot be read at once",
                    String.join(", ", read.stream().sorted().toList()),
                    "autosomes, or X, or Y",
                    "choose one with --region, such as --region X");
        }
        return Haplotypes.of(IntStream.range(0, samples.count())
                .map(s -> haploidInAll || x && people.males().contains(samples.name(s)) ? 1 : 2)
                .toArray());
    }

    @Override
    public Samples samples() {
        return samples;
    }

    @Override
    public Haplotypes haplotypes() {
        if (haplotypes.isEmpty()) haplotypes = Optional.of(ofRead());
        return haplotypes.get();
    }

    @Override
    public List<String> contigs() {
        return contigsWithRecords();
    }

    @Override
    public List<String> contigsWithRecords() {
        return contigs;
    }

    @Override
    public List<String> headerLines() {
        return List.of();
    }

    @Override
    public boolean next() {
        if (++at == variants.size()) {
            if (haploidHeterozygotes > 0) {
                LOG.warn(
                        "{}: {} heterozygous calls of samples that are haploid there (males on X) are taken as missing",
                        files.bed(),
                        haploidHeterozygotes);
            }
            return false;
        }
        order.next(variant().contig(), variant().pos());
        try {
            bed.skipNBytes((long) (variant().index() - nextIndex) * row.length);
            if (bed.readNBytes(row, 0, row.length) < row.length) throw new EOFException("the file ends");
            nextIndex = variant().index() + 1;
            return true;
        } catch (IOException e) {
            throw CompressedInput.unreadable(files.bed(), e.toString(), e);
        }
    }

    private PlinkFiles.Variant variant() {
        return variants.get(at);
    }

    private static boolean known(String allele) {
        return !allele.equals("0") && !allele.equals(".");
    }

    /** Whether A1 is REF, as nobody has A2. */
    private boolean onlyFirst() {
        return !known(variant().second()) && known(variant().first());
    }

    private RecordSite recordSite() {
        PlinkFiles.Variant v = variant();
        String ref = onlyFirst() ? v.first() : v.second();
        List<String> alts = altCount() == 0 ? List.of() : List.of(v.first());
        return new RecordSite(v.contig(), v.pos(), v.id(), ref, alts, key -> Optional.empty());
    }

    @Override
    public Site site() {
        return recordSite().site(this::where);
    }

    @Override
    public Optional<RecordFlaw> flaw() {
        return recordSite().flaw();
    }

    @Override
    public FlawedRecord flawed(RecordFlaw flaw, int before) {
        return recordSite().flawed(flaw, before);
    }

    @Override
    public int altCount() {
        return known(variant().first()) && known(variant().second()) ? 1 : 0;
    }

    @Override
    public String where() {
        return files.bim() + ":" + (variant().index() + 1);
    }

    private int genotype(int sample) {
        return row[sample >>> 2] >>> (sample & 3) * 2 & 3;
    }

    @Override
    public void alleles(byte[] out) {
        Haplotypes haplotypes = haplotypes();
        if (out.length != haplotypes.count()) {
            throw new IllegalArgumentException("expected " + haplotypes.count() + " codes, found " + out.length);
        }
        firstUnphased = -1;
        boolean swapped = onlyFirst();
        boolean both = altCount() == 1;
        for (int s = 0; s < samples.count(); s++) {
            int genotype = genotype(s);
            boolean first = genotype == HOMOZYGOUS_FIRST;
            if (!both && genotype != MISSING && (genotype == HETEROZYGOUS || first != swapped)) throw unlisted(s);
            int code = genotype == MISSING ? -1 : first && !swapped ? 1 : 0;
            int other = code;
            if (genotype == HETEROZYGOUS) {
                other = 1;
                if (haplotypes.ploidy(s) == 1) {
                    haploidHeterozygotes++;
                    other = -1;
                } else if (firstUnphased < 0) {
                    firstUnphased = s;
                }
            }
            out[haplotypes.first(s)] = (byte) code;
            out[haplotypes.end(s) - 1] = (byte) other;
        }
    }

    private InputException unlisted(int sample) {
        return new InputException(
                where(),
                "sample " + samples.name(sample) + " has an allele that the line does not name",
                VcfFileHeader.quote(variant().first() + " " + variant().second()),
                "both alleles in columns 5 and 6",
                "write the files again: plink2 --bfile PREFIX --make-bed --out NEW");
    }

    @Override
    public boolean pack(long[] words, int offset) {
        return false;
    }

    @Override
    public int firstUnphasedSample() {
        return firstUnphased;
    }

    @Override
    public boolean unphased(int sample) {
        return genotype(sample) == HETEROZYGOUS && haplotypes().ploidy(sample) == 2;
    }

    @Override
    public String callText(int sample) {
        return switch (genotype(sample)) {
            case HOMOZYGOUS_FIRST -> "1/1";
            case MISSING -> "./.";
            case HETEROZYGOUS -> "0/1";
            default -> "0/0";
        };
    }

    @Override
    public Optional<String> info(String key) {
        return Optional.empty();
    }

    @Override
    public AnnotatedSource annotated() {
        throw new InputException(
                files.bed().toString(),
                "these are PLINK files where only a VCF or BCF can be read",
                "a .bed",
                "a VCF or BCF, with the fields of imputed records",
                "give the imputed VCF or BCF");
    }

    @Override
    public Optional<HaplotypePanel> panel() {
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            bed.close();
        } catch (IOException e) {
            throw CompressedInput.unreadable(files.bed(), e.toString(), e);
        }
    }
}
