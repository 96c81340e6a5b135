package org.haprag.retrieval;

import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;

/**
 * The model of {@link CopyingPosterior} as a textbook writes it: double precision, all copyable haplotypes as states, the
 * transition matrix summed out, no blocks. The reference that the fast one is held against.
 */
final class NaiveCopying {
    private static final double LEAST_SWITCH = 1e-8;

    private NaiveCopying() {}

    /** (T, N): the posterior of each panel haplotype at each typed site; 0 for those that the target must not see. */
    static double[][] posterior(
            TypedPanel panel,
            double switchesPerCm,
            double mismatch,
            byte[] alleles,
            Visible visible,
            CopyingPrior toWhere) {
        int n = panel.panel().haplotypeCount();
        int[] states = IntStream.range(0, n).filter(visible::sees).toArray();
        double[] prior =
                normalised(IntStream.of(states).mapToDouble(toWhere::of).toArray());
        int typed = panel.typedCount();
        double[][] forward = new double[typed][];
        double[][] backward = new double[typed][];
        for (int t = 0; t < typed; t++) {
            double[] e = emissions(panel, t, alleles[t], mismatch, states);
            double[] f = new double[states.length];
            for (int j = 0; j < f.length; j++) {
                double from = t == 0 ? prior[j] : 0;
                for (int i = 0; t > 0 && i < f.length; i++) {
                    from += forward[t - 1][i] * transition(panel, t, switchesPerCm, prior[j], i == j);
                }
                f[j] = from * e[j];
            }
            forward[t] = normalised(f);
        }
        for (int t = typed - 1; t >= 0; t--) {
            double[] b = new double[states.length];
            double[] e = t + 1 < typed ? emissions(panel, t + 1, alleles[t + 1], mismatch, states) : null;
            for (int i = 0; i < b.length; i++) {
                if (e == null) b[i] = 1;
                for (int j = 0; e != null && j < b.length; j++) {
                    b[i] += transition(panel, t + 1, switchesPerCm, prior[j], i == j) * e[j] * backward[t + 1][j];
                }
            }
            backward[t] = normalised(b);
        }
        double[][] out = new double[typed][n];
        for (int t = 0; t < typed; t++) {
            double[] p = new double[states.length];
            for (int j = 0; j < p.length; j++) p[j] = forward[t][j] * backward[t][j];
            p = normalised(p);
            for (int j = 0; j < p.length; j++) out[t][states[j]] = p[j];
        }
        return out;
    }

    /** Which panel haplotypes the target sees. */
    interface Visible {
        boolean sees(int panelHap);
    }

    private static double transition(TypedPanel panel, int t, double switchesPerCm, double prior, boolean same) {
        double cm = panel.typedCm(t) - panel.typedCm(t - 1);
        double jump = Math.max(LEAST_SWITCH, -Math.expm1(-switchesPerCm * cm));
        return jump * prior + (same ? 1 - jump : 0);
    }

    private static double[] emissions(TypedPanel panel, int t, byte allele, double mismatch, int[] states) {
        HaplotypePanel haplotypes = panel.panel();
        double[] e = new double[states.length];
        for (int j = 0; j < e.length; j++) {
            boolean same = haplotypes.allele(panel.panelSite(t), states[j]) == allele;
            e[j] = allele < 0 ? 1 : same ? 1 - mismatch : mismatch;
        }
        return e;
    }

    private static double[] normalised(double[] values) {
        double sum = 0;
        for (double v : values) sum += v;
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) out[i] = values[i] / sum;
        return out;
    }
}
