package org.haprag.imputation;

import java.nio.file.Path;
import java.util.Optional;
import org.haprag.genotype.Region;
import org.haprag.io.Males;

/**
 * A stretch of a contig in which the ploidy of no sample changes, or what may be one before it is read: what is imputed at once.
 *
 * @param panel the file that has its panel sites
 * @param contig as the panel names it; empty where that is not known before the file is read
 * @param core what is written; empty for all that the file has
 * @param context on both sides of the core, in cM, which is read as well
 * @param males who is haploid here whatever the files say
 */
record Stretch(Path panel, Optional<String> contig, Optional<Region> core, double context, Males males) {
    /** Whether it is all of a contig, as far as that is known before it is read. */
    boolean whole() {
        return core.isEmpty() || core.get().wholeContig();
    }

    /** The same, where everybody has the ploidy that the files tell. */
    Stretch withoutMales() {
        return new Stretch(panel, contig, core, context, Males.UNKNOWN);
    }

    /** The same up to a position. */
    Stretch before(String name, int bp) {
        Region now = core.orElseGet(() -> Region.whole(name));
        return in(name, new Region(now.contig(), now.startBp(), bp - 1));
    }

    /** The same from a position on. */
    Stretch from(String name, int bp) {
        return in(name, core.orElseGet(() -> Region.whole(name)).from(bp));
    }

    private Stretch in(String name, Region part) {
        return new Stretch(panel, Optional.of(name), Optional.of(part), context, males);
    }

    /** A contig, or a part of it such as {@code X:2781480-155701382}. */
    String name(String name) {
        return whole() ? name : core.orElseThrow().toString();
    }
}
