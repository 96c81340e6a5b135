package org.haprag.io;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.haprag.genotype.InputException;

/** Checks that the records of a file are sorted by position, each contig in one piece. */
final class RecordOrder {
    private final Path path;
    private final Supplier<String> where;
    private final Set<String> contigsSeen = new LinkedHashSet<>();
    private String contig = "";
    private int pos;

    /** @param where names the current record */
    RecordOrder(Path path, Supplier<String> where) {
        this.path = path;
        this.where = where;
    }

    /**
     * Hears of the next record.
     *
     * @throws InputException if it does not follow the one before
     */
    void next(String nextContig, int nextPos) {
        String earlier = contig;
        int earlierPos = pos;
        contig = nextContig;
        pos = nextPos;
        if (nextContig.equals(earlier)) {
            if (nextPos < earlierPos) throw unsorted(earlier + ":" + earlierPos);
        } else if (!contigsSeen.add(nextContig)) {
            throw unsorted("contig " + earlier);
        }
    }

    /** The contigs that were heard of, in order. */
    List<String> contigs() {
        return List.copyOf(contigsSeen);
    }

    private InputException unsorted(String after) {
        return new InputException(
                where.get(),
                "the records are not sorted",
                contig + ":" + pos + " after " + after,
                "positions that do not decrease, and each contig in one piece",
                "bcftools sort -Oz -o SORTED.vcf.gz " + path);
    }
}
