package org.haprag.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;

/**
 * The header of a VCF: samples, and the names of contigs, INFO and FORMAT keys. What else it says is not judged, in whatever
 * form: lines may have their attributes in any order, be there twice, or not follow the specification at all.
 */
final class VcfFileHeader {
    private static final String FIXED_COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    private static final int MAX_HEADER_CHARS = 1 << 26;
    private static final String NOT_VCF_FIX =
            "check that this is the VCF you meant; bcftools view prints what others make of it";

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern ID = Pattern.compile("[<,\\s]ID=([^,>\\s]+)");
    private static final Pattern LENGTH = Pattern.compile("[<,\\s]length=([1-9][0-9]{0,8})(?=[,>\\s])");
    private static final Pattern ASSEMBLY = Pattern.compile("[<,\\s]assembly=\"?([^,>\"\\s]+)");
    private static final String CONTIG = "##contig=<";
    private static final String REFERENCE = "##reference=";

    private final Samples samples;
    private final List<String> lines;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> contigs;
    private final Set<String> infoKeys;
    private final Set<String> formatKeys;

    private VcfFileHeader(Samples samples, List<String> lines) {
        this.samples = samples;
        this.lines = lines;
        this.contigs = List.copyOf(ids(lines, CONTIG));
        this.infoKeys = ids(lines, "##INFO=<");
        this.formatKeys = ids(lines, "##FORMAT=<");
    }

    /** The ID attributes of the lines of one kind, each once, in order. */
    private static Set<String> ids(List<String> lines, String kind) {
        Set<String> found = new LinkedHashSet<>();
        for (String line : lines) {
            if (!line.startsWith(kind)) continue;
            String id = attribute(ID, unquoted(line));
            if (!id.isEmpty()) found.add(id);
        }
        return found;
    }

    /** Reads up to and including the #CHROM line. */
    static VcfFileHeader read(LineReader in) {
        List<String> lines = new ArrayList<>();
        long chars = 0;
        while (in.next()) {
            if (in.end() == in.start()) continue;
            if (lines.isEmpty()) checkFirstLine(in);
            String line = lines.isEmpty() ? withoutMark(in.text()) : in.text();
            if (!line.startsWith("#")) break;
            lines.add(line);
            chars += line.length();
            if (chars > MAX_HEADER_CHARS) break;
            if (line.startsWith("#CHROM")) return new VcfFileHeader(samples(in, line), lines);
        }
        throw new InputException(
                in.where(),
                "the VCF header does not end",
                lines.isEmpty() ? "an empty file" : "no #CHROM line",
                "a line that starts with #CHROM",
                NOT_VCF_FIX);
    }

    /** Files of other forms are named; the version of a VCF matters only before 4, where GT was another. */
    private static void checkFirstLine(LineReader in) {
        int at = in.start();
        ForeignForm.of(in.path()).ifPresent(form -> {
            throw new InputException(
                    in.path().toString(),
                    "this is not a VCF",
                    form.description(),
                    "a VCF, plain, gzipped or bgzipped",
                    form.fix());
        });
        String first = withoutMark(in.text(at, Math.min(in.end(), at + 40)));
        boolean sound = first.startsWith("##fileformat=")
                ? first.matches("(?i)##fileformat=VCFv?[4-9].*")
                : first.startsWith("##") || first.startsWith("#CHROM");
        if (sound) return;
        throw new InputException(
                in.where(),
                "this is not a VCF of version 4",
                quote(first),
                "##fileformat=VCFv4.1 to VCFv4.5",
                NOT_VCF_FIX);
    }

    /** The text without the mark that editors of Windows put before UTF-8. */
    private static String withoutMark(String line) {
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
    }

    private static Samples samples(LineReader in, String line) {
        if (!line.equals(FIXED_COLUMNS) && !line.startsWith(FIXED_COLUMNS + "\tFORMAT")) {
            throw new InputException(
                    in.where(),
                    "the #CHROM line is malformed",
                    quote(line),
                    FIXED_COLUMNS.replace('\t', ' ') + " FORMAT and the samples, separated by tabs",
                    "bcftools view prints a correct one");
        }
        List<String> names = List.of(line.split("\t", -1));
        names = names.subList(Math.min(9, names.size()), names.size());
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()) {
                throw new InputException(
                        in.where(),
                        "a sample has no name",
                        "an empty column " + (10 + i),
                        "a name",
                        "bcftools reheader -s NAMES");
            }
            Integer earlier = seen.put(name, i);
            if (earlier != null) {
                throw new InputException(
                        in.where(),
                        "two samples have the same name",
                        name + " in columns " + (10 + earlier) + " and " + (10 + i),
                        "each sample once",
                        "rename or drop one: bcftools reheader -s NAMES, or bcftools view -s");
            }
        }
        return new Samples(names);
    }

    /** Text as it goes into a message: quoted, tabs shown as spaces, at most 60 characters. */
    static String quote(String text) {
        String shown = text.replace('\t', ' ').replaceAll("\\p{Cntrl}", "?");
        return "'" + (shown.length() > 60 ? shown.substring(0, 57) + "..." : shown) + "'";
    }

    Samples samples() {
        return samples;
    }

    /** The header's lines as they stand in the file, the #CHROM line last. */
    List<String> lines() {
        return lines;
    }

    /** Names of the ##contig lines, each once, in order; empty if there are none. */
    List<String> contigs() {
        return contigs;
    }

    /** What the header says of a contig: what is malformed it does not say. */
    ContigDescription contig(String name) {
        String line = lines.stream()
                .filter(l -> l.startsWith(CONTIG) && name.equals(attribute(ID, unquoted(l))))
                .findFirst()
                .orElse("");
        String length = attribute(LENGTH, unquoted(line));
        String genome = lines.stream()
                .filter(l -> l.startsWith(REFERENCE))
                .map(l -> l.substring(REFERENCE.length()))
                .findFirst()
                .orElseGet(() -> attribute(ASSEMBLY, line));
        return new ContigDescription(
                length.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(length)),
                genome.isBlank() ? Optional.empty() : Optional.of(genome));
    }

    private static String unquoted(String line) {
        return QUOTED.matcher(line).replaceAll("\"\"");
    }

    /** The text of an attribute, "" if the line has none. */
    private static String attribute(Pattern form, String line) {
        Matcher found = form.matcher(line);
        return found.find() ? found.group(1) : "";
    }

    boolean declaresInfo(String key) {
        return infoKeys.contains(key);
    }

    boolean declaresFormat(String key) {
        return formatKeys.contains(key);
    }
}
