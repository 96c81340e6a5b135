package org.haprag.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.InputException;

/**
 * Reads a list of sites, one a line: {@code CHROM<TAB>POS} (further columns are ignored) or {@code chr:pos}; plain or
 * gzipped. A first line of names and lines that start with # are passed over. A file called {@code .bed}, or with a BED's
 * {@code track} line, or whose third column is always one more than its second, is BED: intervals from 0, the end left out.
 */
public final class SiteListReader {
    private final LineReader lines;
    private final Map<String, Growing> points = new HashMap<>();
    private final Map<String, Growing> intervals = new HashMap<>();
    private boolean bed;
    private boolean oneBaseIntervals = true;

    private SiteListReader(LineReader lines) {
        this.lines = lines;
        String name = lines.path().toString().toLowerCase(Locale.ROOT);
        this.bed = name.endsWith(".bed") || name.endsWith(".bed.gz") || name.endsWith(".bed.bgz");
    }

    /**
     * Reads a list of sites, in any order.
     *
     * @throws InputException if a line is malformed or there are no sites
     */
    public static SitePositions read(Path path) {
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            return new SiteListReader(lines).read();
        }
    }

    private SitePositions read() {
        while (lines.next()) {
            String text = lines.text().strip();
            if (text.isEmpty() || text.startsWith("#")) continue;
            String[] fields = fields(text);
            if (points.isEmpty() && isTrack(fields)) {
                bed = true;
                continue;
            }
            if (points.isEmpty() && isHeader(fields)) continue;
            add(text, fields);
        }
        if (points.isEmpty()) {
            throw new InputException(
                    lines.path().toString(),
                    "the site list is empty",
                    "no sites",
                    "lines of CHROM<TAB>POS or chr:pos",
                    "give a list with sites");
        }
        Map<String, long[]> stretches = new HashMap<>();
        (bed || oneBaseIntervals ? intervals : points)
                .forEach((contig, growing) -> stretches.put(contig, growing.toArray()));
        return new SitePositions(stretches);
    }

    private void add(String text, String[] fields) {
        boolean threeNumbers = fields.length >= 3 && isNumber(fields[1]) && isNumber(fields[2]);
        String contig = Contigs.plain(fields[0]);
        bed |= oneBaseIntervals && threeNumbers && number(fields[1]) == 0;
        if (bed || oneBaseIntervals && threeNumbers) {
            if (!threeNumbers || number(fields[2]) <= number(fields[1])) throw malformed(text);
            if (number(fields[2]) - number(fields[1]) != 1) oneBaseIntervals = false;
            intervals.computeIfAbsent(contig, c -> new Growing()).add(number(fields[1]) + 1, number(fields[2]));
        } else {
            oneBaseIntervals = false;
        }
        int pos = bed ? number(fields[2]) : position(text, fields);
        points.computeIfAbsent(contig, c -> new Growing()).add(pos, pos);
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static String[] fields(String text) {
        String[] fields = text.split("[\t ]+");
        int colon = fields.length == 1 ? text.lastIndexOf(':') : -1;
        return colon < 0 ? fields : new String[] {text.substring(0, colon), text.substring(colon + 1)};
    }

    private static boolean isTrack(String[] fields) {
        return fields[0].equals("track") || fields[0].equals("browser");
    }

    private static boolean isHeader(String[] fields) {
        return fields.length >= 2
                && fields[0].matches("(?i)chrom|chr|chromosome|contig")
                && fields[1].matches("(?i)pos|position|bp");
    }

    private int position(String text, String[] fields) {
        if (fields.length >= 2 && !fields[0].isEmpty() && fields[1].matches("[1-9][0-9]{0,8}"))
            return number(fields[1]);
        throw malformed(text);
    }

    private InputException malformed(String text) {
        return ForeignForm.of(lines.path())
                .filter(form -> form != ForeignForm.INTERVALS)
                .map(form -> new InputException(
                        lines.path().toString(),
                        "this is not a list of sites",
                        form.description(),
                        "lines of CHROM<TAB>POS or chr:pos, a BED or a VCF",
                        "give the sites, such as a .bim's columns 1 and 4"))
                .orElseGet(() -> new InputException(
                        lines.where(),
                        "the site is malformed",
                        VcfFileHeader.quote(text),
                        bed
                                ? "an interval of a BED, such as 20<TAB>61097<TAB>61098"
                                : "CHROM<TAB>POS or chr:pos, such as 20:61098",
                        "correct or drop the line"));
    }

    private static final class Growing {
        private long[] values = new long[64];
        private int count;

        void add(int first, int last) {
            if (count == values.length) values = Arrays.copyOf(values, 2 * count);
            values[count++] = (long) first << 32 | last;
        }

        long[] toArray() {
            return Arrays.copyOf(values, count);
        }
    }
}
