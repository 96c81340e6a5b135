package org.haprag.evaluation.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;

/** Which group (population, batch, ...) each sample belongs to. */
public final class SampleGroups {
    /** The group of samples that the file does not name. */
    public static final String NONE = "(no group)";

    private final Map<String, String> groupOf;

    private SampleGroups(Map<String, String> groupOf) {
        this.groupOf = groupOf;
    }

    /** No groups at all. */
    public static SampleGroups none() {
        return new SampleGroups(Map.of());
    }

    /**
     * Reads {@code SAMPLE GROUP} a line, columns parted by tabs or blanks; a first line that begins with {@code sample}
     * or {@code #} names the columns.
     *
     * @param column which named column holds the group; the second if empty
     */
    public static SampleGroups read(Path path, Optional<String> column) {
        Map<String, String> groupOf = new HashMap<>();
        try (BufferedReader in = Files.newBufferedReader(path)) {
            int at = column.isEmpty() ? 1 : -1;
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) continue;
                String[] fields = line.strip().split("\\s+");
                if (groupOf.isEmpty() && header(fields[0])) {
                    if (column.isPresent()) at = List.of(fields).indexOf(column.get());
                    continue;
                }
                if (at < 0) throw noColumn(path, column.orElse(""));
                put(groupOf, path + ":" + number, fields, at);
            }
        } catch (NoSuchFileException e) {
            throw new InputException(
                    path.toString(), "there is no such file", "nothing", "a sample-to-group file", "check the path", e);
        } catch (IOException e) {
            throw new InputException(
                    path.toString(), "the file cannot be read", e.getMessage(), "text", "check the file", e);
        }
        return new SampleGroups(groupOf);
    }

    private static boolean header(String first) {
        return first.startsWith("#") || first.equalsIgnoreCase("sample") || first.equalsIgnoreCase("sample_id");
    }

    private static InputException noColumn(Path path, String column) {
        return new InputException(
                path.toString(),
                "there is no such column",
                "no column '" + column + "' in the first line",
                "a first line that names the columns, such as: sample pop super_pop",
                "name a column that is there, or leave the name out to take the second");
    }

    private static void put(Map<String, String> groupOf, String where, String[] fields, int at) {
        String fix = "write one line a sample: SAMPLE<TAB>GROUP";
        if (fields.length <= at) {
            throw new InputException(
                    where, "the line has no group", String.join(" ", fields), (at + 1) + " columns or more", fix);
        }
        String earlier = groupOf.put(fields[0], fields[at]);
        if (earlier != null && !earlier.equals(fields[at])) {
            throw new InputException(
                    where,
                    "sample " + fields[0] + " is in two groups",
                    earlier + " and " + fields[at],
                    "one group",
                    fix);
        }
    }

    /** Whether no sample has a group. */
    public boolean isEmpty() {
        return groupOf.isEmpty();
    }

    /** The group of every sample that has one, by name. */
    public Map<String, String> bySample() {
        return Map.copyOf(groupOf);
    }

    public String of(String sample) {
        return groupOf.getOrDefault(sample, NONE);
    }

    /** Group names in order, each with the indices of its samples; empty if there are no groups. */
    public Map<String, List<Integer>> members(Samples samples) {
        Map<String, List<Integer>> members = new TreeMap<>();
        if (isEmpty()) return members;
        for (int s = 0; s < samples.count(); s++) {
            members.computeIfAbsent(of(samples.name(s)), g -> new ArrayList<>()).add(s);
        }
        return members;
    }
}
