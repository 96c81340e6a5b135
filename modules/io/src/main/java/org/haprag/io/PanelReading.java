package org.haprag.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.haprag.genotype.HaplotypePanel;

/**
 * What was read of a panel's file.
 *
 * @param panel the phased haplotypes
 * @param skipped how many records were left out for each reason; reasons that none met are absent
 * @param description what the file says of the contig
 * @param contigs those that have records, in the order of the file, as far as they are known
 * @param nextStretchBp where a stretch of another ploidy begins, which was not read; empty where none does
 */
public record PanelReading(
        HaplotypePanel panel,
        Map<String, Integer> skipped,
        ContigDescription description,
        List<ContigLine> contigs,
        OptionalInt nextStretchBp) {
    /** Reason: the record has no ALT allele, so there is nothing to impute. */
    public static final String NO_ALT = "no ALT allele";

    /** Reason: an allele is missing and {@link PanelReadOptions.MissingCalls#DROP_SITE} was asked for. */
    public static final String MISSING_ALLELE = "a missing allele";

    public PanelReading {
        contigs = List.copyOf(contigs);
        skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    }
}
