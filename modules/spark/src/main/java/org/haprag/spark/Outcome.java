package org.haprag.spark;

import java.io.Serializable;
import org.haprag.genotype.InputException;

/** What became of a task. */
sealed interface Outcome extends Serializable {
    /**
     * It is done.
     *
     * @param fresh whether it had to be done; false where an earlier job had finished it
     * @param seconds it took
     * @param peakBytes the most memory that its executor's process has had so far; 0 where the system does not tell
     */
    record Done(boolean fresh, double seconds, long peakBytes) implements Outcome {}

    /** The user has to mend something. */
    record Refused(InputException why) implements Outcome {}
}
