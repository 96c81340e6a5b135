package org.haprag.io;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;

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
    private final Set<String> contigsSeen = new HashSet<>();

    private byte[] contigBytes = new byte[0];
    private String contig = "";
    private int pos;
    private Optional<Site> parsed = Optional.empty();
    private Optional<RecordFlaw> flaw = Optional.empty();
    private byte[] formatBytes = new byte[0];
    private List<String> formatKeys = List.of();

    /** @param numbered whether line numbers count from the top of the file */
    RecordLine(LineReader lines, Samples samples, boolean numbered) {
        this.lines = lines;
        this.samples = samples;
        this.numbered = numbered;
        this.columns = samples.count() == 0 ? INFO + 1 : FORMAT + 1;
    }

    /** Splits the line that the reader stands at, and checks its order. */
    void split() {
        parsed = Optional.empty();
        flaw = Optional.empty();
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
        int earlierPos = pos;
        boolean sameContig =
                contigBytes.length > 0 && Arrays.equals(b, from[CHROM], to[CHROM], contigBytes, 0, contigBytes.length);
        pos = parsePos();
        if (sameContig) {
            if (pos < earlierPos) throw unsorted(contig + ":" + earlierPos);
        } else {
            newContig();
        }
    }

    private void newContig() {
        String earlier = contig;
        contigBytes = Arrays.copyOfRange(lines.bytes(), from[CHROM], to[CHROM]);
        contig = column(CHROM);
        if (contig.isBlank()) throw error("CHROM is empty", "''", "the name of a contig", "drop the record");
        if (!contigsSeen.add(contig)) throw unsorted("contig " + earlier);
    }

    private InputException unsorted(String after) {
        return error(
                "the records are not sorted",
                contig + ":" + pos + " after " + after,
                "positions that do not decrease, and each contig in one piece",
                "bcftools sort -Oz -o SORTED.vcf.gz " + lines.path());
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
                    "mend or drop the record");
        }
        return (int) value;
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

    /** What is wrong with the record's position or alleles. */
    Optional<RecordFlaw> flaw() {
        parse();
        return flaw;
    }

    /** The record as it stands. */
    FlawedRecord flawed(RecordFlaw why, int before) {
        return new FlawedRecord(contig, pos, column(ID), column(REF), column(ALT), why, before);
    }

    /** @throws InputException if position or alleles are malformed */
    Site site() {
        parse();
        if (parsed.isPresent()) return parsed.get();
        String column = flaw.get() == RecordFlaw.POS_0 ? "POS" : flaw.get() == RecordFlaw.REF_NOT_BASES ? "REF" : "ALT";
        throw error(
                column + " is malformed",
                VcfFileHeader.quote(column(column.equals("POS") ? POS : column.equals("REF") ? REF : ALT)),
                "a position above 0, and distinct alleles",
                "correct or drop the record: " + flaw.get().reason());
    }

    private void parse() {
        if (parsed.isPresent() || flaw.isPresent()) return;
        String ref = allele(column(REF));
        List<String> alts = alts();
        flaw = flaw(ref, alts);
        if (flaw.isEmpty() || flaw.get() == RecordFlaw.TOO_MANY_ALTS) {
            parsed = Optional.of(new Site(contig, pos, column(ID), ref, alts, endBp(ref, alts)));
        }
    }

    private List<String> alts() {
        int count = altCount();
        if (count == 0) return List.of();
        if (count == 1) return List.of(allele(column(ALT)));
        String[] alts = column(ALT).split(",", -1);
        for (int i = 0; i < alts.length; i++) alts[i] = allele(alts[i]);
        return List.of(alts);
    }

    private Optional<RecordFlaw> flaw(String ref, List<String> alts) {
        if (pos == 0) return Optional.of(RecordFlaw.POS_0);
        if (!isBases(ref)) return Optional.of(RecordFlaw.REF_NOT_BASES);
        for (int i = 0; i < alts.size(); i++) {
            if (!isAllele(alts.get(i))) return Optional.of(RecordFlaw.ALT_MALFORMED);
            if (alts.get(i).equals(ref)) return Optional.of(RecordFlaw.ALT_IS_REF);
        }
        if (alts.size() > 1 && new HashSet<>(alts).size() < alts.size()) return Optional.of(RecordFlaw.ALT_TWICE);
        return alts.size() > Byte.MAX_VALUE ? Optional.of(RecordFlaw.TOO_MANY_ALTS) : Optional.empty();
    }

    private static boolean isBases(String ref) {
        for (int i = 0; i < ref.length(); i++) if (!Character.isLetter(ref.charAt(i))) return false;
        return !ref.isEmpty();
    }

    /** Of a symbolic ALT what INFO END tells, or SVLEN (which VCF 4.5 has instead); else the end of REF. */
    private int endBp(String ref, List<String> alts) {
        int end = pos + ref.length() - 1;
        boolean symbolic = false;
        for (int i = 0; i < alts.size(); i++) symbolic |= alts.get(i).startsWith("<");
        if (!symbolic) return end;
        Optional<String> told = info("END").filter(RecordLine::isNumber);
        if (told.isPresent()) return Math.max(end, Integer.parseInt(told.get()));
        if (alts.get(0).startsWith("<INS")) return end; // its length lies between two bases
        return info("SVLEN")
                .map(text -> text.startsWith("-") ? text.substring(1) : text)
                .filter(RecordLine::isNumber)
                .map(length -> (int) Math.min(Integer.MAX_VALUE, (long) pos + Integer.parseInt(length)))
                .orElse(end);
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }

    private static boolean isAllele(String allele) {
        for (int i = 0; i < allele.length(); i++) if (allele.charAt(i) <= ' ' || allele.charAt(i) == 127) return false;
        return !allele.isEmpty() && !allele.equals(".");
    }

    /** VCF bases are case-insensitive; symbolic alleles and breakends are kept as they stand. */
    private static String allele(String text) {
        for (int i = 0; i < text.length(); i++) if (!Character.isLetter(text.charAt(i))) return text;
        return text.toUpperCase(Locale.ROOT);
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
