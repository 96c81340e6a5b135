package org.haprag.io;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Phasing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers, record by record, which calls are unphased. A sample whose phased heterozygotes lie in several phase sets (PS) counts
 * as unphased at all of them: between sets its phase is not known.
 */
final class UnphasedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(UnphasedCalls.class);
    private static final long[] NONE = {};

    private final int samples;

    /** By record, the samples as bits; one empty row stands for all records without any. */
    private final List<long[]> records = new ArrayList<>();

    /** By sample: the phase set of its first phased heterozygote, and whether it has one, and another. */
    private final int[] firstSet;

    private final boolean[] hasSet;
    private final boolean[] hasSeveral;

    UnphasedCalls(int samples) {
        this.samples = samples;
        this.firstSet = new int[samples];
        this.hasSet = new boolean[samples];
        this.hasSeveral = new boolean[samples];
    }

    /**
     * Takes the current record of a source.
     *
     * @param alleles what {@link VariantSource#alleles} gave for it
     */
    void add(VariantSource source, byte[] alleles) {
        for (int s = 0; s < samples; s++) {
            int first = source.haplotypes().first(s);
            int last = source.haplotypes().end(s) - 1;
            if (alleles[first] == alleles[last] || source.unphased(s)) continue;
            int set = source.phaseSet(s);
            if (hasSet[s] && firstSet[s] != set) hasSeveral[s] = true;
            firstSet[s] = set;
            hasSet[s] = true;
        }
        if (source.phased()) {
            records.add(NONE);
            return;
        }
        long[] row = new long[samples + 63 >>> 6];
        for (int s = 0; s < samples; s++) if (source.unphased(s)) row[s >>> 6] |= 1L << s;
        records.add(row);
    }

    /** By record and sample. */
    Phasing phasing() {
        long[] several = new long[samples + 63 >>> 6];
        int count = 0;
        for (int s = 0; s < samples; s++) {
            if (!hasSeveral[s]) continue;
            several[s >>> 6] |= 1L << s;
            count++;
        }
        if (count > 0) {
            LOG.warn(
                    "{} of the targets are phased in several phase sets (PS): between sets their phase is not known, so it is"
                            + " not used",
                    count);
        } else if (records.stream().allMatch(row -> row == NONE)) {
            return Phasing.known();
        }
        BitMatrix unknown = new BitMatrix(records.size(), samples);
        for (int i = 0; i < records.size(); i++) {
            long[] row = records.get(i);
            for (int w = 0; w < several.length; w++) unknown.setWord(i, w, several[w] | (row == NONE ? 0 : row[w]));
        }
        return Phasing.unknownAt(unknown);
    }
}
