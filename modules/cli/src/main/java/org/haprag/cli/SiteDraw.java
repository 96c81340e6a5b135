package org.haprag.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.haprag.genotype.Site;
import org.haprag.genotype.mask.SiteFrequencies;
import org.haprag.genotype.mask.SiteMask;
import org.haprag.io.VariantSource;

/** Draws records, phased or not, by a mask; contig by contig, in the order of the file. */
final class SiteDraw {
    private final Map<String, Contig> contigs = new LinkedHashMap<>();
    private int records;

    private SiteDraw() {}

    /** The records that a mask leaves typed: bit i is the i-th record of the source, which is read to its end. */
    static BitSet typedRecords(VariantSource source, SiteMask mask, SplittableRandom random) {
        SiteDraw draw = new SiteDraw();
        byte[] alleles = new byte[source.haplotypes().count()];
        while (source.next()) if (source.flaw().isEmpty()) draw.add(source, alleles);
        BitSet typed = new BitSet(draw.records);
        for (Contig contig : draw.contigs.values()) {
            for (int i : mask.typedSites(contig.frequencies(), random)) typed.set(contig.record(i));
        }
        return typed;
    }

    private void add(VariantSource source, byte[] alleles) {
        Site site = source.site();
        source.alleles(alleles);
        boolean biallelicSnv = site.snv() && !site.multiAllelic();
        contigs.computeIfAbsent(site.contig(), name -> new Contig())
                .add(records++, site.pos(), maf(alleles, site.alts().size()), biallelicSnv);
    }

    /** min(AF, 1 - AF) of the most frequent ALT among called alleles; 0 where none is called. */
    static double maf(byte[] alleles, int alts) {
        int[] counts = new int[alts + 1];
        int called = 0;
        for (byte a : alleles) {
            if (a < 0) continue;
            counts[a]++;
            called++;
        }
        int commonest =
                alts == 0 ? 0 : Arrays.stream(counts, 1, counts.length).max().orElse(0);
        double af = called == 0 ? 0 : commonest / (double) called;
        return Math.min(af, 1 - af);
    }

    /** What a mask may know of the records of one contig. */
    private static final class Contig {
        private final List<Integer> record = new ArrayList<>();
        private final List<Integer> posBp = new ArrayList<>();
        private final List<Double> maf = new ArrayList<>();
        private final BitSet snv = new BitSet();

        void add(int fileRecord, int pos, double frequency, boolean biallelicSnv) {
            if (biallelicSnv) snv.set(record.size());
            record.add(fileRecord);
            posBp.add(pos);
            maf.add(frequency);
        }

        int record(int i) {
            return record.get(i);
        }

        SiteFrequencies frequencies() {
            boolean[] kinds = new boolean[record.size()];
            for (int i = 0; i < kinds.length; i++) kinds[i] = snv.get(i);
            return new SiteFrequencies(
                    posBp.stream().mapToInt(Integer::intValue).toArray(),
                    maf.stream().mapToDouble(Double::doubleValue).toArray(),
                    kinds);
        }
    }
}
