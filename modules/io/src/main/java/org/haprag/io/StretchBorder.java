package org.haprag.io;

import java.util.Optional;
import org.haprag.genotype.InputException;

/** Tells the border between two stretches of different ploidy from a single call that has the wrong number of alleles. */
final class StretchBorder {
    /** So many records behind the border are looked at. */
    private static final int RECORDS = 10;

    private StretchBorder() {}

    /**
     * Takes the current record, whose calls do not fit the ploidy of those before, for the first of a stretch if most records
     * behind it do not fit either. Reads on.
     *
     * @return its position
     * @throws InputException if they do fit
     */
    static int at(VariantSource source) {
        int pos = source.site().pos();
        Optional<InputException> refusal = refusal(source);
        int behind = 0;
        int others = 0;
        while (behind < RECORDS && source.next()) {
            behind++;
            if (!source.ploidyFits()) others++;
        }
        if (2 * others < behind && refusal.isPresent()) throw refusal.get();
        return pos;
    }

    private static Optional<InputException> refusal(VariantSource source) {
        try {
            source.alleles(new byte[source.haplotypes().count()]);
            return Optional.empty();
        } catch (InputException e) {
            return Optional.of(e);
        }
    }
}
