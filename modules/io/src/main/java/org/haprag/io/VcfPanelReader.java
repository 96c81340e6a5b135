package org.haprag.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;
import org.haprag.io.PanelReadOptions.MissingCalls;

/**
 * Reads a phased reference panel of one contig into bits. Symbolic ALTs ({@code <DEL>}, {@code *}) are alleles like any
 * other, repeated positions are kept, records without ALT are left out and counted.
 */
public final class VcfPanelReader {
    private static final int MOST_LISTED = 30;

    private final VcfScanner vcf;
    private final Path path;
    private final PanelReadOptions options;
    private final PanelRows rows;
    private final byte[] codes;
    private final List<Site> sites = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private VcfPanelReader(VcfScanner vcf, Path path, PanelReadOptions options) {
        this.vcf = vcf;
        this.path = path;
        this.options = options;
        this.rows = new PanelRows(path.toString(), vcf.samples().haplotypeCount());
        this.codes = new byte[vcf.samples().haplotypeCount()];
    }

    /**
     * Reads a panel.
     *
     * @throws InputException if a call is unphased, malformed or (unless asked otherwise) missing, if there are no
     *     samples, no sites, or several contigs and no region
     */
    public static PanelFile read(Path path, PanelReadOptions options) {
        try (VcfScanner vcf = VcfScanner.open(path, options.region(), options.progress())) {
            if (vcf.samples().count() == 0) {
                throw new InputException(
                        path.toString(),
                        "the panel has no samples",
                        "0 sample columns",
                        "at least one phased sample",
                        "use a VCF with genotypes");
            }
            if (options.region().isEmpty()) checkIndexedContigs(path);
            return new VcfPanelReader(vcf, path, options).read();
        }
    }

    private PanelFile read() {
        while (vcf.next()) {
            if (!vcf.hasAlt()) {
                skipped.merge(PanelFile.NO_ALT, 1, Integer::sum);
            } else if (addRows()) {
                Site site = vcf.site();
                if (!sites.isEmpty() && !sites.get(0).contig().equals(site.contig())) throw severalContigs(site);
                sites.add(site);
            } else {
                skipped.merge(PanelFile.MISSING_ALLELE, 1, Integer::sum);
            }
        }
        if (sites.isEmpty()) throw noSites();
        return new PanelFile(new HaplotypePanel(vcf.samples(), sites, rows.toMatrix()), skipped);
    }

    /** Packs the current record; false if it is to be left out. */
    private boolean addRows() {
        int first = rows.rows();
        rows.addRow();
        if (vcf.pack(rows.words(first), rows.offset(first))) return true;
        rows.clear(first);
        for (int alt = 1; alt < vcf.altCount(); alt++) rows.addRow();
        vcf.alleles(codes);
        for (int hap = 0; hap < codes.length; hap++) {
            if (codes[hap] < 0) {
                if (options.missing() == MissingCalls.REFUSE) throw missing(hap / 2);
                rows.removeRows(rows.rows() - first);
                return false;
            }
            if (codes[hap] > 0) rows.set(first + codes[hap] - 1, hap);
        }
        if (!vcf.phased()) throw unphased(vcf.firstUnphasedSample());
        return true;
    }

    private InputException missing(int sample) {
        return new InputException(
                vcf.where(),
                "GT of panel sample " + vcf.samples().name(sample) + " is missing",
                VcfFileHeader.quote(vcf.callText(sample)),
                "a panel without missing alleles",
                "leave such records out with --drop-missing, or phase the panel with a program that fills them in");
    }

    private InputException unphased(int sample) {
        return new InputException(
                vcf.where(),
                "GT of panel sample " + vcf.samples().name(sample) + " is unphased",
                VcfFileHeader.quote(vcf.callText(sample)),
                "a phased call such as 0|1",
                "phase the panel first, with Beagle, SHAPEIT or Eagle (docs/input.md#phasing)");
    }

    /** Where an index tells, several contigs are refused before the first of them is read. */
    private static void checkIndexedContigs(Path path) {
        List<String> contigs = RegionIndex.of(path).map(RegionIndex::contigs).orElse(List.of());
        if (contigs.size() > 1) throw severalContigs(path.toString(), contigs);
    }

    private InputException severalContigs(Site site) {
        List<String> known = vcf.contigs();
        return severalContigs(
                vcf.where(), known.size() > 1 ? known : List.of(sites.get(0).contig(), site.contig()));
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

    private InputException noSites() {
        String where = options.region().map(r -> path + ", " + r).orElse(path.toString());
        String found = skipped.isEmpty() ? "no records" : "only records left out: " + skipped;
        String fix =
                options.region().isPresent() ? "choose a --region that the panel covers" : "use a panel with sites";
        return new InputException(
                where, "the panel has no sites", found, "at least one record with an ALT allele", fix);
    }
}
