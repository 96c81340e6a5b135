package org.haprag.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haprag.genotype.InputException;

/**
 * Takes the phase out of a line of VCF. Of the samples' columns GT alone is left, as other fields may tell the phase as well;
 * its alleles are in the order of their numbers, missing ones last.
 */
final class UnphasedLine {
    private static final int FORMAT = 8;
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt((String allele) -> allele.equals(".") ? Integer.MAX_VALUE : number(allele));

    private UnphasedLine() {}

    /**
     * @param line without its end
     * @param where for messages
     * @throws InputException if there are samples, but no GT
     */
    static byte[] of(byte[] line, String where) {
        List<String> columns = List.of(new String(line, StandardCharsets.ISO_8859_1).split("\t", -1));
        if (columns.size() <= FORMAT) return line;
        int gt = List.of(columns.get(FORMAT).split(":", -1)).indexOf("GT");
        if (gt < 0) {
            throw new InputException(
                    where,
                    "the record has no GT to take the phase from",
                    "FORMAT " + VcfFileHeader.quote(columns.get(FORMAT)),
                    "FORMAT with GT",
                    "drop the record, or leave --unphase out");
        }
        List<String> out = new ArrayList<>(columns.subList(0, FORMAT));
        out.add("GT");
        for (String column : columns.subList(FORMAT + 1, columns.size())) {
            String[] fields = column.split(":", -1);
            out.add(gt < fields.length ? unphased(fields[gt]) : ".");
        }
        return String.join("\t", out).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String unphased(String call) {
        String alleles =
                call.length() > 1 && (call.charAt(0) == '|' || call.charAt(0) == '/') ? call.substring(1) : call;
        List<String> sorted = new ArrayList<>(List.of(alleles.split("[|/]", -1)));
        sorted.sort(BY_NUMBER);
        return String.join("/", sorted);
    }

    /** What is no number stays where it is told to be malformed: by whoever reads the file. */
    private static int number(String allele) {
        return allele.matches("[0-9]{1,9}") ? Integer.parseInt(allele) : Integer.MAX_VALUE - 1;
    }
}
