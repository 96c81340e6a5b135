package org.haprag.genotype;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of one contig, both ends included, as in {@code chr20:1000001-2000000}.
 *
 * @param contig name of the contig
 * @param startBp first position, 1-based
 * @param endBp last position, 1-based, included
 */
public record Region(String contig, int startBp, int endBp) {
    private static final Pattern FORM = Pattern.compile("([^:]+)(?::([0-9,]+)(?:-([0-9,]+)?)?)?");

    /** Names of contigs that have colons themselves, as those of HLA alleles: HLA-A*01:01:01:01. */
    private static final Pattern WITH_COLONS = Pattern.compile("(.+?:.+?)(?::([0-9,]+)-([0-9,]+)?)?");

    public Region {
        if (startBp < 1 || endBp < startBp) {
            throw new IllegalArgumentException("region must have 1 <= start <= end, found " + startBp + "-" + endBp);
        }
    }

    /** All of a contig. */
    public static Region whole(String contig) {
        return new Region(contig, 1, Integer.MAX_VALUE);
    }

    /** Whether this is all of a contig. */
    public boolean wholeContig() {
        return startBp == 1 && endBp == Integer.MAX_VALUE;
    }

    /** The part of this region from a position in it on. */
    public Region from(int bp) {
        return new Region(contig, bp, endBp);
    }

    /**
     * Parses {@code chr}, {@code chr:from}, {@code chr:from-} or {@code chr:from-to}. Where there are several colons, what stands
     * before {@code :from-} or {@code :from-to} is the name, or all of it.
     */
    public static Region parse(String text) {
        boolean colons = text.indexOf(':') < text.lastIndexOf(':');
        Matcher m = (colons ? WITH_COLONS : FORM).matcher(text);
        try {
            if (m.matches()) {
                int start = m.group(2) == null ? 1 : bp(m.group(2));
                int end = m.group(3) == null ? Integer.MAX_VALUE : bp(m.group(3));
                return new Region(m.group(1), start, end);
            }
        } catch (IllegalArgumentException e) {
            throw malformed(text, e);
        }
        throw malformed(text, null);
    }

    private static int bp(String digits) {
        return Integer.parseInt(digits.replace(",", ""));
    }

    private static InputException malformed(String text, Exception cause) {
        return new InputException(
                "--region",
                "the region cannot be read",
                "'" + text + "'",
                "chr:from-to with 1 <= from <= to, such as chr20:1000001-2000000",
                "write the region in that form",
                cause);
    }

    /**
     * Whether a position on the given contig (chr20 and 20 being the same) lies in this region. Position 0, where files put what
     * has no place, lies in all of a contig.
     */
    public boolean contains(String otherContig, int pos) {
        return (pos >= startBp || pos == 0 && wholeContig()) && pos <= endBp && Contigs.same(contig, otherContig);
    }

    /** As {@link #parse} reads it: of all of a contig its name, and no end where there is none. */
    @Override
    public String toString() {
        if (endBp < Integer.MAX_VALUE) return contig + ":" + startBp + "-" + endBp;
        return startBp == 1 ? contig : contig + ":" + startBp + "-";
    }
}
