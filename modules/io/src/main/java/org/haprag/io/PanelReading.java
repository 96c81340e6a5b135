package org.haprag.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haprag.genotype.HaplotypePanel;

/**
 * What was read of a panel's file.
 *
 * @param panel the phased haplotypes
 * @param skipped how many records were left out for each reason; reasons that none met are absent
 */
public record PanelReading(HaplotypePanel panel, Map<String, Integer> skipped) {
    /** Reason: the record has no ALT allele, so there is nothing to impute. */
    public static final String NO_ALT = "no ALT allele";

    /** Reason: an allele is missing and {@link PanelReadOptions.MissingCalls#DROP_SITE} was asked for. */
    public static final String MISSING_ALLELE = "a missing allele";

    public PanelReading {
        skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    }
}
