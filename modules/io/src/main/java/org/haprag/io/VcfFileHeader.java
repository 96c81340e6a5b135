package org.haprag.io;

import htsjdk.tribble.readers.LineIteratorImpl;
import htsjdk.tribble.readers.SynchronousLineReader;
import htsjdk.variant.vcf.VCFCodec;
import htsjdk.variant.vcf.VCFHeader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;

/** The header of a VCF: read by htsjdk, with what it leaves unchecked checked. */
final class VcfFileHeader {
    private static final String FIXED_COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    private static final int MAX_HEADER_CHARS = 1 << 26;
    private static final String NOT_VCF_FIX =
            "check that this is the VCF you meant; bcftools view prints what others make of it";

    private final VCFHeader header;
    private final Samples samples;
    private final List<String> lines;

    private VcfFileHeader(VCFHeader header, Samples samples, List<String> lines) {
        this.header = header;
        this.samples = samples;
        this.lines = lines;
    }

    /** Reads up to and including the #CHROM line. */
    static VcfFileHeader read(LineReader in) {
        List<String> lines = new ArrayList<>();
        long chars = 0;
        while (in.next()) {
            if (lines.isEmpty()) checkFirstLine(in);
            if (in.end() == in.start() || in.bytes()[in.start()] != '#') break;
            String line = in.text();
            lines.add(line);
            chars += line.length();
            if (chars > MAX_HEADER_CHARS) break;
            if (line.startsWith("#CHROM")) {
                Samples samples = samples(in, line);
                return new VcfFileHeader(parse(in, lines), samples, lines);
            }
        }
        throw new InputException(
                in.where(),
                "the VCF header does not end",
                lines.isEmpty() ? "an empty file" : "no #CHROM line",
                "a line that starts with #CHROM",
                NOT_VCF_FIX);
    }

    private static void checkFirstLine(LineReader in) {
        int at = in.start();
        String first = in.text(at, Math.min(in.end(), at + 40));
        if (!first.startsWith("##fileformat=VCFv4.")) {
            throw new InputException(
                    in.where(),
                    "this is not a VCF of version 4",
                    quote(first),
                    "##fileformat=VCFv4.1 to VCFv4.4",
                    NOT_VCF_FIX);
        }
    }

    private static VCFHeader parse(LineReader in, List<String> lines) {
        try {
            return (VCFHeader) new VCFCodec()
                    .readActualHeader(
                            new LineIteratorImpl(new SynchronousLineReader(new StringReader(forHtsjdk(lines)))));
        } catch (RuntimeException e) { // htsjdk throws many kinds, all of them about the text
            String message = e.getMessage() == null
                    ? e.toString()
                    : e.getMessage().lines().findFirst().orElse("");
            throw new InputException(
                    in.path().toString(),
                    "the VCF header is malformed",
                    message,
                    "a header as the VCF specification has it",
                    "bcftools view -h shows it; bcftools reheader mends it",
                    e);
        }
    }

    /** htsjdk reads up to 4.3; what 4.4 and 4.5 changed in headers does not concern what we ask of it. */
    private static String forHtsjdk(List<String> lines) {
        List<String> shown = new ArrayList<>(lines);
        if (shown.get(0).matches("##fileformat=VCFv4\\.[45]")) shown.set(0, "##fileformat=VCFv4.3");
        return String.join("\n", shown) + "\n";
    }

    private static Samples samples(LineReader in, String line) {
        if (!line.equals(FIXED_COLUMNS) && !line.startsWith(FIXED_COLUMNS + "\tFORMAT")) {
            throw new InputException(
                    in.where(),
                    "the #CHROM line is malformed",
                    quote(line),
                    FIXED_COLUMNS.replace('\t', ' ') + " FORMAT and the samples, separated by tabs",
                    "bcftools view prints a sound one");
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

    VCFHeader header() {
        return header;
    }

    Samples samples() {
        return samples;
    }

    /** The header's lines as they stand in the file, the #CHROM line last. */
    List<String> lines() {
        return lines;
    }

    /** Names of the ##contig lines, in order; empty if there are none. */
    List<String> contigs() {
        List<String> names = new ArrayList<>();
        header.getContigLines().forEach(line -> names.add(line.getID()));
        return names;
    }
}
