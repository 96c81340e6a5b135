package org.haprag.evaluation.input;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.Contigs;

/** The order in which all files must have their contigs: that of a header, else 1, 2, ..., 22, then names by letter. */
public final class ContigOrder implements Comparator<String> {
    private final Map<String, Integer> rank = new HashMap<>();

    /** @param header contigs in the order of a VCF header; may be empty */
    public ContigOrder(List<String> header) {
        for (String contig : header) rank.putIfAbsent(Contigs.plain(contig), rank.size());
    }

    @Override
    public int compare(String a, String b) {
        String x = Contigs.plain(a);
        String y = Contigs.plain(b);
        if (x.equals(y)) return 0;
        int byRank = Integer.compare(rank.getOrDefault(x, Integer.MAX_VALUE), rank.getOrDefault(y, Integer.MAX_VALUE));
        if (byRank != 0) return byRank;
        int byNumber = Integer.compare(number(x), number(y));
        return byNumber != 0 ? byNumber : x.compareTo(y);
    }

    private static int number(String plain) {
        return plain.matches("[0-9]{1,6}") ? Integer.parseInt(plain) : Integer.MAX_VALUE;
    }

    /** Orders positions of all files. */
    int compare(String contigA, int posA, String contigB, int posB) {
        int byContig = compare(contigA, contigB);
        return byContig != 0 ? byContig : Integer.compare(posA, posB);
    }
}
