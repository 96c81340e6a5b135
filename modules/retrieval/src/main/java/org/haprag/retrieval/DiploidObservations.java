package org.haprag.retrieval;

import java.util.Arrays;
import java.util.Optional;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;

/**
 * What was observed of one diploid sample at the typed sites, as the diploid chain takes it: two allele codes a site, and
 * where the names "first" and "second" of its haplotypes begin anew.
 *
 * <p>Between two sites that {@link #renames rename}, the first haplotype is the one that carries the first allele of the latest
 * of them. Heterozygotes of unknown phase rename, but for those between the heterozygotes of a phase set: there the set's own
 * order holds. So does the first heterozygote of a phase set. That is all it takes to know the phase inside a set and to sum
 * over it between sets. Where sets cross, that is one begins before another has ended, the order of the earlier holds, and the
 * heterozygotes of the other are taken as open until the two are {@link #joined} ({@link CrossingSets}).
 */
final class DiploidObservations {
    private final byte[] first;
    private final byte[] second;

    /** The phase set of a genotype of two different alleles, {@link Phasing#OPEN} where it is open. */
    private final int[] sets;

    /** The same; of sets that were joined, the number of the earliest. */
    private final int[] joinedSets;

    /** The probability that a genotype's set was joined the wrong way round. */
    private final float[] doubt;

    private final boolean[] phaseKnown;
    private final boolean[] ordered;
    private final boolean[] renames;
    private final Optional<Crossing> crossing;

    /**
     * Two sets that cross, the earliest of all such.
     *
     * @param set the one that begins later
     * @param into the other
     * @param firstTyped of the later set
     * @param lastTyped of the later set
     */
    record Crossing(int set, int into, int firstTyped, int lastTyped) {}

    private DiploidObservations(
            byte[] first, byte[] second, int[] sets, int[] joinedSets, float[] doubt, boolean[] phaseKnown) {
        this.first = first;
        this.second = second;
        this.sets = sets;
        this.joinedSets = joinedSets;
        this.doubt = doubt;
        this.phaseKnown = phaseKnown;
        this.ordered = new boolean[first.length];
        this.renames = new boolean[first.length];
        this.crossing = name();
    }

    /**
     * Of a diploid sample. Genotypes of unknown phase are put in the order of their allele codes, whatever the file's, and so is
     * the first heterozygote of each set where there are several: which of a set's haplotypes is called the first says nothing.
     */
    static DiploidObservations of(TypedHaplotypes targets, int sample) {
        byte[] h1 = targets.row(targets.haplotypes().first(sample)).clone();
        byte[] h2 = targets.row(targets.haplotypes().end(sample) - 1).clone();
        int sites = h1.length;
        int[] sets = new int[sites];
        boolean[] known = new boolean[sites];
        for (int t = 0; t < sites; t++) {
            sets[t] = h1[t] == h2[t] ? Phasing.OPEN : targets.phaseSet(sample, t);
            known[t] = h1[t] != h2[t] && targets.phaseKnown(sample, t);
        }
        trim(h1, h2, sets, known);
        sort(h1, h2, sets, known);
        return new DiploidObservations(h1, h2, sets, sets, new float[sites], known);
    }

    private static boolean heterozygous(byte first, byte second) {
        return first != second && first >= 0 && second >= 0;
    }

    private static int count(int[] sets) {
        return Arrays.stream(sets).max().orElse(Phasing.OPEN) + 1;
    }

    /**
     * Opens what a set does not tell: half-missing genotypes outside its heterozygotes, which have nothing there to be relative
     * to, and sets of one heterozygote, but for a sample's only set, whose order is that of the sample's haplotypes.
     */
    private static void trim(byte[] h1, byte[] h2, int[] sets, boolean[] known) {
        int n = count(sets);
        int[] from = new int[n];
        int[] to = new int[n];
        Arrays.fill(from, -1);
        for (int t = 0; t < sets.length; t++) {
            if (sets[t] == Phasing.OPEN || !heterozygous(h1[t], h2[t])) continue;
            if (from[sets[t]] < 0) from[sets[t]] = t;
            to[sets[t]] = t;
        }
        for (int t = 0; t < sets.length; t++) {
            int set = sets[t];
            if (set == Phasing.OPEN) continue;
            boolean alone = from[set] == to[set] && !known[t];
            if (from[set] < 0 || alone || t < from[set] || t > to[set]) sets[t] = Phasing.OPEN;
        }
    }

    private static void sort(byte[] h1, byte[] h2, int[] sets, boolean[] known) {
        int n = count(sets);
        boolean[] begun = new boolean[n];
        boolean[] exchanged = new boolean[n];
        for (int t = 0; t < sets.length; t++) {
            if (h1[t] == h2[t] || known[t]) continue;
            int set = sets[t];
            if (set != Phasing.OPEN && !begun[set]) {
                begun[set] = true;
                exchanged[set] = h1[t] > h2[t];
            }
            if (set == Phasing.OPEN ? h1[t] > h2[t] : exchanged[set]) exchange(h1, h2, t);
        }
    }

    private static void exchange(byte[] h1, byte[] h2, int t) {
        byte allele = h1[t];
        h1[t] = h2[t];
        h2[t] = allele;
    }

    /** Finds where names begin and what is ordered by them; the earliest crossing. */
    private Optional<Crossing> name() {
        int n = count(joinedSets);
        int[] start = new int[n];
        int[] end = new int[n];
        for (int t = first.length - 1; t >= 0; t--) if (joinedSets[t] != Phasing.OPEN) start[joinedSets[t]] = t;
        for (int t = 0; t < first.length; t++) if (joinedSets[t] != Phasing.OPEN) end[joinedSets[t]] = t;
        boolean[] leads = new boolean[n];
        int leader = Phasing.OPEN;
        int leaderEnd = -1;
        Optional<Crossing> earliest = Optional.empty();
        for (int t = 0; t < first.length; t++) {
            int set = joinedSets[t];
            boolean inside = t <= leaderEnd;
            if (set != Phasing.OPEN && !inside && start[set] < t) set = Phasing.OPEN; // the rest of one that crosses
            if (set != Phasing.OPEN && !inside) {
                leads[set] = true;
                leader = set;
                leaderEnd = end[set];
            } else if (set != Phasing.OPEN && set != leader && earliest.isEmpty()) {
                earliest = Optional.of(new Crossing(set, leader, t, end[set]));
            }
            ordered[t] = set != Phasing.OPEN && leads[set];
            renames[t] = heterozygous(t) && !inside;
        }
        return earliest;
    }

    /** The earliest two phase sets of which one begins before the other has ended. */
    Optional<Crossing> crossing() {
        return crossing;
    }

    /**
     * The same with two sets as one.
     *
     * @param exchanged whether the first haplotype of the one is the second of the other
     * @param wrong the probability that it is the other way round
     */
    DiploidObservations joined(Crossing sets, boolean exchanged, double wrong) {
        byte[] h1 = first.clone();
        byte[] h2 = second.clone();
        int[] joined = joinedSets.clone();
        float[] doubts = doubt.clone();
        for (int t = 0; t < joined.length; t++) {
            if (joined[t] != sets.set) continue;
            joined[t] = sets.into;
            doubts[t] = (float) wrong;
            if (exchanged) exchange(h1, h2, t);
        }
        return new DiploidObservations(h1, h2, this.sets, joined, doubts, phaseKnown);
    }

    /** A number that depends on the genotypes and on nothing else. */
    long digest() {
        long digest = first.length;
        for (int t = 0; t < first.length; t++) {
            int of = (first[t] + 1) * 1031 + (second[t] + 1) * 4 + (ordered[t] ? 2 : 0) + (renames[t] ? 1 : 0);
            digest = (digest ^ of) * 0x9E3779B97F4A7C15L;
            digest ^= digest >>> 29;
        }
        return digest;
    }

    int typedCount() {
        return first.length;
    }

    /** An allele code, -1 where missing. */
    int first(int typed) {
        return first[typed];
    }

    int second(int typed) {
        return second[typed];
    }

    boolean heterozygous(int typed) {
        return heterozygous(first[typed], second[typed]);
    }

    /** Whether the file says which allele lies on which of the sample's haplotypes: on haplotype 1 the first. */
    boolean phaseKnown(int typed) {
        return phaseKnown[typed];
    }

    /** Whether the first allele is that of the haplotype that is called first there. */
    boolean ordered(int typed) {
        return ordered[typed] || renames[typed];
    }

    /** Whether the haplotype that carries the first allele is called the first from here on. */
    boolean renames(int typed) {
        return renames[typed];
    }

    /** Whether the file tells the order of two genotypes relative to each other. */
    boolean orderTold(int typed, int other) {
        return sets[typed] != Phasing.OPEN && sets[typed] == sets[other];
    }

    /** The probability that a genotype {@link #ordered} by a set lies the other way round than the names say. */
    float doubt(int typed) {
        return doubt[typed];
    }
}
