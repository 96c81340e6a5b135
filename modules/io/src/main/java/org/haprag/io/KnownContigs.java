package org.haprag.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.haprag.genotype.Contigs;

/**
 * What is known of a file's contigs before its records are read.
 *
 * @param contigs those that have records, in the order of the file
 * @param complete whether these are all; else there is the first one only, or none
 * @param inHeader those that the file names before its records; some may have none
 */
public record KnownContigs(List<ContigLine> contigs, boolean complete, List<String> inHeader) {
    /** Nothing is known, as of a pipe, which can be read once. */
    private static final KnownContigs NOTHING = new KnownContigs(List.of(), false, List.of());

    public KnownContigs {
        contigs = List.copyOf(contigs);
        inHeader = List.copyOf(inHeader);
    }

    /**
     * Looks into a file, and not further than to its first record.
     *
     * @throws org.haprag.genotype.InputException if the file cannot be read
     */
    public static KnownContigs of(Path path) {
        Path file = PlinkFiles.bedOf(path);
        if (!readable(file)) return NOTHING;
        try (VariantSource source = VariantSource.open(path)) {
            List<String> known = source.contigsWithRecords();
            boolean complete = !known.isEmpty();
            if (!complete) source.next();
            return new KnownContigs(lines(source), complete, source.contigs());
        }
    }

    /** All contigs of a file, found by reading it to its end. */
    public static List<ContigLine> byReading(Path path) {
        try (VariantSource source = VariantSource.open(path)) {
            while (source.next()) {}
            return lines(source);
        }
    }

    /** Position of the first record of a file. */
    public static int firstBp(Path path) {
        try (VariantSource source = VariantSource.open(path)) {
            return source.next() ? source.site().pos() : 0;
        }
    }

    /** Whether a file can be read several times. */
    public static boolean readable(Path path) {
        return Files.isRegularFile(PlinkFiles.bedOf(path));
    }

    /** The contigs of a source that have records, as far as it knows. */
    static List<ContigLine> lines(VariantSource source) {
        return source.contigsWithRecords().stream()
                .map(name -> new ContigLine(name, source.contig(name).lengthBp()))
                .toList();
    }

    /** Whether there may be records of a contig. */
    public boolean mayHave(String contig) {
        return !complete || contigs.stream().anyMatch(c -> Contigs.same(c.name(), contig));
    }

    /** The names, as far as they are known. */
    public List<String> names() {
        Stream<String> met = contigs.stream().map(ContigLine::name);
        return (complete ? met : Stream.concat(met, inHeader.stream()))
                .distinct()
                .toList();
    }

    /** Whether it is known that there is one contig only. */
    public boolean one() {
        return complete && contigs.size() == 1;
    }
}
