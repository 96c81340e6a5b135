package org.haprag.imputation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.HaplotypeR2;
import org.haprag.retrieval.Exclusions;

/**
 * Typed sites, imputed as if they had not been typed. They are hidden in turns, every tenth at a time, from retrieval and
 * network alike, and imputed from the nine tenths that stay, so what is measured is the whole imputation at a slightly lower
 * density: a little below what hiding one site at a time would give, for ten retrievals instead of one a site. Only the typed
 * sites of the panel take part.
 */
final class LeaveOneOut {
    /** So many times some sites are hidden. */
    private static final int TURNS = 10;

    private final float[][] dosages;
    private final double[] empiricalR2;

    private LeaveOneOut(float[][] dosages, double[] empiricalR2) {
        this.dosages = dosages;
        this.empiricalR2 = empiricalR2;
    }

    /** Imputes typed sites, of which there are at least two; arguments as of {@link Imputation#impute}. */
    static LeaveOneOut of(
            Imputation imputation,
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes typed,
            Exclusions exclusions) {
        int[] sites = typed.panelSites();
        HaplotypePanel atTyped = panel.atSites(sites);
        double[] cm = Arrays.stream(sites).mapToDouble(site -> siteCm[site]).toArray();
        float[][] dosages = new float[sites.length][];
        int turns = Math.min(TURNS, sites.length);
        for (int turn = 0; turn < turns; turn++) {
            int hidden = turn;
            int[] kept = IntStream.range(0, sites.length)
                    .filter(t -> t % turns != hidden)
                    .toArray();
            Dosages found = imputation.impute(atTyped, cm, part(typed, kept), exclusions, n -> {});
            for (int t = turn; t < sites.length; t += turns) {
                dosages[t] = ofSite(atTyped, t, found, typed.haplotypeCount());
            }
        }
        double[] r2 = IntStream.range(0, sites.length)
                .mapToDouble(t -> r2(typed, t, dosages[t]))
                .toArray();
        return new LeaveOneOut(dosages, r2);
    }

    /** What was observed at some typed sites, as sites of a panel of typed sites. */
    private static TypedHaplotypes part(TypedHaplotypes typed, int[] kept) {
        byte[][] alleles = new byte[typed.haplotypeCount()][kept.length];
        for (int h = 0; h < alleles.length; h++) {
            for (int i = 0; i < kept.length; i++) alleles[h][i] = typed.allele(h, kept[i]);
        }
        return new TypedHaplotypes(kept, alleles);
    }

    private static float[] ofSite(HaplotypePanel panel, int site, Dosages found, int haplotypes) {
        int first = panel.firstRow(site);
        float[] out = new float[(panel.firstRow(site + 1) - first) * haplotypes];
        for (int i = 0; i < out.length; i++) {
            int hap = i % haplotypes;
            out[i] = found.alt(first + i / haplotypes, hap >> 1, hap & 1);
        }
        return out;
    }

    /** Squared correlation of leave-one-out dosage and observed allele over haplotypes; of several ALTs the largest. */
    private static double r2(TypedHaplotypes typed, int t, float[] dosages) {
        int haplotypes = typed.haplotypeCount();
        double most = Double.NaN;
        byte[] observed = new byte[haplotypes];
        for (int alt = 1; alt <= dosages.length / haplotypes; alt++) {
            for (int h = 0; h < haplotypes; h++) {
                byte allele = typed.allele(h, t);
                observed[h] = (byte) (allele < 0 ? -1 : allele == alt ? 1 : 0);
            }
            double r2 = HaplotypeR2.empirical(dosages, (alt - 1) * haplotypes, observed);
            if (!(most >= r2)) most = Double.isNaN(r2) ? most : r2;
        }
        return most;
    }

    /** (A, haplotypes) flattened: P(ALT) of each haplotype had the typed site not been typed. Not copied. */
    float[] dosages(int typedSite) {
        return dosages[typedSite];
    }

    /** ER2 of a typed site; NaN where dosages or alleles do not vary. */
    double empiricalR2(int typedSite) {
        return empiricalR2[typedSite];
    }
}
