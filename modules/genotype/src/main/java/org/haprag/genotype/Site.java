package org.haprag.genotype;

import java.io.Serializable;
import java.util.List;

/**
 * One site: a VCF record without its genotypes.
 *
 * @param contig as in the VCF CHROM column
 * @param pos 1-based position in bp, as in the VCF POS column
 * @param id as in the VCF ID column, "." if none
 * @param ref reference allele
 * @param alts alternative alleles; may be empty
 * @param endBp last position that the site covers: of a symbolic ALT what INFO END or SVLEN tells, else the end of REF
 */
public record Site(String contig, int pos, String id, String ref, List<String> alts, int endBp)
        implements Serializable {
    public Site {
        if (pos < 1) throw new IllegalArgumentException(contig + ": pos must be >= 1, found " + pos);
        if (ref.isEmpty()) throw new IllegalArgumentException(contig + ":" + pos + ": REF is empty");
        if (endBp < pos) throw new IllegalArgumentException(contig + ":" + pos + ": ends before, at " + endBp);
        alts = List.copyOf(alts);
    }

    /** A site that ends where its REF ends. */
    public Site(String contig, int pos, String id, String ref, List<String> alts) {
        this(contig, pos, id, ref, alts, pos + Math.max(0, ref.length() - 1));
    }

    /** The same site where the contig has another name. */
    public Site onContig(String name) {
        return new Site(name, pos, id, ref, alts, endBp);
    }

    /** Whether the site has more than one ALT allele. */
    public boolean multiAllelic() {
        return alts.size() > 1;
    }

    /** Whether REF and every ALT are single bases. */
    public boolean snv() {
        return ref.length() == 1 && !alts.isEmpty() && alts.stream().allMatch(a -> a.length() == 1 && isBase(a));
    }

    /** Whether it is biallelic and reads the same on both strands: A/T and C/G. */
    public boolean palindromic() {
        return Alleles.palindromic(this);
    }

    private static boolean isBase(String allele) {
        return "ACGTNacgtn".contains(allele);
    }

    @Override
    public String toString() {
        return contig + ":" + pos + " " + ref + ">" + String.join(",", alts);
    }
}
