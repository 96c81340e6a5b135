package org.haprag.io;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;

/** The current line of a VCF, split into its fixed columns; checks that records are sorted. */
final class RecordLine {
    static final int INFO = 7;
    static final int FORMAT = 8;
    private static final int CHROM = 0;
    private static final int POS = 1;
    private static final int ID = 2;
    private static final int REF = 3;
    private static final int ALT = 4;

    private final LineReader lines;
    private final Samples samples;
    private final boolean numbered;
    private final int columns;
    private final int[] from = new int[9];
    private final int[] to = new int[9];
    private final RecordOrder order;

    private byte[] contigBytes = new byte[0];
    private String contig = "";
    private int pos;
    private Optional<RecordSite> site = Optional.empty();
    private byte[] formatBytes = new byte[0];
    private List<String> formatKeys = List.of();

    /** @param numbered whether line numbers count from the top of the file */
    RecordLine(LineReader lines, Samples samples, boolean numbered) {
        this.lines = lines;
        this.samples = samples;
        this.numbered = numbered;
        this.order = new RecordOrder(lines.path(), this::where);
        this.columns = samples.count() == 0 ? INFO + 1 : FORMAT + 1;
    }

    /** Splits the line that the reader stands at, and checks its order. */
    void split() {
        site = Optional.empty();
        byte[] b = lines.bytes();
        int end = lines.end();
        int p = lines.start();
        for (int c = 0; c < columns; c++) {
            if (p > end)
                throw error(
                        "the record has too few columns",
                        c + " columns",
                        columns + samples.count() + " columns separated by tabs",
                        "the file may have been cut off or edited: write it again");
            from[c] = p;
            while (p < end && b[p] != '\t') p++;
            to[c] = p++;
        }
        if (samples.count() > 0 && p > end) throw tooFewColumns(0);
        boolean sameContig =
                contigBytes.length > 0 && Arrays.equals(b, from[CHROM], to[CHROM], contigBytes, 0, contigBytes.length);
        pos = parsePos();
        if (!sameContig) newContig();
        order.next(contig, pos);
    }

    private void newContig() {
        contigBytes = Arrays.copyOfRange(lines.bytes(), from[CHROM], to[CHROM]);
        contig = column(CHROM);
        if (contig.isBlank()) throw error("CHROM is empty", "''", "the name of a contig", "drop the record");
    }

    private int parsePos() {
        byte[] b = lines.bytes();
        long value = 0;
        for (int p = from[POS]; p < to[POS] && value <= Integer.MAX_VALUE; p++) {
            int digit = b[p] - '0';
            value = digit < 0 || digit > 9 ? Long.MAX_VALUE : 10 * value + digit;
        }
        if (from[POS] == to[POS] || value > Integer.MAX_VALUE) {
            throw error(
                    "POS is malformed",
                    VcfFileHeader.quote(column(POS)),
                    "a position from 0 to " + Integer.MAX_VALUE,
                    "correct or drop the record");
        }
        return (int) value;
    }

    /** The contigs of this line and those before it, in order. */
    List<String> contigs() {
        return order.contigs();
    }

    String contig() {
        return contig;
    }

    int pos() {
        return pos;
    }

    Samples samples() {
        return samples;
    }

    byte[] bytes() {
        return lines.bytes();
    }

    int end() {
        return lines.end();
    }

    /** Where the first sample's column begins. */
    int callsStart() {
        return to[FORMAT] + 1;
    }

    String column(int c) {
        return lines.text(from[c], to[c]);
    }

    String text(int start, int stop) {
        return lines.text(start, stop);
    }

    int altCount() {
        byte[] b = lines.bytes();
        if (to[ALT] - from[ALT] == 1 && b[from[ALT]] == '.') return 0;
        int n = 1;
        for (int p = from[ALT]; p < to[ALT]; p++) if (b[p] == ',') n++;
        return n;
    }

    /** Whether FORMAT is GT and nothing else. */
    boolean onlyGenotypes() {
        byte[] b = lines.bytes();
        return to[FORMAT] - from[FORMAT] == 2 && b[from[FORMAT]] == 'G' && b[from[FORMAT] + 1] == 'T';
    }

    /** Index of a key in FORMAT, -1 if the record does not have it. */
    int formatIndex(String key) {
        if (samples.count() == 0) return -1;
        if (!Arrays.equals(lines.bytes(), from[FORMAT], to[FORMAT], formatBytes, 0, formatBytes.length)) {
            formatBytes = Arrays.copyOfRange(lines.bytes(), from[FORMAT], to[FORMAT]);
            formatKeys = List.of(column(FORMAT).split(":", -1));
        }
        return formatKeys.indexOf(key);
    }

    /** Position and alleles, taken apart when they are first asked for. */
    RecordSite site() {
        if (site.isEmpty()) {
            List<String> alts =
                    altCount() == 0 ? List.of() : List.of(column(ALT).split(",", -1));
            site = Optional.of(new RecordSite(contig, pos, column(ID), column(REF), alts, this::info));
        }
        return site.get();
    }

    /** The value of an INFO key, "" for a flag; empty if the record does not have it. */
    Optional<String> info(String key) {
        for (String entry : column(INFO).split(";", -1)) {
            if (entry.equals(key)) return Optional.of("");
            if (entry.startsWith(key) && entry.length() > key.length() && entry.charAt(key.length()) == '=') {
                return Optional.of(entry.substring(key.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** Such as {@code panel.vcf.gz:812}, or {@code panel.vcf.gz, 20:61098} where line numbers are not known. */
    String where() {
        return numbered ? lines.where() : lines.path() + ", " + contig + ":" + pos;
    }

    InputException error(String what, String found, String expected, String fix) {
        return new InputException(where(), what, found, expected, fix);
    }

    InputException tooFewColumns(int found) {
        return error(
                "the record has too few columns",
                found + " genotypes",
                samples.count() + " genotypes, as the header has samples",
                "the file may have been cut off or edited: write it again");
    }

    InputException tooManyColumns() {
        return error(
                "the record has too many columns",
                "more than " + samples.count() + " genotypes",
                samples.count() + " genotypes, as the header has samples",
                "write the file again; a tab at the end of the line counts as a column");
    }
}
