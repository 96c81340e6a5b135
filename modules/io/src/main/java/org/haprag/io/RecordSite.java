package org.haprag.io;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;

/** Position and alleles of a record, of VCF or BCF: a site, or what is wrong with them. */
final class RecordSite {
    private final String contig;
    private final int pos;
    private final String id;
    private final String ref;
    private final String alt;
    private final Optional<RecordFlaw> flaw;
    private final Optional<Site> site;

    /**
     * @param ref as the record has it
     * @param alts as the record has them; none where it has {@code .}
     * @param info gives the value of an INFO key
     */
    RecordSite(
            String contig, int pos, String id, String ref, List<String> alts, Function<String, Optional<String>> info) {
        this.contig = contig;
        this.pos = pos;
        this.id = id;
        this.ref = ref;
        this.alt = alts.isEmpty() ? "." : String.join(",", alts);
        String reference = allele(ref);
        List<String> alleles = alleles(alts);
        this.flaw = flaw(reference, alleles);
        this.site = flaw.isEmpty() || flaw.get() == RecordFlaw.TOO_MANY_ALTS
                ? Optional.of(new Site(contig, pos, id, reference, alleles, endBp(reference, alleles, info)))
                : Optional.empty();
    }

    /** What is wrong, if anything is. */
    Optional<RecordFlaw> flaw() {
        return flaw;
    }

    /** The record as it stands. @param before how many usable records came before it */
    FlawedRecord flawed(RecordFlaw why, int before) {
        return new FlawedRecord(contig, pos, id, ref, alt, why, before);
    }

    /**
     * @param where names the record
     * @throws InputException if position or alleles are malformed
     */
    Site site(Supplier<String> where) {
        if (site.isPresent()) return site.get();
        RecordFlaw wrong = flaw.orElseThrow();
        String column = wrong == RecordFlaw.POS_0 ? "POS" : wrong == RecordFlaw.REF_NOT_BASES ? "REF" : "ALT";
        throw new InputException(
                where.get(),
                column + " is malformed",
                VcfFileHeader.quote(column.equals("POS") ? "" + pos : column.equals("REF") ? ref : alt),
                "a position above 0, and distinct alleles",
                "correct or drop the record: " + wrong.reason());
    }

    private Optional<RecordFlaw> flaw(String reference, List<String> alleles) {
        if (pos == 0) return Optional.of(RecordFlaw.POS_0);
        if (!isBases(reference)) return Optional.of(RecordFlaw.REF_NOT_BASES);
        for (int i = 0; i < alleles.size(); i++) {
            if (!isAllele(alleles.get(i))) return Optional.of(RecordFlaw.ALT_MALFORMED);
            if (alleles.get(i).equals(reference)) return Optional.of(RecordFlaw.ALT_IS_REF);
        }
        if (alleles.size() > 1 && new HashSet<>(alleles).size() < alleles.size()) {
            return Optional.of(RecordFlaw.ALT_TWICE);
        }
        return alleles.size() > Byte.MAX_VALUE ? Optional.of(RecordFlaw.TOO_MANY_ALTS) : Optional.empty();
    }

    private static List<String> alleles(List<String> alts) {
        if (alts.isEmpty()) return alts;
        if (alts.size() == 1) return List.of(allele(alts.get(0)));
        return alts.stream().map(RecordSite::allele).toList();
    }

    private static boolean isBases(String ref) {
        for (int i = 0; i < ref.length(); i++) if (!Character.isLetter(ref.charAt(i))) return false;
        return !ref.isEmpty();
    }

    /** Of a symbolic ALT what INFO END tells, or SVLEN (which VCF 4.5 has instead); else the end of REF. */
    private int endBp(String reference, List<String> alleles, Function<String, Optional<String>> info) {
        int end = pos + reference.length() - 1;
        boolean symbolic = false;
        for (int i = 0; i < alleles.size(); i++) symbolic |= alleles.get(i).startsWith("<");
        if (!symbolic) return end;
        Optional<String> told = info.apply("END").filter(RecordSite::isNumber);
        if (told.isPresent()) return Math.max(end, Integer.parseInt(told.get()));
        if (alleles.get(0).startsWith("<INS")) return end; // its length lies between two bases
        return info.apply("SVLEN")
                .map(text -> text.startsWith("-") ? text.substring(1) : text)
                .filter(RecordSite::isNumber)
                .map(length -> (int) Math.min(Integer.MAX_VALUE, (long) pos + Integer.parseInt(length)))
                .orElse(end);
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,9}");
    }

    private static boolean isAllele(String allele) {
        for (int i = 0; i < allele.length(); i++) if (allele.charAt(i) <= ' ' || allele.charAt(i) == 127) return false;
        return !allele.isEmpty() && !allele.equals(".");
    }

    /** VCF bases are case-insensitive; symbolic alleles and breakends are kept as they stand. */
    private static String allele(String text) {
        for (int i = 0; i < text.length(); i++) if (!Character.isLetter(text.charAt(i))) return text;
        return text.toUpperCase(Locale.ROOT);
    }
}
