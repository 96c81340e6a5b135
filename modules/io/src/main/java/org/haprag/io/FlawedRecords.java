package org.haprag.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.InputException;

/** The records of a file that cannot be used: left out, counted and told of, or refused. */
public final class FlawedRecords {
    /** What is done with them. */
    public enum Rule {
        /** They are left out: one bad record does not end a run. */
        LEAVE_OUT,
        /** The first ends the run ({@code --strict}). */
        REFUSE
    }

    /** More than a file can have by accident; the rest is only counted. */
    private static final int MOST_KEPT = 1_000_000;

    private final Rule rule;
    private final List<FlawedRecord> kept = new ArrayList<>();
    private final Map<RecordFlaw, Integer> counts = new EnumMap<>(RecordFlaw.class);
    private int usable;

    public FlawedRecords(Rule rule) {
        this.rule = rule;
    }

    /**
     * Whether the source's current record can be used; one that cannot is noted.
     *
     * @throws InputException if it cannot, and such records are refused
     */
    public boolean usable(VariantSource source) {
        return usable(source, source.flaw());
    }

    /** As above, for its genotypes, which it may lack. */
    boolean hasUsableCalls(VariantSource source) {
        Optional<RecordFlaw> flaw = source.flaw();
        boolean lacks = flaw.isEmpty() && !source.hasGenotypes();
        return usable(source, lacks ? Optional.of(RecordFlaw.NO_GENOTYPES) : flaw);
    }

    private boolean usable(VariantSource source, Optional<RecordFlaw> found) {
        if (found.isEmpty()) {
            usable++;
            return true;
        }
        RecordFlaw flaw = found.get();
        FlawedRecord record = source.flawed(flaw, usable);
        if (rule == Rule.REFUSE) {
            throw new InputException(
                    source.where(),
                    "the record cannot be used: " + flaw.reason(),
                    VcfFileHeader.quote(String.join(
                            " ", record.contig(), "" + record.pos(), record.id(), record.ref(), record.alt())),
                    "a position, distinct alleles, and genotypes",
                    "correct or drop it, or leave --strict out: such records are then left out and counted");
        }
        counts.merge(flaw, 1, Integer::sum);
        if (kept.size() < MOST_KEPT) kept.add(record);
        return false;
    }

    /** In the order of the file. */
    public List<FlawedRecord> records() {
        return Collections.unmodifiableList(kept);
    }

    /** How many there are of each kind; kinds of which there are none are absent. */
    public Map<RecordFlaw, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
