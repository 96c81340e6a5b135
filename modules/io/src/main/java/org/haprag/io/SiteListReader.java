package org.haprag.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.InputException;

/**
 * Reads a list of sites, one a line: {@code CHROM<TAB>POS} (further columns are ignored) or {@code chr:pos}; plain or
 * gzipped. A first line of names and lines that start with # are passed over.
 */
public final class SiteListReader {
    private SiteListReader() {}

    /**
     * Reads a list of sites, in any order.
     *
     * @throws InputException if a line is malformed or there are no sites
     */
    public static SitePositions read(Path path) {
        Map<String, Growing> byContig = new HashMap<>();
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            while (lines.next()) {
                String text = lines.text().strip();
                if (text.isEmpty() || text.startsWith("#")) continue;
                String[] fields = fields(text);
                boolean header = byContig.isEmpty() && isHeader(fields);
                if (header) continue;
                byContig.computeIfAbsent(Contigs.plain(fields[0]), c -> new Growing())
                        .add(position(lines, text, fields));
            }
        }
        if (byContig.isEmpty()) {
            throw new InputException(
                    path.toString(),
                    "the site list is empty",
                    "no sites",
                    "lines of CHROM<TAB>POS or chr:pos",
                    "give a list with sites");
        }
        Map<String, int[]> positions = new HashMap<>();
        byContig.forEach((contig, growing) -> positions.put(contig, growing.toArray()));
        return new SitePositions(positions);
    }

    private static String[] fields(String text) {
        String[] fields = text.split("[\t ]+");
        int colon = fields.length == 1 ? text.lastIndexOf(':') : -1;
        return colon < 0 ? fields : new String[] {text.substring(0, colon), text.substring(colon + 1)};
    }

    private static boolean isHeader(String[] fields) {
        return fields.length >= 2
                && fields[0].matches("(?i)chrom|chr|chromosome|contig")
                && fields[1].matches("(?i)pos|position|bp");
    }

    private static int position(LineReader lines, String text, String[] fields) {
        boolean sound = fields.length >= 2 && !fields[0].isEmpty() && fields[1].matches("[1-9][0-9]{0,8}");
        if (!sound) {
            throw new InputException(
                    lines.where(),
                    "the site is malformed",
                    VcfFileHeader.quote(text),
                    "CHROM<TAB>POS or chr:pos, such as 20:61098",
                    "mend or drop the line");
        }
        return Integer.parseInt(fields[1]);
    }

    private static final class Growing {
        private int[] values = new int[64];
        private int count;

        void add(int value) {
            if (count == values.length) values = Arrays.copyOf(values, 2 * count);
            values[count++] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, count);
        }
    }
}
