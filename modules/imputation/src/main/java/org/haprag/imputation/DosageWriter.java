package org.haprag.imputation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedGenotypes;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;
import org.haprag.metrics.HaplotypeR2;

/**
 * Turns dosages into imputed sites. At a typed site an observed allele stands as it was observed and a missing one as it was
 * imputed; a genotype whose phase was not known has the order of its dosages, which imputation chose. The best guess is the
 * genotype with the highest GP; a heterozygote's ALT goes to the haplotype with the higher HDS.
 */
public final class DosageWriter {
    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final Dosages dosages;
    private final Optional<LeaveOneOut> leaveOneOut;
    private final Haplotypes haplotypes;
    private final int count;

    /** @param typed the observed alleles that were imputed from */
    public DosageWriter(HaplotypePanel panel, TypedHaplotypes typed, Dosages dosages) {
        this(panel, typed, dosages, Optional.empty());
    }

    /** As above. @param leaveOneOut of the same typed sites, for INFO ER2 and FORMAT LDS */
    DosageWriter(HaplotypePanel panel, TypedHaplotypes typed, Dosages dosages, Optional<LeaveOneOut> leaveOneOut) {
        this.panel = panel;
        this.typed = typed;
        this.dosages = dosages;
        this.leaveOneOut = leaveOneOut;
        this.haplotypes = typed.haplotypes();
        this.count = haplotypes.count();
    }

    /** Writes the sites [fromSite, toSite). */
    public void write(int fromSite, int toSite, ImputedSink out) {
        each(fromSite, toSite, out::write);
    }

    /** The sites [fromSite, toSite). */
    List<ImputedSite> sites(int fromSite, int toSite) {
        List<ImputedSite> out = new ArrayList<>(toSite - fromSite);
        each(fromSite, toSite, out::add);
        return out;
    }

    private void each(int fromSite, int toSite, Consumer<ImputedSite> out) {
        int nextTyped = 0;
        while (nextTyped < typed.typedCount() && typed.panelSite(nextTyped) < fromSite) nextTyped++;
        for (int site = fromSite; site < toSite; site++) {
            boolean isTyped = nextTyped < typed.typedCount() && typed.panelSite(nextTyped) == site;
            out.accept(site(site, isTyped ? nextTyped++ : -1));
        }
    }

    private ImputedSite site(int panelSite, int typedIndex) {
        Site site = panel.site(panelSite);
        int alts = site.alts().size();
        float[] alt = new float[alts * count];
        for (int a = 0; a < alts; a++) fill(panel.firstRow(panelSite) + a, a, typedIndex, alt);
        if (alts > 1) capAtOne(alt, alts);
        ImputedGenotypes genotypes = alts == 1
                ? biallelic(panel.firstRow(panelSite), typedIndex, alt)
                : ImputedGenotypes.independent(haplotypes, alt, likeliestAlleles(alt, alts));
        double[] af = new double[alts];
        double best = 0;
        for (int a = 0; a < alts; a++) {
            af[a] = mean(alt, a * count, count);
            best = Math.max(best, HaplotypeR2.estimated(alt, a * count, count));
        }
        OptionalDouble r2 = OptionalDouble.of(best);
        if (typedIndex < 0) return ImputedSite.imputed(site, genotypes, af, r2);
        ImputedSite typedSite = ImputedSite.typed(site, genotypes, af, r2);
        ImputedSite written = dosages.phase()
                .map(phase -> typedSite.withPhase(calls(phase, typedIndex)))
                .orElse(typedSite);
        return leaveOneOut
                .map(left -> written.withLeftOut(left.ofSite(typedIndex)))
                .orElse(written);
    }

    private ImputedSite.PhaseCalls calls(PhaseQualities phase, int typedIndex) {
        BitSet filled = new BitSet();
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) {
                if (typed.allele(h, typedIndex) < 0) filled.set(s);
            }
        }
        return new ImputedSite.PhaseCalls(phase.ofSite(typedIndex), filled);
    }

    private ImputedGenotypes biallelic(int row, int typedIndex, float[] alt) {
        float[] gp = biallelicGp(row, typedIndex, alt);
        return ImputedGenotypes.joint(haplotypes, alt, gp, biallelicGt(gp, alt));
    }

    private void fill(int row, int a, int typedIndex, float[] alt) {
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            int first = haplotypes.first(s);
            for (int h = first; h < haplotypes.end(s); h++) {
                int observed = typedIndex < 0 || !typed.phaseKnown(s, typedIndex) ? -1 : typed.allele(h, typedIndex);
                alt[a * count + h] = observed < 0 ? dosages.alt(row, s, h - first) : observed == a + 1 ? 1 : 0;
            }
        }
    }

    /** Probabilities of different ALTs of one haplotype are imputed apart; together they may not pass 1. */
    private void capAtOne(float[] alt, int alts) {
        for (int h = 0; h < count; h++) {
            float sum = 0;
            for (int a = 0; a < alts; a++) sum += alt[a * count + h];
            if (sum <= 1) continue;
            for (int a = 0; a < alts; a++) alt[a * count + h] /= sum;
        }
    }

    /** As of {@link ImputedGenotypes#joint}. */
    private float[] biallelicGp(int row, int typedIndex, float[] alt) {
        float[] gp = new float[3 * haplotypes.sampleCount()];
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            if (!observed(s, typedIndex)) {
                dosages.posteriors(row, s, gp, 3 * s);
                continue;
            }
            float p1 = alt[haplotypes.first(s)];
            float p2 = haplotypes.ploidy(s) == 1 ? 0 : alt[haplotypes.first(s) + 1];
            gp[3 * s + 2] = p1 * p2;
            gp[3 * s + 1] = p1 + p2 - 2 * p1 * p2;
            gp[3 * s] = (1 - p1) * (1 - p2);
        }
        return gp;
    }

    /** Whether any allele of a sample was observed. */
    private boolean observed(int sample, int typedIndex) {
        if (typedIndex < 0) return false;
        for (int h = haplotypes.first(sample); h < haplotypes.end(sample); h++) {
            if (typed.allele(h, typedIndex) >= 0) return true;
        }
        return false;
    }

    private byte[] biallelicGt(float[] gp, float[] alt) {
        byte[] gt = new byte[count];
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            int first = haplotypes.first(s);
            int last = haplotypes.end(s) - 1;
            float none = gp[3 * s];
            float one = gp[3 * s + 1];
            float both = gp[3 * s + 2];
            if (both > none && both > one) {
                gt[first] = 1;
                gt[last] = 1;
            } else if (one > none) {
                gt[alt[first] >= alt[last] ? first : last] = 1;
            }
        }
        return gt;
    }

    private byte[] likeliestAlleles(float[] alt, int alts) {
        byte[] gt = new byte[count];
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            int h = haplotypes.first(s);
            if (haplotypes.ploidy(s) == 1) gt[h] = likeliestAllele(alt, alts, h);
            else likeliestPair(alt, alts, h, gt);
        }
        return gt;
    }

    private byte likeliestAllele(float[] alt, int alts, int h) {
        int best = 0;
        for (int i = 1; i <= alts; i++) {
            if (probability(alt, alts, i, h) > probability(alt, alts, best, h)) best = i;
        }
        return (byte) best;
    }

    /** The unordered genotype with the highest probability under the product of the haplotypes, then its likelier order. */
    private void likeliestPair(float[] alt, int alts, int h, byte[] gt) {
        double best = -1;
        for (int i = 0; i <= alts; i++) {
            for (int j = i; j <= alts; j++) {
                double inOrder = probability(alt, alts, i, h) * probability(alt, alts, j, h + 1);
                double swapped = i == j ? 0 : probability(alt, alts, j, h) * probability(alt, alts, i, h + 1);
                if (inOrder + swapped <= best) continue;
                best = inOrder + swapped;
                gt[h] = (byte) (inOrder >= swapped ? i : j);
                gt[h + 1] = (byte) (inOrder >= swapped ? j : i);
            }
        }
    }

    /** P(a haplotype carries the allele of a code, 0 for REF). */
    private double probability(float[] alt, int alts, int code, int h) {
        if (code > 0) return alt[(code - 1) * count + h];
        double ref = 1;
        for (int a = 0; a < alts; a++) ref -= alt[a * count + h];
        return Math.max(0, ref);
    }

    private static double mean(float[] p, int from, int n) {
        double sum = 0;
        for (int i = from; i < from + n; i++) sum += p[i];
        return sum / n;
    }
}
