package org.haprag.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;
import org.haprag.genotype.TargetGenotypes;

/**
 * Reads target genotypes, phased or not, of any form of file that {@link VariantSource} opens. {@code ./.}, {@code .|.} and
 * {@code .} are missing, {@code 0/.} is half missing; which calls lack their phase is kept.
 */
public final class TargetReader {
    private TargetReader() {}

    /** Reads the targets of a file, or of a region of it, silently. */
    public static TargetGenotypes read(Path path, Optional<Region> region) {
        return read(path, region, ReadProgress.SILENT);
    }

    /**
     * Reads the targets of a file, or of a region of it.
     *
     * @throws InputException if a call is malformed, or if there are no samples or records
     */
    public static TargetGenotypes read(Path path, Optional<Region> region, ReadProgress progress) {
        return read(path, Selection.of(region), progress, new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT));
    }

    /** As above. @param flawed hears of the records that cannot be used */
    public static TargetGenotypes read(Path path, Selection selection, ReadProgress progress, FlawedRecords flawed) {
        TargetReading reading = readStretch(path, selection, progress, flawed);
        if (reading.targets().sites().isEmpty()) throw noRecords(path, selection.region(), reading, flawed);
        return reading.targets();
    }

    /** As above; that there are no records is the caller's to judge. */
    public static TargetReading readStretch(
            Path path, Selection selection, ReadProgress progress, FlawedRecords flawed) {
        try (VariantSource source = VariantSource.open(path, selection, progress)) {
            if (source.samples().count() == 0) {
                throw new InputException(
                        path.toString(),
                        "the target file has no samples",
                        "0 sample columns",
                        "at least one sample",
                        "use a VCF with genotypes");
            }
            List<Site> sites = new ArrayList<>();
            List<byte[]> rows = new ArrayList<>();
            UnphasedCalls unphased = new UnphasedCalls(source.samples().count());
            OptionalInt nextStretchBp = OptionalInt.empty();
            while (source.next()) {
                if (!flawed.hasUsableCalls(source)) continue;
                if (!sites.isEmpty() && selection.ends(source)) {
                    nextStretchBp = OptionalInt.of(StretchBorder.at(source));
                    break;
                }
                byte[] row = new byte[source.haplotypes().count()];
                source.alleles(row);
                unphased.add(source, row);
                sites.add(source.site());
                rows.add(row);
            }
            TargetGenotypes targets = new TargetGenotypes(
                    source.samples(), source.haplotypes(), sites, rows.toArray(byte[][]::new), unphased.phasing());
            ContigDescription description = sites.isEmpty()
                    ? ContigDescription.NONE
                    : source.contig(sites.get(0).contig());
            return new TargetReading(targets, description, KnownContigs.lines(source), nextStretchBp);
        }
    }

    /** What the user is told where a file, or a region of it, has no records. */
    private static InputException noRecords(
            Path path, Optional<Region> region, TargetReading reading, FlawedRecords flawed) {
        List<String> others = reading.contigs().stream()
                .map(ContigLine::name)
                .filter(c -> region.isPresent() && !Contigs.same(c, region.get().contig()))
                .toList();
        return new InputException(
                region.map(r -> path + ", " + r).orElse(path.toString()),
                "the target file has no records here",
                "0 records"
                        + (others.isEmpty() ? "" : ", but some on " + String.join(", ", others))
                        + (flawed.counts().isEmpty() ? "" : ", those left out aside: " + flawed.counts()),
                "at least one typed site",
                "check that targets and panel are of the same contig and genome build");
    }
}
