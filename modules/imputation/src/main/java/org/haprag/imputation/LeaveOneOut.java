package org.haprag.imputation;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSite;
import org.haprag.metrics.HaplotypeR2;
import org.haprag.retrieval.Exclusions;

/**
 * Typed sites, imputed as if they had not been typed. They are hidden in turns, every tenth at a time, from retrieval and
 * network alike, and imputed from the nine tenths that stay, so what is measured is the whole imputation at a slightly lower
 * density: a little below what hiding one site at a time would give, for ten retrievals instead of one a site. Only the typed
 * sites of the panel take part.
 */
public final class LeaveOneOut {
    /** So many times some sites are hidden. */
    private static final int TURNS = 10;

    private final int haplotypes;
    private final float[][] dosages;
    private final double[] empiricalR2;

    private LeaveOneOut(int haplotypes, float[][] dosages, double[] empiricalR2) {
        this.haplotypes = haplotypes;
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
        HaplotypePanel atTyped = panel.atSites(typed.panelSites());
        return of(
                imputation,
                atTyped,
                siteCm,
                typed,
                exclusions,
                TargetBatches.size(atTyped.alleleRowCount(), typed.typedCount()));
    }

    /** As above. @param atTyped the panel at the typed sites @param batch targets that are imputed at once */
    static LeaveOneOut of(
            Imputation imputation,
            HaplotypePanel atTyped,
            double[] siteCm,
            TypedHaplotypes typed,
            Exclusions exclusions,
            int batch) {
        int[] sites = typed.panelSites();
        double[] cm = Arrays.stream(sites).mapToDouble(site -> siteCm[site]).toArray();
        BitMatrix byHaplotype = atTyped.alleles().transpose();
        int targets = typed.haplotypeCount() / 2;
        float[][] dosages = new float[sites.length][];
        for (int t = 0; t < sites.length; t++) {
            dosages[t] = new float[(atTyped.firstRow(t + 1) - atTyped.firstRow(t)) * 2 * targets];
        }
        int turns = Math.min(TURNS, sites.length);
        for (int turn = 0; turn < turns; turn++) {
            int hidden = turn;
            int[] kept = IntStream.range(0, sites.length)
                    .filter(t -> t % turns != hidden)
                    .toArray();
            PreparedWindow prepared = new PreparedWindow(imputation, atTyped, byHaplotype, cm, kept);
            TypedHaplotypes rest = part(typed, kept);
            for (int from = 0; from < targets; from += batch) {
                int to = Math.min(targets, from + batch);
                Dosages found =
                        prepared.impute(rest.haplotypes(2 * from, 2 * to), exclusions.targets(from, to), n -> {});
                for (int t = turn; t < sites.length; t += turns) copy(found, atTyped, t, from, dosages[t], 2 * targets);
            }
        }
        double[] r2 = IntStream.range(0, sites.length)
                .mapToDouble(t -> r2(typed, t, dosages[t]))
                .toArray();
        return new LeaveOneOut(2 * targets, dosages, r2);
    }

    /** What was observed at some typed sites, as sites of a panel of typed sites. */
    private static TypedHaplotypes part(TypedHaplotypes typed, int[] kept) {
        byte[][] alleles = new byte[typed.haplotypeCount()][kept.length];
        for (int h = 0; h < alleles.length; h++) {
            for (int i = 0; i < kept.length; i++) alleles[h][i] = typed.allele(h, kept[i]);
        }
        return new TypedHaplotypes(kept, alleles);
    }

    /** Copies the dosages of a batch at one site into those of all targets. */
    private static void copy(
            Dosages found, HaplotypePanel panel, int site, int firstTarget, float[] all, int haplotypes) {
        int first = panel.firstRow(site);
        for (int row = first; row < panel.firstRow(site + 1); row++) {
            int at = (row - first) * haplotypes + 2 * firstTarget;
            for (int h = 0; h < 2 * found.targetCount(); h++) all[at + h] = found.alt(row, h >> 1, h & 1);
        }
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

    /** What a record says of a typed site that was left out. */
    ImputedSite.LeftOut ofSite(int typedSite) {
        double r2 = empiricalR2[typedSite];
        return new ImputedSite.LeftOut(
                haplotypes, dosages[typedSite], Double.isNaN(r2) ? OptionalDouble.empty() : OptionalDouble.of(r2));
    }
}
