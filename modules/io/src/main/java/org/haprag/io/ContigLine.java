package org.haprag.io;

import java.util.OptionalInt;

/**
 * What the header of an output says of a contig.
 *
 * @param name as in the records
 * @param lengthBp its length, where the panel's file tells it
 */
public record ContigLine(String name, OptionalInt lengthBp) {
    /** A contig of unknown length. */
    public static ContigLine of(String name) {
        return new ContigLine(name, OptionalInt.empty());
    }

    /** As VCF writes it. */
    @Override
    public String toString() {
        return "##contig=<ID=" + name + (lengthBp.isPresent() ? ",length=" + lengthBp.getAsInt() : "") + ">";
    }
}
