package org.haprag.io;

import java.util.Optional;
import org.haprag.genotype.Region;

/**
 * Which records of a file are read, and as what.
 *
 * @param region those whose POS lies there; empty for all
 * @param core the part of the region that matters: where samples have another ploidy outside of it, as beyond the border of a
 *     pseudo-autosomal region, records are passed over; empty for the whole
 * @param males who is haploid on X and Y whatever the file says
 */
public record Selection(Optional<Region> region, Optional<Region> core, Males males) {
    /** A region or all, as the file has it. */
    public static Selection of(Optional<Region> region) {
        return new Selection(region, Optional.empty(), Males.UNKNOWN);
    }

    /** Whether a record of the region belongs to its core. @param pos in bp */
    boolean inCore(String contig, int pos) {
        return core.isEmpty() || core.get().contains(contig, pos);
    }
}
