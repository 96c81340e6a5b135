package org.haprag.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
                if (chr >= 0 && chr < points.fields.length) contigs.add(points.fields[chr]);
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

    /** The lines of a map that are points; its header and comments are none. */
    private static final class Points {
        private final LineReader lines;
        private MapColumns columns;
        private String text;
        private String[] fields;

        Points(LineReader lines) {
            this.lines = lines;
        }

        boolean next() {
            while (lines.next()) {
                text = lines.text().strip();
                if (text.isEmpty()) continue;
                fields = fields(text);
                if (columns == null) {
                    columns = MapColumns.of(fields);
                    if (columns == null) throw malformed(lines, text, FORMS);
                    if (columns.header()) continue;
                }
                if (text.charAt(0) != '#') return true;
            }
            return false;
        }
    }

    /** The columns, which any number of tabs and spaces separates. */
    private static String[] fields(String text) {
        List<String> fields = new ArrayList<>();
        for (int from = 0, at = 0; at <= text.length(); at++) {
            if (at < text.length() && text.charAt(at) != '\t' && text.charAt(at) != ' ') continue;
            if (at > from) fields.add(text.substring(from, at));
            from = at + 1;
        }
        return fields.toArray(new String[0]);
    }

    private void point() {
        String text = points.text;
        String[] fields = points.fields;
        MapColumns columns = points.columns;
        if (fields.length != columns.width()) {
            throw malformed(text, columns.width() + " columns, as the first line has");
        }
        if (columns.chr() >= 0 && !Contigs.same(fields[columns.chr()], contig)) {
            if (otherContigs.size() < 30) otherContigs.add(fields[columns.chr()]);
            return;
        }
        int pos = MapColumns.position(fields[columns.bp()]);
        double at = MapColumns.centimorgans(fields[columns.cm()]);
        if (pos < 0) throw malformed(text, "a position in bp in column " + (columns.bp() + 1));
        if (Double.isNaN(at)) throw malformed(text, "a position in cM in column " + (columns.cm() + 1));
        if (count > 0) {
            if (pos < bp[count - 1]) throw decreasing("positions decrease", pos, bp[count - 1]);
            if (at < cm[count - 1]) throw decreasing("cM decrease", fields[columns.cm()], cm[count - 1]);
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
        private static final Pattern NUMBER =
                Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

        private static MapColumns of(String[] first) {
            int n = first.length;
            boolean numbers = Arrays.stream(first)
                            .filter(f -> !Double.isNaN(centimorgans(f)))
                            .count()
                    >= 2;
            if (!numbers) return ofHeader(first);
            if (n == 3) return new MapColumns(3, 1, 0, 2, false);
            if (n != 4) return null;
            return position(first[3]) > 0 ? new MapColumns(4, 0, 3, 2, false) : new MapColumns(4, 0, 1, 3, false);
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

        /** A position in bp; -1 if the text is none. HapMap has maps that begin at 0. */
        static int position(String text) {
            if (text.isEmpty() || text.length() > 9) return -1;
            for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return -1;
            return Integer.parseInt(text);
        }

        /**
         * The number where digits stand on both sides of a point, as in nearly all maps, and are no more than 15; else NaN. Both the
         * digits and the power of ten are exact, so that their quotient is rounded as {@link Double#parseDouble} rounds.
         */
        private static double plain(String text) {
            int last = text.length() - 1;
            int point = text.indexOf('.');
            if (point < 1 || point == last || last > 15) return Double.NaN;
            long digits = 0;
            double power = 1;
            for (int i = 0; i <= last; i++) {
                if (i == point) continue;
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) return Double.NaN;
                digits = 10 * digits + digit;
                if (i > point) power *= 10;
            }
            return digits / power;
        }

        /** A finite number; NaN if the text is none. */
        static double centimorgans(String text) {
            double plain = plain(text);
            if (!Double.isNaN(plain)) return plain;
            if (!NUMBER.matcher(text).matches()) return Double.NaN;
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        }
    }
}
