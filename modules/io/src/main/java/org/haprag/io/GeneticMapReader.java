package org.haprag.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.InputException;

/**
 * Reads the genetic map of one contig from a text file, plain or gzipped, columns separated by tabs or blanks, in any of
 * the forms people have:
 *
 * <ul>
 *   <li>PLINK: {@code chr id cM bp}, without a header
 *   <li>{@code pos chr cM}, with or without a header (SHAPEIT4, GLIMPSE)
 *   <li>HapMap and Eagle: {@code chr position COMBINED_rate(cM/Mb) Genetic_Map(cM)}, with or without a header
 *   <li>SHAPEIT2, IMPUTE2: {@code position COMBINED_rate(cM/Mb) Genetic_Map(cM)}, with a header, for one contig
 * </ul>
 *
 * <p>A header decides by the names of its columns; without one the first line decides. The file may hold several contigs.
 */
public final class GeneticMapReader {
    private static final String FORMS =
            "chr id cM bp (PLINK), pos chr cM, or chr position rate(cM/Mb) map(cM), the latter two with or without a header";

    private final LineReader lines;
    private final Points points;
    private final String contig;
    private final Set<String> otherContigs = new LinkedHashSet<>();
    private int[] bp = new int[1024];
    private double[] cm = new double[1024];
    private int count;

    /** What the last line calls its contig. */
    private byte[] named = {};

    private boolean namesContig;

    private GeneticMapReader(LineReader lines, String contig) {
        this.lines = lines;
        this.points = new Points(lines);
        this.contig = contig;
    }

    /**
     * Reads the points of a contig (chr20 and 20 being the same, and 23 being X where there is no X). Repeated points at one
     * position become one.
     *
     * @throws InputException if a line is malformed, positions or cM decrease, or the contig has no points
     */
    public static GeneticMap read(Path path, String contig) {
        Set<String> others;
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            GeneticMapReader reader = new GeneticMapReader(lines, contig);
            while (reader.points.next()) reader.point();
            if (reader.count > 0) return reader.map();
            others = reader.otherContigs;
        }
        Optional<String> other = Contigs.named(others, contig);
        if (other.isPresent() && Files.isRegularFile(path)) return read(path, other.get());
        throw noPoints(path, contig, others);
    }

    /**
     * The contigs of which a file has points, as it names them.
     *
     * @throws InputException if a line is malformed, or no column names the contig
     */
    static Set<String> contigs(Path path) {
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            Set<String> contigs = new LinkedHashSet<>();
            Points points = new Points(lines);
            while (points.next()) {
                int chr = points.columns.chr();
                if (chr >= 0 && chr < points.width) contigs.add(points.column(chr));
            }
            if (points.columns != null && points.columns.chr() < 0) throw ofOneContig(path);
            return contigs;
        }
    }

    private static InputException ofOneContig(Path path) {
        return new InputException(
                path.toString(),
                "the genetic map does not say of which contig it is, and there are several",
                "columns without a contig",
                "a map with a column of contigs, or one file a contig",
                "give one file a contig, such as --map map.chr{}.txt");
    }

    private GeneticMap map() {
        return new GeneticMap(Arrays.copyOf(bp, count), Arrays.copyOf(cm, count));
    }

    /** The lines of a map that are points; its header and comments are none. Columns are separated by any number of tabs and spaces. */
    private static final class Points {
        private static final Pattern NUMBER =
                Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

        private final LineReader lines;
        private MapColumns columns;

        /** How many columns the line has. */
        private int width;

        /** Where each begins in the line's bytes. */
        private int[] from = new int[8];

        private int[] to = new int[8];

        Points(LineReader lines) {
            this.lines = lines;
        }

        boolean next() {
            while (lines.next()) {
                split();
                if (width == 0) continue;
                if (columns == null) {
                    columns = MapColumns.of(this);
                    if (columns == null) throw malformed(lines, text(), FORMS);
                    if (columns.header()) continue;
                }
                if (lines.bytes()[from[0]] != '#') return true;
            }
            return false;
        }

        private void split() {
            byte[] bytes = lines.bytes();
            width = 0;
            for (int at = lines.start(); at < lines.end(); ) {
                if (isBlank(bytes[at])) {
                    at++;
                    continue;
                }
                if (width == from.length) {
                    from = Arrays.copyOf(from, 2 * width);
                    to = Arrays.copyOf(to, 2 * width);
                }
                from[width] = at;
                while (at < lines.end() && !isBlank(bytes[at])) at++;
                to[width++] = at;
            }
        }

        private static boolean isBlank(byte b) {
            return b == '\t' || b == ' ' || b == '\r';
        }

        /** The line without what is blank at its ends. */
        String text() {
            return lines.text().strip();
        }

        String column(int i) {
            return lines.text(from[i], to[i]);
        }

        /** A position in bp; -1 if the column is none. HapMap has maps that begin at 0. */
        int position(int i) {
            byte[] bytes = lines.bytes();
            if (to[i] - from[i] > 9) return -1;
            int position = 0;
            for (int at = from[i]; at < to[i]; at++) {
                int digit = bytes[at] - '0';
                if (digit < 0 || digit > 9) return -1;
                position = 10 * position + digit;
            }
            return position;
        }

        /** A finite number; NaN if the column is none. */
        double centimorgans(int i) {
            double plain = plain(lines.bytes(), from[i], to[i]);
            if (!Double.isNaN(plain)) return plain;
            String text = column(i);
            if (!NUMBER.matcher(text).matches()) return Double.NaN;
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        }

        /**
         * The number where digits stand on both sides of a point, as in nearly all maps, and are no more than 15; else NaN. Both the
         * digits and the power of ten are exact, so that their quotient is rounded as {@link Double#parseDouble} rounds.
         */
        private static double plain(byte[] bytes, int from, int to) {
            if (to - from > 16) return Double.NaN;
            long digits = 0;
            double power = 0;
            for (int at = from; at < to; at++) {
                int digit = bytes[at] - '0';
                if (digit >= 0 && digit <= 9) {
                    digits = 10 * digits + digit;
                    power *= 10;
                } else if (bytes[at] == '.' && power == 0 && at > from) {
                    power = 1;
                } else {
                    return Double.NaN;
                }
            }
            return power > 1 ? digits / power : Double.NaN;
        }
    }

    private void point() {
        MapColumns columns = points.columns;
        if (points.width != columns.width()) {
            throw malformed(points.text(), columns.width() + " columns, as the first line has");
        }
        if (columns.chr() >= 0 && !isOfContig(columns.chr())) {
            if (otherContigs.size() < 30) otherContigs.add(points.column(columns.chr()));
            return;
        }
        int pos = points.position(columns.bp());
        double at = points.centimorgans(columns.cm());
        if (pos < 0) throw malformed(points.text(), "a position in bp in column " + (columns.bp() + 1));
        if (Double.isNaN(at)) throw malformed(points.text(), "a position in cM in column " + (columns.cm() + 1));
        if (count > 0) {
            if (pos < bp[count - 1]) throw decreasing("positions decrease", pos, bp[count - 1]);
            if (at < cm[count - 1]) throw decreasing("cM decrease", points.column(columns.cm()), cm[count - 1]);
            if (pos == bp[count - 1]) {
                cm[count - 1] = at;
                return;
            }
        }
        if (count == bp.length) {
            bp = Arrays.copyOf(bp, 2 * count);
            cm = Arrays.copyOf(cm, 2 * count);
        }
        bp[count] = pos;
        cm[count++] = at;
    }

    /** Whether the line is of the contig; most lines name it as the one before did. */
    private boolean isOfContig(int column) {
        byte[] bytes = lines.bytes();
        int from = points.from[column];
        int to = points.to[column];
        if (!Arrays.equals(bytes, from, to, named, 0, named.length)) {
            named = Arrays.copyOfRange(bytes, from, to);
            namesContig = Contigs.same(points.column(column), contig);
        }
        return namesContig;
    }

    private InputException malformed(String text, String expected) {
        return malformed(lines, text, expected);
    }

    private static InputException malformed(LineReader lines, String text, String expected) {
        return new InputException(
                lines.where(),
                "the genetic map is malformed",
                VcfFileHeader.quote(text),
                expected,
                "give a map of PLINK (chr id cM bp), SHAPEIT4 or GLIMPSE (pos chr cM), HapMap or Eagle (chr position rate map), or SHAPEIT2 or IMPUTE2 (position rate map, with a header)");
    }

    private InputException decreasing(String what, Object found, Object before) {
        return new InputException(
                lines.where(),
                "in the genetic map " + what,
                found + " after " + before,
                "values that do not decrease along the contig",
                "sort the map by position, or use another");
    }

    /** What the user is told where a map lacks a contig. @param there contigs that it has */
    static InputException noPoints(Path path, String contig, Set<String> there) {
        return new InputException(
                path.toString(),
                "the genetic map has no points for contig " + contig,
                there.isEmpty() ? "no points at all" : "contigs " + String.join(", ", there),
                "points for " + contig,
                "give the map of this contig, or none: then 1 cM/Mb is assumed");
    }

    /** Which column holds what; -1 for none. */
    private record MapColumns(int width, int chr, int bp, int cm, boolean header) {
        /** @param first the first line that is not empty */
        private static MapColumns of(Points first) {
            int n = first.width;
            long numbers = IntStream.range(0, n)
                    .filter(i -> !Double.isNaN(first.centimorgans(i)))
                    .count();
            if (numbers < 2) {
                return ofHeader(IntStream.range(0, n).mapToObj(first::column).toArray(String[]::new));
            }
            if (n == 3) return new MapColumns(3, 1, 0, 2, false);
            if (n != 4) return null;
            return first.position(3) > 0 ? new MapColumns(4, 0, 3, 2, false) : new MapColumns(4, 0, 1, 3, false);
        }

        private static MapColumns ofHeader(String[] names) {
            int chr = -1;
            int bp = -1;
            int cm = -1;
            for (int i = 0; i < names.length; i++) {
                String name = names[i].toLowerCase(Locale.ROOT);
                if (name.startsWith("#")) name = name.substring(1);
                if (name.contains("rate")) continue;
                if (name.startsWith("chr")) chr = i;
                else if (name.startsWith("pos") || name.startsWith("bp") || name.startsWith("physical")) bp = i;
                else if (name.contains("cm") || name.contains("map") || name.contains("genetic")) cm = i;
            }
            return bp < 0 || cm < 0 ? null : new MapColumns(names.length, chr, bp, cm, true);
        }
    }
}
