package org.haprag.vcf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.haprag.genotype.InputException;

/**
 * Which group, such as a population, each sample belongs to. Read from a table of samples: the first column names the
 * sample, another its group; columns separated by tabs or blanks, with or without a first line of names.
 */
public final class SampleGroups {
    private final Map<String, String> groupOf;

    private SampleGroups(Map<String, String> groupOf) {
        this.groupOf = Collections.unmodifiableMap(groupOf);
    }

    /**
     * Reads a table of samples.
     *
     * @param column name of the column with the groups, in the file's first line; empty for the second column of a file
     *     without such a line. A first line that begins with {@code sample} is always taken for names.
     * @throws InputException if the column is not there, a line is too short or a sample occurs twice
     */
    public static SampleGroups read(Path path, Optional<String> column) {
        Map<String, String> groupOf = new LinkedHashMap<>();
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            int groupColumn = -1;
            while (lines.next()) {
                String text = lines.text().strip();
                if (text.isEmpty()) continue;
                String[] fields = text.split("[\t ]+");
                if (groupColumn < 0) {
                    groupColumn = groupColumn(lines, fields, column);
                    if (column.isPresent() || fields[0].matches("(?i)#?(sample|iid).*")) continue;
                }
                add(groupOf, lines, text, fields, groupColumn);
            }
        }
        return new SampleGroups(groupOf);
    }

    private static int groupColumn(LineReader lines, String[] first, Optional<String> column) {
        if (column.isEmpty()) return 1;
        int at = Arrays.asList(first).indexOf(column.get());
        if (at > 0) return at;
        throw new InputException(
                lines.where(),
                "the table of samples has no column " + column.get(),
                String.join(", ", first),
                "a first line with that name",
                "choose one of the columns found");
    }

    private static void add(
            Map<String, String> groupOf, LineReader lines, String text, String[] fields, int groupColumn) {
        if (fields.length <= groupColumn) {
            throw new InputException(
                    lines.where(),
                    "the sample has no group",
                    VcfFileHeader.quote(text),
                    "at least " + (groupColumn + 1) + " columns",
                    "mend or drop the line");
        }
        if (groupOf.put(fields[0], fields[groupColumn]) != null) {
            throw new InputException(
                    lines.where(), "the sample occurs twice", fields[0], "each sample once", "drop one of the lines");
        }
    }

    /** The samples, in the order of the file. */
    public Set<String> samples() {
        return groupOf.keySet();
    }

    /** The group of a sample, empty if the table does not have it. */
    public Optional<String> groupOf(String sample) {
        return Optional.ofNullable(groupOf.get(sample));
    }

    /** The groups, sorted by name. */
    public Set<String> groups() {
        return new TreeSet<>(groupOf.values());
    }
}
