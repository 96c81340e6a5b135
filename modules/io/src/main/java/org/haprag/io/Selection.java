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
 * @param ploidyChange what becomes of a record in which samples have another ploidy than before
 */
public record Selection(Optional<Region> region, Optional<Region> core, Males males, PloidyChange ploidyChange) {
    /** What becomes of a record in which samples have another ploidy than before. */
    public enum PloidyChange {
        /** The file is refused. */
        REFUSED,
        /** Reading ends in front of it: another stretch begins there. */
        ENDS_STRETCH
    }

    /** As above; a change of ploidy is refused. */
    public Selection(Optional<Region> region, Optional<Region> core, Males males) {
        this(region, core, males, PloidyChange.REFUSED);
    }

    /** A region or all, as the file has it. */
    public static Selection of(Optional<Region> region) {
        return new Selection(region, Optional.empty(), Males.UNKNOWN);
    }

    /** Whether reading ends in front of the current record of a source. */
    boolean ends(VariantSource source) {
        return ploidyChange == PloidyChange.ENDS_STRETCH && !source.ploidyFits();
    }

    /** Whether a record of the region belongs to its core. @param pos in bp */
    boolean inCore(String contig, int pos) {
        return core.isEmpty() || core.get().contains(contig, pos);
    }
}
