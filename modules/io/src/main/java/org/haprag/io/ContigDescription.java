package org.haprag.io;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a file says of a contig before its records.
 *
 * @param lengthBp its length; empty where the file does not tell
 * @param reference the genome that the file names, such as {@code GRCh38.fa}; empty where it names none
 */
public record ContigDescription(OptionalInt lengthBp, Optional<String> reference) {
    /** Nothing is told. */
    public static final ContigDescription NONE = new ContigDescription(OptionalInt.empty(), Optional.empty());
}
