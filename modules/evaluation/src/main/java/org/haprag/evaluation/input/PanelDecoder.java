package org.haprag.evaluation.input;

import java.util.Arrays;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.io.VariantSource;

/** Counts the panel's alleles; a file without samples is taken at its INFO word: AC and AN, else AF. */
final class PanelDecoder implements RecordDecoder<PanelAllele> {
    private final VariantSource panel;
    private final byte[] alleles;
    private final long[] carriers;
    private final int[] counts = new int[Byte.MAX_VALUE + 2];
    private int called;
    private double[] stated = {};

    PanelDecoder(VariantSource panel) {
        this.panel = panel;
        this.alleles = new byte[panel.haplotypes().count()];
        this.carriers = new long[(alleles.length + 63) >>> 6];
    }

    @Override
    public PanelAllele create() {
        return new PanelAllele();
    }

    @Override
    public void load() {
        if (alleles.length == 0) stated = statedFrequencies();
        else if (panel.pack(carriers, 0)) countBits();
        else countCodes();
    }

    private void countBits() {
        int alts = 0;
        for (long word : carriers) alts += Long.bitCount(word);
        counts[2] = alts;
        called = alleles.length;
    }

    private void countCodes() {
        panel.alleles(alleles);
        Arrays.fill(counts, 0);
        for (byte code : alleles) counts[code + 1]++;
        called = alleles.length - counts[0];
    }

    @Override
    public void fill(PanelAllele allele) {
        int alt = allele.altIndex();
        double counted = called == 0 ? Double.NaN : counts[alt + 2] / (double) called;
        allele.setAltFrequency(alleles.length == 0 ? stated[alt] : counted);
    }

    private double[] statedFrequencies() {
        Optional<double[]> ac = InfoNumbers.read(panel, "AC", panel.altCount());
        Optional<double[]> an = InfoNumbers.read(panel, "AN", 1);
        if (ac.isPresent() && an.isPresent()) {
            double total = an.get()[0];
            return Arrays.stream(ac.get()).map(n -> n / total).toArray();
        }
        return InfoNumbers.read(panel, "AF", panel.altCount())
                .orElseThrow(
                        () -> new InputException(
                                panel.where(),
                                "the panel has no samples and no allele counts",
                                "INFO without AC and AN and without AF",
                                "genotypes, or AC and AN, or AF",
                                "give the phased panel itself, or bcftools +fill-tags PANEL -- -t AC,AN before dropping genotypes"));
    }
}
