package org.haprag.metrics.run;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.Site;
import org.haprag.metrics.MafBins;
import org.haprag.metrics.MafStratum;

/**
 * Typed genotypes against what was imputed there as if they had not been typed: by MAF in the panel, by sample, and the sites that
 * disagree. A genotype is called by rounding its dosage. It is contradicted where imputation gives it a probability below
 * {@link #DOUBT}; a site is suspect where at least {@link #LEAST_CONTRADICTED} genotypes and {@link #SUSPECT_SHARE} of them are.
 */
public final class LeftOutScores {
    private static final double DOUBT = .05;
    private static final int LEAST_CONTRADICTED = 3;
    private static final double SUSPECT_SHARE = .2;

    /** Genotypes below which a sample's r2 is noise. */
    public static final int LEAST_GENOTYPES = 30;

    /** Copies of the rarer allele below which r2 is noise, and carriers below which their concordance is. */
    static final int LEAST_CARRIERS = 10;

    private static final int N = 0;
    private static final int CONCORDANT = 1;
    private static final int REFERENCE = 2;
    private static final int SX = 3;
    private static final int SY = 4;
    private static final int SXX = 5;
    private static final int SYY = 6;
    private static final int SXY = 7;
    private static final int FIELDS = 8;

    private final double[] byBin = new double[MafBins.count() * FIELDS];
    private final double[] bySample;
    private final int[] sites = new int[MafBins.count()];
    private final List<Suspect> suspects = new ArrayList<>();
    private int siteSamples;
    private int siteContradicted;

    /**
     * A site that imputation contradicts.
     *
     * @param genotypes how many were compared
     * @param contradicted how many of them imputation finds unlikely
     * @param palindromic whether its alleles read the same on both strands
     */
    public record Suspect(Site site, int genotypes, int contradicted, boolean palindromic) {}

    /**
     * Scores of some genotypes; NaN where there is none.
     *
     * @param genotypes how many were compared
     * @param concordance share of right calls
     * @param nonReferenceConcordance the same but for genotypes truly 0/0 and called 0/0; NaN of fewer than {@link #LEAST_CARRIERS}
     * @param r2 squared correlation of dosage and observed copies of ALT; NaN of fewer copies of the rarer allele than that
     */
    public record Score(long genotypes, double concordance, double nonReferenceConcordance, double r2) {}

    /** Whether a site counts in the scores, or is only looked at. */
    public enum Purpose {
        /** One of those drawn to measure. */
        MEASURE,
        /** Left out because it is doubtful: it would bias the scores. */
        SUSPECT
    }

    /** @param samples how many targets there are */
    public LeftOutScores(int samples) {
        this.bySample = new double[samples * FIELDS];
    }

    /**
     * Adds a genotype of the present site; {@link #endSite} ends it.
     *
     * @param p1 imputed P(ALT) of the first haplotype
     * @param p2 of the second; NaN of a haploid sample
     * @param observed copies of ALT
     */
    public void add(double maf, Purpose purpose, int sample, float p1, float p2, int observed) {
        boolean haploid = Float.isNaN(p2);
        double x = haploid ? p1 : p1 + p2;
        double two = haploid ? 0 : p1 * p2;
        double none = haploid ? 1 - p1 : (1 - p1) * (1 - p2);
        double likely = observed == 0 ? none : observed == 2 ? two : 1 - none - two;
        siteSamples++;
        if (likely < DOUBT) siteContradicted++;
        if (purpose == Purpose.SUSPECT) return;
        add(byBin, MafBins.of(maf) * FIELDS, x, observed);
        add(bySample, sample * FIELDS, x, observed);
    }

    private static void add(double[] t, int at, double x, int y) {
        long call = Math.round(x);
        t[at + N]++;
        if (call == y) t[at + CONCORDANT]++;
        if (call == 0 && y == 0) t[at + REFERENCE]++;
        t[at + SX] += x;
        t[at + SY] += y;
        t[at + SXX] += x * x;
        t[at + SYY] += y * y;
        t[at + SXY] += x * y;
    }

    /** All genotypes of a site have been added. */
    public void endSite(Site site, double maf, Purpose purpose) {
        if (siteSamples > 0 && purpose == Purpose.MEASURE) sites[MafBins.of(maf)]++;
        if (siteContradicted >= LEAST_CONTRADICTED && siteContradicted >= SUSPECT_SHARE * siteSamples) {
            suspects.add(new Suspect(site, siteSamples, siteContradicted, site.palindromic()));
        }
        siteSamples = 0;
        siteContradicted = 0;
    }

    /** How many sites were measured. */
    public int sites(MafStratum stratum) {
        int total = 0;
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) total += sites[bin];
        return total;
    }

    public Score of(MafStratum stratum) {
        double[] total = new double[FIELDS];
        for (int bin = stratum.fromBin(); bin < stratum.toBin(); bin++) {
            for (int f = 0; f < FIELDS; f++) total[f] += byBin[bin * FIELDS + f];
        }
        return score(total, 0);
    }

    public Score ofSample(int sample) {
        return score(bySample, sample * FIELDS);
    }

    /** How many samples were measured. */
    public int samples() {
        int n = 0;
        for (int at = 0; at < bySample.length; at += FIELDS) if (bySample[at + N] > 0) n++;
        return n;
    }

    /** In the order of the contig. */
    public List<Suspect> suspects() {
        return List.copyOf(suspects);
    }

    private static Score score(double[] t, int at) {
        double n = t[at + N];
        double xx = t[at + SXX] - t[at + SX] * t[at + SX] / n;
        double yy = t[at + SYY] - t[at + SY] * t[at + SY] / n;
        double xy = t[at + SXY] - t[at + SX] * t[at + SY] / n;
        boolean vary = Math.min(t[at + SY], 2 * n - t[at + SY]) >= LEAST_CARRIERS;
        double r2 = vary ? (xx > 1e-9 ? xy * xy / (xx * yy) : 0) : Double.NaN;
        double carriers = n - t[at + REFERENCE];
        double right = t[at + CONCORDANT] - t[at + REFERENCE];
        return new Score(
                (long) n, t[at + CONCORDANT] / n, carriers >= LEAST_CARRIERS ? right / carriers : Double.NaN, r2);
    }
}
