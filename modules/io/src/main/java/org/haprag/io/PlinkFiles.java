package org.haprag.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;

/**
 * The three files of a PLINK 1 fileset: genotypes in {@code .bed}, variants in {@code .bim}, samples in {@code .fam}
 * (https://www.cog-genomics.org/plink/1.9/formats).
 */
final class PlinkFiles {
    /** A fileset of PLINK 2, which is not read: the message about it says how to convert it. */
    private static final String PLINK_2 = ".pgen";

    private static final List<String> ENDINGS = List.of(".bed", ".bim", ".fam");

    private final Path bed;

    private PlinkFiles(Path bed) {
        this.bed = bed;
    }

    /** Those of which a file is the {@code .bed}, by its content and not by its name. */
    static PlinkFiles of(Path bed) {
        return new PlinkFiles(bed);
    }

    /** The {@code .bed} that a name stands for: its prefix, or one of the other two files; else the name itself, or the {@code .pgen}
     * of which it is the prefix. */
    static Path bedOf(Path name) {
        if (!Files.exists(name)) {
            return Stream.of(ENDINGS.get(0), PLINK_2)
                    .map(ending -> name.resolveSibling(name.getFileName() + ending))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElse(name);
        }
        Path bed = new PlinkFiles(name).beside(ENDINGS.get(0));
        boolean text = ENDINGS.indexOf(ending(name)) > 0;
        return text && Files.isRegularFile(bed) ? bed : name;
    }

    /** Whether a file is called {@code .bed} and has genotypes, not intervals. */
    static boolean isBed(Path file) {
        if (!Files.isRegularFile(file) || !file.toString().endsWith(ENDINGS.get(0))) return false;
        try (InputStream in = Files.newInputStream(file)) {
            return PlinkSource.recognises(in.readNBytes(3));
        } catch (IOException e) {
            throw CompressedInput.unreadable(file, e.toString(), e);
        }
    }

    private static String ending(Path path) {
        String name = String.valueOf(path.getFileName());
        return ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
    }

    private Path beside(String ending) {
        String name = String.valueOf(bed.getFileName());
        return bed.resolveSibling(name.substring(0, name.length() - ending(bed).length()) + ending);
    }

    Path bed() {
        return bed;
    }

    Path bim() {
        return beside(ENDINGS.get(1));
    }

    Path fam() {
        return beside(ENDINGS.get(2));
    }

    /**
     * A line of the {@code .bim}.
     *
     * @param index its place in the {@code .bed}
     * @param pos in bp; 0 where there is none
     * @param first the allele that PLINK calls A1; "0" if it is not known
     * @param second A2, as a rule the reference; "0" if it is not known
     */
    record Variant(int index, String contig, int pos, String id, String first, String second) {}

    /** What a {@code .bim} lists: how many variants in all, on which contigs, and those of a region. */
    record Variants(int count, List<String> contigs, List<Variant> wanted) {}

    /** What a {@code .fam} lists. @param males who of the samples is one */
    record People(Samples samples, Set<String> males) {}

    /** Reads the {@code .bim}. */
    Variants variants(Optional<Region> region) {
        List<Variant> all = new ArrayList<>();
        try (LineReader lines = LineReader.open(bim(), ReadProgress.SILENT)) {
            while (lines.next()) {
                String[] columns = columns(lines, 6, "CHR ID cM BP A1 A2");
                if (columns.length == 0) continue;
                int pos = position(lines, columns[3]);
                all.add(new Variant(all.size(), columns[0], pos, columns[1], columns[4], columns[5]));
            }
        }
        boolean human = all.stream().noneMatch(v -> Contigs.beyondHuman(v.contig()));
        List<Variant> wanted = new ArrayList<>();
        Set<String> contigs = new LinkedHashSet<>();
        for (Variant v : all) {
            String contig = human ? named(v.contig()) : v.contig();
            contigs.add(contig);
            if (region.isPresent() && !region.get().contains(contig, v.pos())) continue;
            wanted.add(new Variant(v.index(), contig, v.pos(), v.id(), v.first(), v.second()));
        }
        return new Variants(all.size(), List.copyOf(contigs), wanted);
    }

    private static String named(String contig) {
        return contig.matches("2[3-6]") ? Contigs.letters(Integer.parseInt(contig)) : contig;
    }

    /** A negative position tells PLINK to leave a variant out: it has no place. */
    private static int position(LineReader lines, String text) {
        if (text.matches("-?[0-9]{1,10}") && Long.parseLong(text) <= Integer.MAX_VALUE) {
            return (int) Math.max(0, Long.parseLong(text));
        }
        throw new InputException(
                lines.where(),
                "the position is malformed",
                VcfFileHeader.quote(text),
                "a whole number of bp in column 4",
                "write the files again: plink2 --bfile PREFIX --make-bed --out NEW");
    }

    /** Reads the {@code .fam}. Samples are named by IID, or by FID_IID where an IID occurs twice. */
    People people() {
        List<String> individuals = new ArrayList<>();
        List<String> withFamilies = new ArrayList<>();
        List<Boolean> male = new ArrayList<>();
        try (LineReader lines = LineReader.open(fam(), ReadProgress.SILENT)) {
            while (lines.next()) {
                String[] columns = columns(lines, 5, "FID IID FATHER MOTHER SEX");
                if (columns.length == 0) continue;
                individuals.add(columns[1]);
                withFamilies.add(columns[0] + "_" + columns[1]);
                male.add(columns[4].equals("1"));
            }
        }
        boolean unique = new HashSet<>(individuals).size() == individuals.size();
        List<String> names = unique ? individuals : withFamilies;
        if (new HashSet<>(names).size() < names.size()) {
            throw new InputException(
                    fam().toString(),
                    "two samples have the same names",
                    "FID and IID of a line that occur in another line, too",
                    "each sample once",
                    "rename or drop one: plink2 --bfile PREFIX --remove FILE --make-bed --out NEW");
        }
        Set<String> males = new HashSet<>();
        for (int s = 0; s < names.size(); s++) if (male.get(s)) males.add(names.get(s));
        return new People(new Samples(names), males);
    }

    /** The columns of a line, none of an empty one. */
    private static String[] columns(LineReader lines, int least, String expected) {
        String line = lines.text().strip();
        if (line.isEmpty()) return new String[0];
        String[] columns = line.split("\\s+");
        if (columns.length >= least) return columns;
        throw new InputException(
                lines.where(),
                "the line has too few columns",
                VcfFileHeader.quote(line),
                expected,
                "write the files again: plink2 --bfile PREFIX --make-bed --out NEW");
    }

    /** All three files. */
    List<Path> all() {
        return List.of(bed, bim(), fam());
    }
}
