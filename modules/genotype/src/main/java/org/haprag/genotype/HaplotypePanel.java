package org.haprag.genotype;

import java.io.Serializable;
import java.util.List;

/**
 * A phased reference panel of one contig, bit-packed: one row of bits for each (site, ALT allele), one column for each
 * haplotype. A biallelic site owns one row; a site with A ALT alleles owns A rows, and a haplotype has a one in at most
 * one of them (in none: REF). Sites are sorted by position; positions may repeat. Immutable and safe to share.
 */
public final class HaplotypePanel implements Serializable {
    private final Samples samples;
    private final Haplotypes haplotypes;
    private final List<Site> sites;
    private final int[] firstRow;
    private final int[] rowSite;
    private final int[] altCount;
    private final BitMatrix alleles;

    /** As below, of diploid samples. */
    public HaplotypePanel(Samples samples, List<Site> sites, BitMatrix alleles) {
        this(samples, Haplotypes.diploid(samples.count()), sites, alleles);
    }

    /**
     * @param haplotypes which columns of {@code alleles} belong to which sample
     * @param sites sorted by position, all on one contig, each with at least one ALT
     * @param alleles (allele rows, haplotypes), the rows of a site adjacent and in the order of its ALTs; not copied
     */
    public HaplotypePanel(Samples samples, Haplotypes haplotypes, List<Site> sites, BitMatrix alleles) {
        if (samples.count() != haplotypes.sampleCount()) {
            throw new IllegalArgumentException(samples + ", but haplotypes of " + haplotypes.sampleCount());
        }
        this.samples = samples;
        this.haplotypes = haplotypes;
        this.sites = List.copyOf(sites);
        this.alleles = alleles;
        this.firstRow = firstRows(this.sites);
        int rows = firstRow[sites.size()];
        if (alleles.rows() != rows || alleles.columns() != haplotypes.count()) {
            throw new IllegalArgumentException("panel of " + rows + " allele rows and " + haplotypes.count()
                    + " haplotypes got a matrix of " + alleles.rows() + " x " + alleles.columns());
        }
        this.rowSite = new int[rows];
        this.altCount = new int[rows];
        for (int site = 0; site < sites.size(); site++) {
            for (int row = firstRow[site]; row < firstRow[site + 1]; row++) {
                rowSite[row] = site;
                altCount[row] = alleles.count(row);
            }
        }
    }

    private static int[] firstRows(List<Site> sites) {
        int[] first = new int[sites.size() + 1];
        for (int i = 0; i < sites.size(); i++) {
            Site site = sites.get(i);
            if (site.alts().isEmpty()) throw new IllegalArgumentException(site + " has no ALT allele");
            if (i > 0
                    && (site.pos() < sites.get(i - 1).pos()
                            || !site.contig().equals(sites.get(i - 1).contig()))) {
                throw new IllegalArgumentException(site + " is out of order after " + sites.get(i - 1));
            }
            first[i + 1] = first[i] + site.alts().size();
        }
        return first;
    }

    public Samples samples() {
        return samples;
    }

    /** Which haplotypes belong to which sample. */
    public Haplotypes haplotypes() {
        return haplotypes;
    }

    public int haplotypeCount() {
        return haplotypes.count();
    }

    public List<Site> sites() {
        return sites;
    }

    public Site site(int panelSite) {
        return sites.get(panelSite);
    }

    public int siteCount() {
        return sites.size();
    }

    /** Number of (site, ALT allele) pairs; equal to {@link #siteCount()} where every site is biallelic. */
    public int alleleRowCount() {
        return rowSite.length;
    }

    /** The row of a site's first ALT allele; {@code firstRow(siteCount())} is {@link #alleleRowCount()}. */
    public int firstRow(int panelSite) {
        return firstRow[panelSite];
    }

    /** The site that an allele row belongs to. */
    public int siteOfRow(int alleleRow) {
        return rowSite[alleleRow];
    }

    /** (allele rows, haplotypes): a one where the haplotype carries that ALT allele. */
    public BitMatrix alleles() {
        return alleles;
    }

    /** How many haplotypes carry the ALT allele of a row. */
    public int altCount(int alleleRow) {
        return altCount[alleleRow];
    }

    /** Frequency of the ALT allele of a row among all haplotypes, in [0, 1]. */
    public double altFrequency(int alleleRow) {
        return altCount[alleleRow] / (double) haplotypeCount();
    }

    /** min(AF, 1 - AF) of a row. */
    public double maf(int alleleRow) {
        double af = altFrequency(alleleRow);
        return Math.min(af, 1 - af);
    }

    /** The allele code of a haplotype at a site: 0 for REF, i for the i-th ALT. */
    public int allele(int panelSite, int panelHap) {
        for (int row = firstRow[panelSite]; row < firstRow[panelSite + 1]; row++) {
            if (alleles.get(row, panelHap)) return row - firstRow[panelSite] + 1;
        }
        return 0;
    }

    /** A panel of the sites [fromSite, toSite), all haplotypes. Copies the rows. */
    public HaplotypePanel slice(int fromSite, int toSite) {
        int from = firstRow[fromSite];
        int rows = firstRow[toSite] - from;
        BitMatrix part = new BitMatrix(rows, alleles.columns());
        for (int row = 0; row < rows; row++) {
            for (int w = 0; w < alleles.wordsPerRow(); w++) part.setWord(row, w, alleles.word(from + row, w));
        }
        return new HaplotypePanel(samples, haplotypes, sites.subList(fromSite, toSite), part);
    }

    /** A panel of the given sites (increasing), all haplotypes. Copies the rows. */
    public HaplotypePanel atSites(int[] keptSites) {
        List<Site> kept = new java.util.ArrayList<>();
        int rows = 0;
        for (int site : keptSites) {
            kept.add(sites.get(site));
            rows += firstRow[site + 1] - firstRow[site];
        }
        BitMatrix part = new BitMatrix(rows, alleles.columns());
        int to = 0;
        for (int site : keptSites) {
            for (int row = firstRow[site]; row < firstRow[site + 1]; row++, to++) {
                part.setRow(to, alleles, row);
            }
        }
        return new HaplotypePanel(samples, haplotypes, kept, part);
    }

    /** A panel of the given samples (indices in any order), all sites. */
    public HaplotypePanel subset(int[] keptSamples) {
        int[] kept = haplotypes.indices(keptSamples);
        BitMatrix part = new BitMatrix(alleles.rows(), kept.length);
        for (int row = 0; row < alleles.rows(); row++) {
            for (int h = 0; h < kept.length; h++) if (alleles.get(row, kept[h])) part.set(row, h);
        }
        List<String> names = new java.util.ArrayList<>();
        for (int s : keptSamples) names.add(samples.name(s));
        return new HaplotypePanel(new Samples(names), haplotypes.subset(keptSamples), sites, part);
    }
}
