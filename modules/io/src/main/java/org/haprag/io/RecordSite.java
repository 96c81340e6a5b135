package org.haprag.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;

/** The site of a record, of VCF or BCF, with its alleles checked. */
final class RecordSite {
    private RecordSite() {}

    /**
     * @param ref as the record has it
     * @param alts as the record has them; none where it has {@code .}
     * @param where names the record
     * @throws InputException if an allele is malformed
     */
    static Site of(String contig, int pos, String id, String ref, List<String> alts, Supplier<String> where) {
        String reference = allele(ref);
        if (reference.isEmpty() || !reference.chars().allMatch(Character::isLetter)) {
            throw new InputException(
                    where.get(),
                    "REF is malformed",
                    VcfFileHeader.quote(reference),
                    "bases, such as A",
                    "mend or drop the record");
        }
        List<String> alleles = new ArrayList<>(alts.size());
        for (String alt : alts) {
            String allele = allele(alt);
            if (!isAllele(allele) || allele.equals(reference) || alleles.contains(allele)) {
                throw new InputException(
                        where.get(),
                        "ALT is malformed",
                        VcfFileHeader.quote(String.join(",", alts)),
                        "distinct alleles that differ from REF",
                        "bcftools norm -m+any, or drop the record");
            }
            alleles.add(allele);
        }
        return new Site(contig, pos, id, reference, alleles);
    }

    private static boolean isAllele(String allele) {
        return !allele.isEmpty() && !allele.equals(".") && allele.chars().allMatch(c -> c > ' ' && c != 127);
    }

    /** VCF bases are case-insensitive; symbolic alleles and breakends are kept as they stand. */
    private static String allele(String text) {
        for (int i = 0; i < text.length(); i++) if (!Character.isLetter(text.charAt(i))) return text;
        return text.toUpperCase(Locale.ROOT);
    }
}
