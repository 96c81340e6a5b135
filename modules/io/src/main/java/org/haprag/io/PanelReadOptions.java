package org.haprag.io;

import java.util.Optional;
import org.haprag.genotype.Region;

/**
 * How a reference panel is read.
 *
 * @param region the records to keep, by POS; empty for all (the file must then hold one contig)
 * @param missing what to do with a record in which an allele is missing
 * @param flawed what to do with a record that cannot be used
 * @param progress hears how far the reading is
 */
public record PanelReadOptions(
        Optional<Region> region, MissingCalls missing, FlawedRecords.Rule flawed, ReadProgress progress) {
    /** Records that cannot be used are left out. */
    public PanelReadOptions(Optional<Region> region, MissingCalls missing, ReadProgress progress) {
        this(region, missing, FlawedRecords.Rule.LEAVE_OUT, progress);
    }

    /** What to do with a panel record in which an allele is missing. */
    public enum MissingCalls {
        /** End with an error: a panel is expected to be complete. */
        REFUSE,
        /** Leave the record out and count it. */
        DROP_SITE
    }

    /** All records, missing alleles refused, silent. */
    public static PanelReadOptions defaults() {
        return new PanelReadOptions(Optional.empty(), MissingCalls.REFUSE, ReadProgress.SILENT);
    }
}
