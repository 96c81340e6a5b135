package org.haprag.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;
import org.haprag.io.PanelReadOptions.MissingCalls;

/**
 * Reads a phased reference panel of one contig into bits, of any form of file that {@link VariantSource} opens. Symbolic ALTs
 * ({@code <DEL>}, {@code *}) are alleles like any other, repeated positions are kept, records without ALT are left out and
 * counted. An {@code .hpanel} has none of these, and no missing alleles: it is taken as it is.
 */
public final class PanelReader {
    private static final int MOST_LISTED = 30;

    private final VariantSource source;
    private final Path path;
    private final PanelReadOptions options;
    private final PanelRows rows;
    private final byte[] codes;
    private final List<Site> sites = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private PanelReader(VariantSource source, Path path, PanelReadOptions options) {
        this.source = source;
        this.path = path;
        this.options = options;
        this.rows = new PanelRows(path.toString(), source.haplotypes().count());
        this.codes = new byte[source.haplotypes().count()];
    }

    /**
     * Reads a panel.
     *
     * @throws InputException if a call is unphased, malformed or (unless asked otherwise) missing, if there are no
     *     samples, no sites, or several contigs and no region
     */
    public static PanelReading read(Path path, PanelReadOptions options) {
        return open(path, options, (source, read) -> {
            if (read.panel().siteCount() == 0) throw noSites(path, options, read.skipped(), source.coverage());
        });
    }

    /** As {@link #read}, of a part of a contig in which there may be no sites. */
    public static PanelReading readPart(Path path, PanelReadOptions options) {
        return open(path, options, (source, read) -> {});
    }

    private static PanelReading open(
            Path path, PanelReadOptions options, BiConsumer<VariantSource, PanelReading> check) {
        try (VariantSource source = VariantSource.open(path, options.selection(), options.progress())) {
            if (source.samples().count() == 0) {
                throw new InputException(
                        path.toString(),
                        "the panel has no samples",
                        "0 sample columns",
                        "at least one phased sample",
                        "use a VCF with genotypes");
            }
            Optional<HaplotypePanel> whole = source.panel();
            if (whole.isPresent()) {
                String contig = source.contigs().get(0);
                PanelReading read = new PanelReading(
                        whole.get(), Map.of(), source.contig(contig), KnownContigs.lines(source), OptionalInt.empty());
                check.accept(source, read);
                return read;
            }
            if (options.region().isEmpty()) checkContigs(path, source.contigsWithRecords());
            PanelReading read = new PanelReader(source, path, options).read();
            check.accept(source, read);
            return read;
        }
    }

    private PanelReading read() {
        FlawedRecords flawed = new FlawedRecords(options.flawed());
        OptionalInt nextStretchBp = OptionalInt.empty();
        while (nextStretchBp.isEmpty() && source.next()) {
            if (!flawed.hasUsableCalls(source)) continue;
            if (source.altCount() == 0) {
                skipped.merge(PanelReading.NO_ALT, 1, Integer::sum);
            } else if (endsStretch()) {
                nextStretchBp = OptionalInt.of(StretchBorder.at(source));
            } else if (addRows()) {
                Site site = source.site();
                if (!sites.isEmpty() && !sites.get(0).contig().equals(site.contig())) throw severalContigs(site);
                sites.add(site);
            } else {
                skipped.merge(PanelReading.MISSING_ALLELE, 1, Integer::sum);
            }
        }
        flawed.counts().forEach((flaw, records) -> skipped.put(flaw.reason(), records));
        return new PanelReading(
                new HaplotypePanel(source.samples(), source.haplotypes(), sites, rows.toMatrix()),
                skipped,
                sites.isEmpty()
                        ? ContigDescription.NONE
                        : source.contig(sites.get(0).contig()),
                KnownContigs.lines(source),
                nextStretchBp);
    }

    /** Whether the current record begins a stretch of another ploidy, behind the positions that were read. */
    private boolean endsStretch() {
        return options.selection().ends(source)
                && !sites.isEmpty()
                && sites.get(sites.size() - 1).pos() < source.site().pos();
    }

    /** Packs the current record; false if it is to be left out. */
    private boolean addRows() {
        int first = rows.rows();
        rows.addRow();
        if (source.pack(rows.words(first), rows.offset(first))) return true;
        rows.clear(first);
        for (int alt = 1; alt < source.altCount(); alt++) rows.addRow();
        source.alleles(codes);
        for (int hap = 0; hap < codes.length; hap++) {
            if (codes[hap] < 0) {
                if (options.missing() == MissingCalls.REFUSE)
                    throw missing(source.haplotypes().sampleOf(hap));
                rows.removeRows(rows.rows() - first);
                return false;
            }
            if (codes[hap] > 0) rows.set(first + codes[hap] - 1, hap);
        }
        if (!source.phased()) throw unphased(source.firstUnphasedSample());
        return true;
    }

    private InputException missing(int sample) {
        return new InputException(
                source.where(),
                "GT of panel sample " + source.samples().name(sample) + " is missing",
                VcfFileHeader.quote(source.callText(sample)),
                "a panel without missing alleles",
                "leave such records out with --drop-missing, or phase the panel with a program that fills them in");
    }

    private InputException unphased(int sample) {
        return new InputException(
                source.where(),
                "GT of panel sample " + source.samples().name(sample) + " is unphased",
                VcfFileHeader.quote(source.callText(sample)),
                "a phased call such as 0|1",
                "phase the panel first, with Beagle, SHAPEIT or Eagle");
    }

    /** Where it is known, several contigs are refused before the first of them is read. */
    private static void checkContigs(Path path, List<String> contigs) {
        if (contigs.size() > 1) throw severalContigs(path.toString(), contigs);
    }

    private InputException severalContigs(Site site) {
        List<String> known = source.contigs();
        return severalContigs(
                source.where(), known.size() > 1 ? known : List.of(sites.get(0).contig(), site.contig()));
    }

    private static InputException severalContigs(String where, List<String> contigs) {
        String list = String.join(", ", contigs.subList(0, Math.min(MOST_LISTED, contigs.size())))
                + (contigs.size() > MOST_LISTED ? ", ..." : "");
        return new InputException(
                where,
                "the panel holds several contigs",
                list,
                "one contig at a time",
                "choose one with --region, such as --region " + contigs.get(0));
    }

    private static InputException noSites(
            Path path, PanelReadOptions options, Map<String, Integer> skipped, String coverage) {
        String where = options.region().map(r -> path + ", " + r).orElse(path.toString());
        String found = skipped.isEmpty() ? coverage : "only records left out: " + skipped;
        String fix = !skipped.isEmpty()
                ? "give a panel with records that can be used"
                : options.region().isPresent() ? "choose a --region that the panel covers" : "use a panel with sites";
        return new InputException(
                where, "the panel has no sites", found, "at least one record with an ALT allele", fix);
    }
}
