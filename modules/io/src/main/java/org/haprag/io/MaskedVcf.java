package org.haprag.io;

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

/** Copies a VCF with some of its records, to a bgzipped VCF with a tabix index; but for phase, their text is unchanged. */
public final class MaskedVcf {
    private final VcfScanner in;
    private final IndexedBgzf out;
    private final RecordCopy copy;

    private MaskedVcf(VcfScanner in, IndexedBgzf out) {
        this.in = in;
        this.out = out;
        this.copy = new RecordCopy(in, out);
    }

    /** What becomes of calls. */
    public enum Calls {
        /** They stay. */
        AS_THEY_ARE,
        /** Which allele lies on which haplotype is taken away. */
        UNPHASED
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
     * @param calls what becomes of the calls of the records that are
     * @param threads how many threads compress, at least 1
     */
    public static Counts copy(
            Path in,
            Optional<Region> region,
            Path out,
            List<String> provenance,
            Predicate<Site> keep,
            Calls calls,
            int threads) {
        refuseSameFile(in, out);
        try (VcfScanner scanner = VcfScanner.open(in, region);
                IndexedBgzf bgzf = new IndexedBgzf(out, threads)) {
            Counts counts = new MaskedVcf(scanner, bgzf).copy(provenance, keep, calls);
            bgzf.commit();
            return counts;
        }
    }

    static void refuseSameFile(Path in, Path out) {
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

    private Counts copy(List<String> provenance, Predicate<Site> keep, Calls calls) {
        List<String> header = in.headerLines();
        List<String> text = new ArrayList<>(header.subList(0, header.size() - 1));
        text.addAll(provenance);
        text.add(header.get(header.size() - 1) + "\n");
        out.submit(block -> block.append(String.join("\n", text)));
        int kept = 0;
        int dropped = 0;
        while (in.next()) {
            if (in.flaw().isPresent()) {
                dropped++;
                continue;
            }
            Site site = in.site();
            if (!keep.test(site)) {
                dropped++;
                continue;
            }
            kept++;
            if (calls == Calls.AS_THEY_ARE) copy.add(site);
            else copy.add(site, UnphasedLine.of(in.lineBytes(), in.where()));
        }
        copy.flush();
        return new Counts(kept, dropped);
    }
}
