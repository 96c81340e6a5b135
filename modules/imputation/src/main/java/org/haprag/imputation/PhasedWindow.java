package org.haprag.imputation;

import org.haprag.genotype.CmWindow;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedGenotypes;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;

/**
 * The phased genotypes of all targets in one window of typed sites, core and context. Which haplotype of a target is called the
 * first is the window's own choice, where the input does not tell. Sites are those of the contig, counted from 0.
 */
final class PhasedWindow {
    private final CmWindow extent;

    /** On the whole contig, and in the window. */
    private final TypedHaplotypes contig;

    private final TypedHaplotypes observed;

    /** (haplotypes, typed sites of the window) */
    private final byte[][] alleles;

    /** (samples, typed sites of the window) as PQ; without sites for samples that were complete. */
    private final byte[][] quality;

    /** Everybody as observed. @param contig what was observed, the typed sites being counted from 0 */
    PhasedWindow(CmWindow extent, TypedHaplotypes contig) {
        this.extent = extent;
        this.contig = contig;
        this.observed = contig.slice(extent.fromSite(), extent.toSite());
        this.alleles = new byte[observed.haplotypeCount()][];
        for (int h = 0; h < alleles.length; h++) alleles[h] = observed.row(h);
        this.quality = new byte[observed.haplotypes().sampleCount()][0];
    }

    /** What was observed in the window. */
    TypedHaplotypes observed() {
        return observed;
    }

    /** Whether nothing of a sample is missing or unphased. */
    boolean complete(int sample) {
        Haplotypes haplotypes = observed.haplotypes();
        for (int h = haplotypes.first(sample); h < haplotypes.end(sample); h++) {
            for (byte allele : observed.row(h)) if (allele < 0) return false;
        }
        return observed.phaseKnown(sample);
    }

    /** Takes how sure the phase of some samples is. */
    void take(int[] samples, PhaseQualities ofThem) {
        for (int i = 0; i < samples.length; i++) {
            byte[] row = new byte[observed.typedCount()];
            for (int t = 0; t < row.length; t++) row[t] = ofThem.at(t, i);
            quality[samples[i]] = row;
        }
    }

    /** Takes the alleles of some samples, site by site. */
    ImputedSink alleles(int[] samples) {
        Haplotypes haplotypes = observed.haplotypes();
        for (int s : samples) {
            for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) alleles[h] = new byte[observed.typedCount()];
        }
        return new ImputedSink() {
            private int next;

            @Override
            public void write(ImputedSite site) {
                ImputedGenotypes genotypes = site.genotypes();
                int from = 0;
                for (int s : samples) {
                    for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) {
                        alleles[h][next] = genotypes.allele(from++);
                    }
                }
                next++;
            }
        };
    }

    CmWindow extent() {
        return extent;
    }

    Haplotypes haplotypes() {
        return observed.haplotypes();
    }

    boolean contains(int site) {
        return extent.fromSite() <= site && site < extent.toSite();
    }

    byte allele(int haplotype, int site) {
        return alleles[haplotype][site - extent.fromSite()];
    }

    /** As PQ. */
    byte quality(int sample, int site) {
        byte[] row = quality[sample];
        return row.length == 0 ? ImputedSite.PhaseCalls.NO_QUALITY : row[site - extent.fromSite()];
    }

    /** Whether two different alleles of a diploid sample were observed. */
    boolean heterozygous(int sample, int site) {
        return PhaseQualities.heterozygous(observed, sample, site - extent.fromSite());
    }

    /** The phase set of a genotype on the contig; {@link Phasing#OPEN} where it has none. */
    int phaseSet(int sample, int site) {
        return contig.phaseSet(sample, site);
    }

    /** Whether the input tells the order of two heterozygotes relative to each other. */
    boolean orderTold(int sample, int site, int other) {
        return phaseSet(sample, site) != Phasing.OPEN && phaseSet(sample, site) == phaseSet(sample, other);
    }

    /** Whether what the input has first of a heterozygote lies on what the window calls the first haplotype. */
    boolean asGiven(int sample, int site) {
        int first = contig.haplotypes().first(sample);
        return allele(first, site) == contig.allele(first, site);
    }

    /** Whether the input tells of a heterozygote of a sample on which of its haplotypes the alleles lie. */
    boolean anchored(int sample) {
        for (int site = extent.fromSite(); site < extent.toSite(); site++) {
            if (heterozygous(sample, site) && contig.phaseKnown(sample, site)) return true;
        }
        return false;
    }

    /** Whether a sample's genotype, or half of it, was missing. */
    boolean filled(int sample, int site) {
        Haplotypes haplotypes = observed.haplotypes();
        int t = site - extent.fromSite();
        return observed.allele(haplotypes.first(sample), t) < 0 || observed.allele(haplotypes.end(sample) - 1, t) < 0;
    }

    /** Whether the larger allele code of a heterozygote lies on what the window calls the first haplotype. */
    boolean larger(int sample, int site) {
        int first = observed.haplotypes().first(sample);
        return allele(first, site) > allele(first + 1, site);
    }
}
