package org.haprag.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Phasing;

/**
 * Gathers, record by record, which calls are unphased, and of samples whose phased heterozygotes lie in several phase sets (PS)
 * which set each lies in. There a homozygote counts to the set of the heterozygote before it.
 */
final class UnphasedCalls {
    private static final long[] NONE = {};
    private static final int[] ONE_SET = {};

    private final int samples;

    /** By record, the samples as bits; one empty row stands for all records without any. */
    private final List<long[]> records = new ArrayList<>();

    /** By sample: the set of its latest phased heterozygote, by the number of the source, and whether it has one. */
    private final int[] latestSet;

    private final boolean[] hasSet;

    /** (samples, records, and room for more) by the numbers of the source; no records for samples with one set. */
    private final int[][] sets;

    UnphasedCalls(int samples) {
        this.samples = samples;
        this.latestSet = new int[samples];
        this.hasSet = new boolean[samples];
        this.sets = new int[samples][];
        Arrays.fill(sets, ONE_SET);
    }

    /**
     * Takes the current record of a source.
     *
     * @param alleles what {@link VariantSource#alleles} gave for it
     */
    void add(VariantSource source, byte[] alleles) {
        int record = records.size();
        for (int s = 0; s < samples; s++) {
            int first = source.haplotypes().first(s);
            int last = source.haplotypes().end(s) - 1;
            if (alleles[first] != alleles[last] && !source.unphased(s)) see(s, source.phaseSet(s), record);
            if (sets[s] == ONE_SET) continue;
            if (sets[s].length == record) sets[s] = Arrays.copyOf(sets[s], 2 * record);
            sets[s][record] = latestSet[s];
        }
        if (source.phased()) {
            records.add(NONE);
            return;
        }
        long[] row = new long[samples + 63 >>> 6];
        for (int s = 0; s < samples; s++) if (source.unphased(s)) row[s >>> 6] |= 1L << s;
        records.add(row);
    }

    private void see(int sample, int set, int record) {
        if (hasSet[sample] && set != latestSet[sample] && sets[sample] == ONE_SET) {
            sets[sample] = new int[2 * record];
            Arrays.fill(sets[sample], 0, record, latestSet[sample]);
        }
        latestSet[sample] = set;
        hasSet[sample] = true;
    }

    /** By record and sample. */
    Phasing phasing() {
        if (Arrays.stream(sets).allMatch(row -> row == ONE_SET)
                && records.stream().allMatch(row -> row == NONE)) {
            return Phasing.known();
        }
        BitMatrix unknown = new BitMatrix(records.size(), samples);
        for (int i = 0; i < records.size(); i++) {
            long[] row = records.get(i);
            for (int w = 0; w < row.length; w++) unknown.setWord(i, w, row[w]);
        }
        int[][] numbered = new int[samples][];
        for (int s = 0; s < samples; s++) numbered[s] = sets[s] == ONE_SET ? ONE_SET : numbered(s, unknown);
        return Phasing.of(unknown, numbered);
    }

    /** By record: the sets of a sample, numbered in their order. */
    private int[] numbered(int sample, BitMatrix unknown) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] out = new int[records.size()];
        for (int i = 0; i < out.length; i++) {
            boolean open = unknown.get(i, sample);
            out[i] = open ? Phasing.OPEN : numbers.computeIfAbsent(sets[sample][i], set -> numbers.size());
        }
        return out;
    }
}
