package org.haprag.io;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.haprag.genotype.InputException;

/**
 * Samples whose two equal alleles on X or Y are one: files that code males as homozygous diploids do not tell them from females.
 *
 * @param names those of the males
 */
public record Males(Set<String> names) {
    /** Nobody is taken for haploid whose calls are not. */
    public static final Males UNKNOWN = new Males(Set.of());

    private static final int FAM_COLUMNS = 5;

    public Males {
        names = Set.copyOf(names);
    }

    /**
     * Reads lines of {@code SAMPLE SEX}, or those of a PLINK {@code .fam}, in which SEX is 1 or M, 2 or F, else unknown. A line that
     * begins with {@code #} is passed over.
     *
     * @throws InputException if the file cannot be read, a line is malformed, or no sample is male
     */
    public static Males read(Path path) {
        Set<String> males = new HashSet<>();
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            while (lines.next()) {
                String line = lines.text().strip();
                if (line.isEmpty() || line.startsWith("#")) continue;
                String[] columns = line.split("\\s+");
                if (columns.length != 2 && columns.length < FAM_COLUMNS) throw malformed(lines, line);
                String name = columns.length == 2 ? columns[0] : columns[1];
                String sex = columns.length == 2 ? columns[1] : columns[FAM_COLUMNS - 1];
                if (isMale(lines, line, sex)) males.add(name);
            }
        }
        if (!males.isEmpty()) return new Males(males);
        throw new InputException(
                path.toString(),
                "no sample is male",
                "no line with sex 1 or M",
                "lines such as NA12877 M",
                "check the file, or leave --sex out");
    }

    private static boolean isMale(LineReader lines, String line, String sex) {
        return switch (sex.toUpperCase(Locale.ROOT)) {
            case "1", "M", "MALE" -> true;
            case "2", "F", "FEMALE", "0", "NA", "-9", "U", "UNKNOWN" -> false;
            default -> throw malformed(lines, line);
        };
    }

    private static InputException malformed(LineReader lines, String line) {
        return new InputException(
                lines.where(),
                "the sex of a sample is malformed",
                VcfFileHeader.quote(line),
                "SAMPLE SEX, with sex M or F, 1 or 2; or the columns of a PLINK .fam",
                "correct the line");
    }
}
