package org.haprag.imputation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
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
public final class LeaveOneOut implements Serializable {
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
                TargetBatches.size(atTyped.haplotypeCount(), atTyped.alleleRowCount(), typed.typedCount()));
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
        Haplotypes haplotypes = typed.haplotypes();
        int targets = haplotypes.sampleCount();
        float[][] dosages = new float[sites.length][];
        for (int t = 0; t < sites.length; t++) {
            dosages[t] = new float[(atTyped.firstRow(t + 1) - atTyped.firstRow(t)) * haplotypes.count()];
        }
        int turns = Math.min(TURNS, sites.length);
        for (int turn = 0; turn < turns; turn++) {
            int hidden = turn;
            int[] kept = IntStream.range(0, sites.length)
                    .filter(t -> t % turns != hidden)
                    .toArray();
            PreparedWindow prepared = new PreparedWindow(imputation, atTyped, byHaplotype, cm, kept, TrialSamples.NONE);
            TypedHaplotypes rest = typed.at(kept, kept);
            for (int from = 0; from < targets; from += batch) {
                int to = Math.min(targets, from + batch);
                Dosages found = prepared.impute(rest.samples(from, to), exclusions.targets(from, to), n -> {});
                for (int t = turn; t < sites.length; t += turns) copy(found, atTyped, t, from, dosages[t], haplotypes);
            }
        }
        double[] r2 = IntStream.range(0, sites.length)
                .mapToDouble(t -> r2(typed, t, dosages[t]))
                .toArray();
        return new LeaveOneOut(haplotypes.count(), dosages, r2);
    }

    /**
     * Those of several batches of targets as one, in their order.
     *
     * @param batches of the same typed sites; at least one
     * @param typed what was observed of all of them
     */
    public static LeaveOneOut join(List<LeaveOneOut> batches, TypedHaplotypes typed) {
        if (batches.size() == 1) return batches.get(0);
        int haplotypes = typed.haplotypeCount();
        float[][] dosages = new float[typed.typedCount()][];
        double[] r2 = new double[dosages.length];
        for (int t = 0; t < dosages.length; t++) {
            int alts = batches.get(0).dosages[t].length / batches.get(0).haplotypes;
            dosages[t] = new float[alts * haplotypes];
            int first = 0;
            for (LeaveOneOut batch : batches) {
                for (int a = 0; a < alts; a++) {
                    int count = batch.haplotypes;
                    System.arraycopy(batch.dosages[t], a * count, dosages[t], a * haplotypes + first, count);
                }
                first += batch.haplotypes;
            }
            r2[t] = r2(typed, t, dosages[t]);
        }
        return new LeaveOneOut(haplotypes, dosages, r2);
    }

    /** Copies the dosages of a batch at one site into those of all targets. */
    private static void copy(
            Dosages found, HaplotypePanel panel, int site, int firstTarget, float[] all, Haplotypes haplotypes) {
        int first = panel.firstRow(site);
        for (int row = first; row < panel.firstRow(site + 1); row++) {
            int at = (row - first) * haplotypes.count();
            for (int target = 0; target < found.targetCount(); target++) {
                int from = haplotypes.first(firstTarget + target);
                int to = haplotypes.end(firstTarget + target);
                for (int h = from; h < to; h++) all[at + h] = found.alt(row, target, h - from);
            }
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
