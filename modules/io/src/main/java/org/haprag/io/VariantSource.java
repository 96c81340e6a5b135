package org.haprag.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;

/**
 * An opened file of genotypes, whatever its form: streams its records, sorted by position, each contig in one piece.
 *
 * <pre>{@code
 * try (VariantSource source = VariantSource.open(path)) {
 *     byte[] alleles = new byte[source.haplotypes().count()];
 *     while (source.next()) {
 *         source.alleles(alleles);
 *     }
 * }
 * }</pre>
 *
 * <p>What is wrong with the file is an {@link InputException} that names the file and the place in it. Not thread-safe.
 */
public interface VariantSource extends AutoCloseable {
    /** Opens a file for all its records. */
    static VariantSource open(Path path) {
        return open(path, Optional.empty());
    }

    /** Opens a file for the records whose POS lies in a region, or for all. */
    static VariantSource open(Path path, Optional<Region> region) {
        return open(path, region, ReadProgress.SILENT);
    }

    /**
     * As above, telling how far it is. The form is told by the first bytes, not by the name.
     *
     * @throws InputException if the file cannot be read or is of no form that is read here
     */
    static VariantSource open(Path path, Optional<Region> region, ReadProgress progress) {
        return open(path, Selection.of(region), progress);
    }

    /** As above, of a selection of the records. */
    static VariantSource open(Path path, Selection selection, ReadProgress progress) {
        VariantSource source = SourceFormat.open(path, selection, progress);
        return selection.males().equals(Males.UNKNOWN) ? source : new HaploidMales(source, selection.males());
    }

    /**
     * The files that a name stands for: one, or the three of PLINK, the {@code .bed} first, of which the prefix will do. Those
     * that are missing are among them.
     */
    static List<Path> files(Path path) {
        Path file = PlinkFiles.bedOf(path);
        return PlinkFiles.isBed(file) ? PlinkFiles.of(file).all() : List.of(file);
    }

    /** The samples, in the order of the file. */
    Samples samples();

    /** Which haplotypes the samples have in the records that are read. */
    Haplotypes haplotypes();

    /** Contigs that the file names before its records, in order; may be empty, and may name some without records. */
    List<String> contigs();

    /**
     * Contigs that have records, in the order of the file: all of them where an index or the file itself tells, or once {@link
     * #next} has come to the end of the file; else those that were met.
     */
    List<String> contigsWithRecords();

    /** What the file says of a contig before its records. */
    default ContigDescription contig(String name) {
        return ContigDescription.NONE;
    }

    /** The lines of a text header, as they stand in the file; empty where the form has none. */
    List<String> headerLines();

    /** Moves to the next record, of the region if there is one; false if there are no more. */
    boolean next();

    /** The current record without its genotypes. Builds a new value at every call. */
    Site site();

    /** Why the current record cannot be used; {@link #site} may then fail. Empty for nearly all records. */
    default Optional<RecordFlaw> flaw() {
        return Optional.empty();
    }

    /** Whether the current record has a genotype for each sample; fields of an imputed file may say all without them. */
    default boolean hasGenotypes() {
        return true;
    }

    /** The current record, which has a flaw. @param before how many usable records came before it */
    default FlawedRecord flawed(RecordFlaw flaw, int before) {
        throw new IllegalStateException(where() + " has no flaw");
    }

    /** Number of ALT alleles of the current record. */
    int altCount();

    /** Such as {@code panel.vcf.gz:812} or {@code panel.hpanel, 20:61098}: names the current record in messages. */
    String where();

    /**
     * The allele codes of the current record: 0 REF, i the i-th ALT, -1 missing.
     *
     * @param out a code for each of {@link #haplotypes}
     */
    void alleles(byte[] out);

    /**
     * Packs the current record into bits, haplotype h to bit h, padding bits to 0: the fast way for what phased panels
     * consist of.
     *
     * @param words holds the row from {@code offset} on; undefined if false is returned
     * @return false if the record is anything but complete phased calls of REF and one ALT: ask {@link #alleles} then
     */
    boolean pack(long[] words, int offset);

    /** The first sample with an unphased heterozygous or half-missing call, -1 if none. Ask after {@link #alleles}. */
    int firstUnphasedSample();

    /** Whether every heterozygous call of the current record is phased. Ask after {@link #alleles}. */
    default boolean phased() {
        return firstUnphasedSample() < 0;
    }

    /** Whether the calls of the current record have as many alleles as the samples have {@link #haplotypes}. */
    default boolean ploidyFits() {
        return true;
    }

    /** Whether a sample's call is heterozygous or half-missing and unphased. Ask after {@link #alleles}. */
    boolean unphased(int sample);

    /**
     * Which phase set the phase of a sample's call belongs to: phases of two calls say something of each other where these
     * numbers are equal. Ask after {@link #alleles}.
     */
    default int phaseSet(int sample) {
        return 0;
    }

    /** A sample's call in the current record as the file has it, for messages. */
    String callText(int sample);

    /** The value of an INFO key of the current record, "" for a flag; empty if the record, or the form, does not have it. */
    Optional<String> info(String key);

    /**
     * This source with the INFO and FORMAT fields of its records.
     *
     * @throws InputException if the form has no such fields
     */
    AnnotatedSource annotated();

    /** Where there are records, for messages that there are none where they were looked for. */
    default String coverage() {
        return "no records";
    }

    /** All records as a panel, where the file is one and is decoded faster as a whole; else empty. Ask before {@link #next}. */
    Optional<HaplotypePanel> panel();

    @Override
    void close();
}
