package org.haprag.genotype;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Contig names as people write them: {@code chr20} and {@code 20} are the same contig, {@code chrM} is {@code MT}. */
public final class Contigs {
    /** NC_000023 and NC_000024 are X and Y at NCBI, X_nonPAR is what others call a part of it. */
    private static final Pattern SEX = Pattern.compile("(?i)(X|Y|23|24|NC_00002[34])([._].*)?");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    /** Those that follow the numbered ones. */
    private static final List<String> LAST = List.of("X", "XY", "Y", "MT");

    /** 1, 2, ..., 22, X, Y, MT, then other names by letter; chr20 and 20 are equal, and parts such as X.1 follow X. */
    public static final Comparator<String> ORDER =
            Comparator.comparingInt(Contigs::rank).thenComparing(Contigs::plain);

    private Contigs() {}

    private static int rank(String contig) {
        String plain = plain(contig);
        if (numbered(contig)) return Integer.parseInt(plain);
        int last = LAST.indexOf(plain.replaceFirst("[._].*", ""));
        return Integer.MAX_VALUE - LAST.size() + (last < 0 ? LAST.size() : last);
    }

    /** Whether a contig is a numbered chromosome, as autosomes are. */
    public static boolean numbered(String contig) {
        return NUMBER.matcher(plain(contig)).matches();
    }

    /** Whether a contig is X or Y, or a part of them. */
    public static boolean sexChromosome(String contig) {
        return SEX.matcher(plain(contig)).matches();
    }

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
