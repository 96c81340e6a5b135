package org.haprag.evaluation.input;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.Haplotypes;
import org.haprag.io.AnnotatedSource;
import org.haprag.metrics.CallRule;
import org.haprag.metrics.HaplotypeR2;

/**
 * Reads what any imputation program writes. Dosage: DS, else GP, else HDS (or Beagle's AP1 and AP2), else GT. Posteriors:
 * GP, else the product of the haplotype dosages.
 */
final class ImputedDecoder implements RecordDecoder<ImputedAllele> {
    private final AnnotatedSource source;
    private final int[] columns;
    private final Haplotypes haplotypes;
    private final Haplotypes ofScored;
    private final int[] scored;
    private final boolean flagsImputed;
    private final CallRule callRule;
    private final byte[] alleles;
    private final float[] haplotypeDosages;
    private ImputedFields fields;
    private boolean phased;
    private boolean typed;
    private long missing;
    private final Set<String> dosageSources = new LinkedHashSet<>();
    private final Set<String> posteriorSources = new LinkedHashSet<>();

    /** @param columns which samples of the file are scored, in order */
    ImputedDecoder(AnnotatedSource source, int[] columns) {
        this.source = source;
        this.columns = columns;
        this.haplotypes = source.haplotypes();
        this.ofScored = haplotypes.subset(columns);
        this.scored = haplotypes.indices(columns);
        this.alleles = new byte[haplotypes.count()];
        this.haplotypeDosages = new float[haplotypes.count()];
        this.flagsImputed = source.declaresInfo("IMP");
        boolean ownPosteriors = source.declaresFormat("GP") || !source.declaresFormat("DS");
        this.callRule = ownPosteriors ? CallRule.LARGEST_POSTERIOR : CallRule.ROUNDED_DOSAGE;
        this.fields = new ImputedFields(1, haplotypes);
    }

    /** How this file's genotypes are called: by GP if it has GP, or nothing but haplotype dosages; else by DS. */
    CallRule callRule() {
        return callRule;
    }

    /** FORMAT fields that dosages were read from so far, such as {@code DS}. */
    Set<String> dosageSources() {
        return dosageSources;
    }

    /** FORMAT fields that posteriors were read from so far. */
    Set<String> posteriorSources() {
        return posteriorSources;
    }

    /** How many dosages of scored samples were missing in records that are there. */
    long missing() {
        return missing;
    }

    @Override
    public ImputedAllele create() {
        return ImputedAllele.absent(ofScored);
    }

    @Override
    public void load() {
        int alts = source.altCount();
        if (fields.alts() != alts) fields = new ImputedFields(alts, haplotypes);
        fields.read(source);
        boolean genotypes = source.hasFormat("GT");
        if (genotypes) source.alleles(alleles);
        else Arrays.fill(alleles, (byte) -1);
        phased = genotypes && source.phased();
        typed = source.info("TYPED").isPresent()
                || (flagsImputed && source.info("IMP").isEmpty());
        dosageSources.add(fields.dosageSource());
        if (fields.hasPosteriors()) posteriorSources.add(fields.posteriorSource());
    }

    @Override
    public void fill(ImputedAllele allele) {
        int alt = allele.altIndex();
        float[] ds = allele.ds();
        byte[] called = allele.haplotypeBuffer();
        for (int h = 0; h < scored.length; h++) called[h] = copies(alleles[scored[h]], alt);
        for (int s = 0; s < columns.length; s++) {
            ds[s] = dosage(alt, columns[s]);
            if (Float.isNaN(ds[s])) missing++;
        }
        boolean posteriors = fields.hasPosteriors();
        if (posteriors) {
            for (int s = 0; s < columns.length; s++) fields.posteriors(alt, columns[s], allele.gpBuffer(), 3 * s);
        }
        allele.describe(posteriors, phased, typed);
        claims(allele, alt);
    }

    private float dosage(int alt, int column) {
        if (fields.hasDosages()) return fields.dosage(alt, column);
        int sum = 0;
        for (int h = haplotypes.first(column); h < haplotypes.end(column); h++) {
            if (alleles[h] < 0) return Float.NaN;
            sum += copies(alleles[h], alt);
        }
        return sum;
    }

    private static byte copies(byte allele, int alt) {
        if (allele < 0) return -1;
        return (byte) (allele == alt + 1 ? 1 : 0);
    }

    private void claims(ImputedAllele allele, int alt) {
        double sum = 0;
        int n = 0;
        for (int column = 0; column < haplotypes.sampleCount(); column++) {
            float x = dosage(alt, column);
            if (Float.isNaN(x)) continue;
            sum += x;
            n += haplotypes.ploidy(column);
        }
        double af = n == 0 ? Double.NaN : sum / n;
        allele.setClaimed(n);
        allele.setClaim(Claim.AF, stated(Claim.AF, alt), af);
        allele.setClaim(Claim.MAF, stated(Claim.MAF, alt), Math.min(af, 1 - af));
        double r2 = fields.haplotypes(alt, haplotypeDosages)
                ? HaplotypeR2.estimated(haplotypeDosages, 0, haplotypes.count())
                : Double.NaN;
        allele.setClaim(Claim.R2, stated(Claim.R2, alt), r2);
        allele.setClaim(Claim.ER2, stated(Claim.ER2, alt), empirical(alt));
    }

    private double empirical(int alt) {
        if (!fields.leaveOneOut(alt, haplotypeDosages)) return Double.NaN;
        byte[] observed = new byte[alleles.length];
        for (int h = 0; h < observed.length; h++) observed[h] = copies(alleles[h], alt);
        return HaplotypeR2.empirical(haplotypeDosages, 0, observed);
    }

    private double stated(Claim claim, int alt) {
        for (String key : claim.keys()) {
            if (!source.declaresInfo(key)) continue;
            Optional<double[]> numbers = InfoNumbers.read(source, key, source.altCount());
            if (numbers.isPresent()) return numbers.get()[alt];
        }
        return Double.NaN;
    }
}
