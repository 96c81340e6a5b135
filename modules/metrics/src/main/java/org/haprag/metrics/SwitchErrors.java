package org.haprag.metrics;

import java.util.Arrays;
import org.haprag.genotype.Haplotypes;

/**
 * How often the phase of a sample's neighbouring heterozygotes differs from the truth's. Sites come in order, one contig after the
 * other. Only heterozygotes count of which truth and file have the same alleles; a pair is two of them without another in
 * between. Where one pair after another differs, the site between the two is on the wrong haplotypes: a flip.
 */
public final class SwitchErrors {
    private static final byte NONE = -1;

    private final long[] pairs;
    private final long[] switches;
    private final long[] flips;

    /** By sample: whether the last heterozygote lies as in the truth (1) or the other way round (0); {@link #NONE} before the first. */
    private final byte[] last;

    /** By sample: whether the last pair differed and is not counted yet. */
    private final boolean[] open;

    private String contig = "";

    public SwitchErrors(int samples) {
        pairs = new long[samples];
        switches = new long[samples];
        flips = new long[samples];
        last = new byte[samples];
        open = new boolean[samples];
        Arrays.fill(last, NONE);
    }

    /**
     * Errors of one or several samples.
     *
     * @param pairs neighbouring heterozygotes
     * @param switches pairs that differ from the truth, those of flips apart
     * @param flips sites on the wrong haplotypes, between pairs that agree: two differing pairs each
     */
    public record Counts(long pairs, long switches, long flips) {
        /** The share of pairs that differ from the truth, both of each flip among them; NaN without pairs. */
        public double switchErrorRate() {
            return pairs == 0 ? Double.NaN : (switches + 2 * flips) / (double) pairs;
        }
    }

    /**
     * Counts a biallelic site.
     *
     * @param where its contig
     * @param haplotypes of the samples, in truth and file
     * @param truth (haplotypes) 1 for ALT, 0 for REF, negative where missing
     * @param phased the file's, in the same terms
     */
    public void add(String where, Haplotypes haplotypes, byte[] truth, byte[] phased) {
        if (!where.equals(contig)) {
            Arrays.fill(last, NONE);
            for (int s = 0; s < open.length; s++) close(s);
            contig = where;
        }
        for (int s = 0; s < last.length; s++) {
            int first = haplotypes.first(s);
            int second = haplotypes.end(s) - 1;
            if (!heterozygous(truth, first, second) || !heterozygous(phased, first, second)) continue;
            byte way = (byte) (truth[first] == phased[first] ? 1 : 0);
            if (last[s] != NONE) pair(s, way != last[s]);
            last[s] = way;
        }
    }

    private static boolean heterozygous(byte[] alleles, int first, int second) {
        return alleles[first] >= 0 && alleles[second] >= 0 && alleles[first] != alleles[second];
    }

    private void pair(int sample, boolean differs) {
        pairs[sample]++;
        if (!differs) close(sample);
        else if (!open[sample]) open[sample] = true;
        else {
            flips[sample]++;
            open[sample] = false;
        }
    }

    private void close(int sample) {
        if (open[sample]) switches[sample]++;
        open[sample] = false;
    }

    /** Those of a sample. */
    public Counts of(int sample) {
        return new Counts(pairs[sample], switches[sample] + (open[sample] ? 1 : 0), flips[sample]);
    }

    /** Those of all samples together. */
    public Counts total() {
        Counts sum = new Counts(0, 0, 0);
        for (int s = 0; s < pairs.length; s++) {
            Counts c = of(s);
            sum = new Counts(sum.pairs + c.pairs, sum.switches + c.switches, sum.flips + c.flips);
        }
        return sum;
    }
}
