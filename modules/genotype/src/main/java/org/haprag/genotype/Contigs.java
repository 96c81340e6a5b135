package org.haprag.genotype;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Contig names as people write them: {@code chr20} and {@code 20} are the same contig, {@code chrM} is {@code MT}. */
public final class Contigs {
    /** NC_000023 and NC_000024 are X and Y at NCBI, X_nonPAR is what others call a part of it. */
    private static final Pattern SEX = Pattern.compile("(?i)(X|Y|23|24|NC_00002[34])([._].*)?");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    /** Those that follow the numbered ones. */
    private static final List<String> LAST = List.of("X", "XY", "Y", "MT");

    /** What PLINK calls 23, 24, 25 and 26 in humans, and Eagle's maps likewise. */
    private static final List<String> NUMBERED = List.of("X", "Y", "XY", "MT");

    private static final int FIRST_NUMBERED = 23;

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

    /**
     * What a file calls a contig: its own name or, in a file of humans, where no other is its own, the other of 23 and X, 24 and Y,
     * 25 and XY, 26 and MT.
     *
     * @param names of all contigs in the file; numbers above 26 tell that it is of another species
     * @return one of the names; empty if none means the contig
     */
    public static Optional<String> named(Collection<String> names, String contig) {
        Optional<String> own = names.stream().filter(n -> same(n, contig)).findFirst();
        String other = numberOrLetter(plain(contig));
        if (own.isPresent() || other.isEmpty() || names.stream().anyMatch(Contigs::beyondHuman)) return own;
        return names.stream().filter(n -> same(n, other)).findFirst();
    }

    private static String numberOrLetter(String plain) {
        int letter = NUMBERED.indexOf(plain);
        if (letter >= 0) return Integer.toString(FIRST_NUMBERED + letter);
        return plain.matches("2[3-6]") ? letters(Integer.parseInt(plain)) : "";
    }

    /** The letters of a numbered chromosome of humans, such as X for 23. @param number 23 to 26 */
    public static String letters(int number) {
        return NUMBERED.get(number - FIRST_NUMBERED);
    }

    /** Whether a name is a number that no human chromosome has. */
    public static boolean beyondHuman(String contig) {
        return numbered(contig) && Integer.parseInt(plain(contig)) >= FIRST_NUMBERED + NUMBERED.size();
    }
}
