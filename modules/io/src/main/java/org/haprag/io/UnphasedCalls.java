package org.haprag.io;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Phasing;

/** Gathers, record by record, which calls are unphased. */
final class UnphasedCalls {
    private final int samples;

    /** By record, the samples as bits; one empty row stands for all records without any. */
    private final List<long[]> records = new ArrayList<>();

    private static final long[] NONE = {};

    UnphasedCalls(int samples) {
        this.samples = samples;
    }

    /** Takes the current record of a source, whose alleles were asked for. */
    void add(VariantSource source) {
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
        if (records.stream().allMatch(row -> row == NONE)) return Phasing.known();
        BitMatrix unknown = new BitMatrix(records.size(), samples);
        for (int i = 0; i < records.size(); i++) {
            long[] row = records.get(i);
            for (int w = 0; w < row.length; w++) unknown.setWord(i, w, row[w]);
        }
        return Phasing.unknownAt(unknown);
    }
}
