package org.haprag.genotype;

/** Contig names as people write them: {@code chr20} and {@code 20} are the same contig, {@code chrM} is {@code MT}. */
public final class Contigs {
    private Contigs() {}

    /** The name without a leading {@code chr}; {@code M} becomes {@code MT}. */
    public static String plain(String contig) {
        String name = contig.regionMatches(true, 0, "chr", 0, 3) && contig.length() > 3 ? contig.substring(3) : contig;
        return name.equals("M") ? "MT" : name;
    }

    /** Whether two names mean the same contig. */
    public static boolean same(String a, String b) {
        return a.equals(b) || plain(a).equals(plain(b));
    }
}
