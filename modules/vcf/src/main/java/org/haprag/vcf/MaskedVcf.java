package org.haprag.vcf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;

/** Copies a VCF with some of its records, their text unchanged, to a bgzipped VCF with a tabix index. */
public final class MaskedVcf {
    private static final int BATCH_BYTES = 1 << 20;

    private final VcfScanner in;
    private final IndexedBgzf out;
    private List<byte[]> lines = new ArrayList<>();
    private List<Site> sites = new ArrayList<>();
    private List<Integer> ends = new ArrayList<>();
    private long batchBytes;

    private MaskedVcf(VcfScanner in, IndexedBgzf out) {
        this.in = in;
        this.out = out;
    }

    /** How many records were kept and how many left out. */
    public record Counts(int kept, int dropped) {}

    /**
     * Copies the records that are to be kept.
     *
     * @param in VCF in any form that {@link VcfScanner} reads
     * @param region records considered; the others are neither copied nor counted
     * @param out appears when complete, with out.tbi beside it
     * @param provenance header lines to add, each beginning with {@code ##}
     * @param keep whether a record is copied
     * @param threads how many threads compress, at least 1
     */
    public static Counts copy(
            Path in, Optional<Region> region, Path out, List<String> provenance, Predicate<Site> keep, int threads) {
        refuseSameFile(in, out);
        try (VcfScanner scanner = VcfScanner.open(in, region);
                IndexedBgzf bgzf = new IndexedBgzf(out, threads)) {
            Counts counts = new MaskedVcf(scanner, bgzf).copy(provenance, keep);
            bgzf.commit();
            return counts;
        }
    }

    private static void refuseSameFile(Path in, Path out) {
        try {
            if (!Files.exists(in) || !Files.exists(out) || !Files.isSameFile(in, out)) return;
        } catch (IOException e) {
            throw IndexedBgzf.unwritable(out, e);
        }
        throw new InputException(
                out.toString(),
                "input and output are the same file",
                out.toString(),
                "two files",
                "choose another name for the output");
    }

    private Counts copy(List<String> provenance, Predicate<Site> keep) {
        List<String> header = in.headerLines();
        List<String> text = new ArrayList<>(header.subList(0, header.size() - 1));
        text.addAll(provenance);
        text.add(header.get(header.size() - 1) + "\n");
        out.submit(block -> block.append(String.join("\n", text)));
        int kept = 0;
        int dropped = 0;
        while (in.next()) {
            Site site = in.site();
            if (!keep.test(site)) {
                dropped++;
                continue;
            }
            kept++;
            byte[] line = in.lineBytes();
            lines.add(line);
            sites.add(site);
            ends.add(end(site, in.info("END")));
            batchBytes += line.length;
            if (batchBytes >= BATCH_BYTES) flush();
        }
        flush();
        return new Counts(kept, dropped);
    }

    /** Last position that a record covers: INFO END of a structural variant, else the end of REF. */
    private static int end(Site site, String infoEnd) {
        int end = site.pos() + site.ref().length() - 1;
        boolean number = infoEnd != null && infoEnd.matches("[0-9]{1,9}");
        return number ? Math.max(end, Integer.parseInt(infoEnd)) : end;
    }

    private void flush() {
        List<byte[]> someLines = lines;
        List<Site> someSites = sites;
        List<Integer> someEnds = ends;
        out.submit(block -> {
            for (int i = 0; i < someLines.size(); i++) {
                block.beginRecord(someSites.get(i).contig(), someSites.get(i).pos(), someEnds.get(i));
                block.append(someLines.get(i));
                block.append("\n");
            }
        });
        lines = new ArrayList<>();
        sites = new ArrayList<>();
        ends = new ArrayList<>();
        batchBytes = 0;
    }
}
