package org.haprag.retrieval;

import org.haprag.genotype.TypedHaplotypes;

/**
 * What was observed of one diploid sample at the typed sites, as the diploid chain takes it: two allele codes a site, and
 * where the names "first" and "second" of its haplotypes begin anew.
 *
 * <p>Between two sites that {@link #renames rename}, the first haplotype is the one that carries the first allele of the latest
 * of them. Heterozygotes of unknown phase rename, but for those inside a phase set: there the set's own order holds. So does
 * the first heterozygote of a phase set.
 */
final class DiploidObservations {
    private final byte[] first;
    private final byte[] second;
    private final boolean[] ordered;
    private final boolean[] renames;

    private DiploidObservations(byte[] first, byte[] second, boolean[] ordered, boolean[] renames) {
        this.first = first;
        this.second = second;
        this.ordered = ordered;
        this.renames = renames;
    }

    /** Of a diploid sample. Genotypes of unknown phase are put in the order of their allele codes, whatever the file's. */
    static DiploidObservations of(TypedHaplotypes targets, int sample) {
        byte[] h1 = targets.row(targets.haplotypes().first(sample)).clone();
        byte[] h2 = targets.row(targets.haplotypes().end(sample) - 1).clone();
        int sites = h1.length;
        boolean[] ordered = new boolean[sites];
        boolean[] renames = new boolean[sites];
        int firstOrdered = sites;
        int lastOrdered = -1;
        for (int t = 0; t < sites; t++) {
            if (h1[t] == h2[t]) continue;
            ordered[t] = targets.phaseKnown(sample, t);
            if (ordered[t]) {
                firstOrdered = Math.min(firstOrdered, t);
                lastOrdered = t;
            } else if (h1[t] > h2[t]) {
                byte larger = h1[t];
                h1[t] = h2[t];
                h2[t] = larger;
            }
        }
        for (int t = 0; t < sites; t++) {
            if (h1[t] == h2[t] || h1[t] < 0 || h2[t] < 0) continue;
            renames[t] = t == firstOrdered || t < firstOrdered || t > lastOrdered;
        }
        return new DiploidObservations(h1, h2, ordered, renames);
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
        return first[typed] != second[typed] && first[typed] >= 0 && second[typed] >= 0;
    }

    /** Whether the file says which allele lies on which haplotype. */
    boolean phaseKnown(int typed) {
        return ordered[typed];
    }

    /** Whether the first allele is that of the haplotype that is called first there. */
    boolean ordered(int typed) {
        return ordered[typed] || renames[typed];
    }

    /** Whether the haplotype that carries the first allele is called the first from here on. */
    boolean renames(int typed) {
        return renames[typed];
    }
}
