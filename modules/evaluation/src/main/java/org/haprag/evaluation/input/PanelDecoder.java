package org.haprag.evaluation.input;

import java.util.Arrays;
import org.haprag.genotype.InputException;
import org.haprag.io.VcfScanner;

/** Counts the panel's alleles from GT; a file without samples is taken at its INFO word: AC and AN, else AF. */
final class PanelDecoder implements RecordDecoder<PanelAllele> {
    private final byte[] alleles;
    private final int[] counts = new int[Byte.MAX_VALUE + 2];
    private int called;
    private double[] stated;

    PanelDecoder(VcfScanner vcf) {
        alleles = new byte[vcf.samples().haplotypeCount()];
    }

    @Override
    public PanelAllele create() {
        return new PanelAllele();
    }

    @Override
    public void load(VcfScanner vcf) {
        stated = alleles.length == 0 ? statedFrequencies(vcf) : null;
        if (stated != null) return;
        vcf.alleles(alleles);
        Arrays.fill(counts, 0);
        for (byte code : alleles) counts[code + 1]++;
        called = alleles.length - counts[0];
    }

    @Override
    public void fill(PanelAllele allele) {
        int alt = allele.altIndex();
        double counted = called == 0 ? Double.NaN : counts[alt + 2] / (double) called;
        allele.setAltFrequency(stated != null ? stated[alt] : counted);
    }

    private static double[] statedFrequencies(VcfScanner vcf) {
        double[] ac = InfoNumbers.read(vcf, "AC", vcf.altCount());
        double[] an = InfoNumbers.read(vcf, "AN", 1);
        if (ac != null && an != null)
            return Arrays.stream(ac).map(n -> n / an[0]).toArray();
        double[] af = InfoNumbers.read(vcf, "AF", vcf.altCount());
        if (af != null) return af;
        throw new InputException(
                vcf.where(),
                "the panel has no samples and no allele counts",
                "INFO without AC and AN and without AF",
                "genotypes, or AC and AN, or AF",
                "give the phased panel itself, or bcftools +fill-tags PANEL -- -t AC,AN before dropping genotypes");
    }
}
