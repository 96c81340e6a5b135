package org.haprag.retrieval;

import org.haprag.genotype.HaplotypePanel;

/**
 * The posterior of one diploid sample by the book: the chain over both haplotypes' sources and over the order of the latest
 * heterozygote, with N N 2 states and full transition matrices. Biallelic sites, nothing ordered.
 */
final class NaiveDiploid {
    final double[][] first;
    final double[][] second;
    final double[] exchanged;
    private final int n;
    private final CopyingPrior prior;

    NaiveDiploid(
            HaplotypePanel panel,
            double[] cm,
            DiploidObservations observed,
            double perCm,
            double mismatch,
            CopyingPrior prior) {
        this.prior = prior;
        n = panel.haplotypeCount();
        int sites = cm.length;
        double[][][][] forward = new double[sites][2][n][n];
        double[][][][] backward = new double[sites][2][n][n];
        for (int t = 0; t < sites; t++) {
            for (int o = 0; o < 2; o++) {
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        double sum = 0;
                        if (t == 0) sum = prior.of(a) * prior.of(b);
                        for (int from = 0; t > 0 && from < 2; from++) {
                            if (!observed.renames(t) && from != o) continue;
                            sum += arriving(forward[t - 1][from], a, b, r(cm, t, perCm));
                        }
                        forward[t][o][a][b] = sum * emission(panel, observed, t, o, a, b, mismatch);
                    }
                }
            }
            scale(forward[t]);
        }
        for (int t = sites - 1; t >= 0; t--) {
            for (int o = 0; o < 2; o++) {
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        if (t == sites - 1) {
                            backward[t][o][a][b] = 1;
                            continue;
                        }
                        double sum = 0;
                        for (int to = 0; to < 2; to++) {
                            if (!observed.renames(t + 1) && to != o) continue;
                            for (int a2 = 0; a2 < n; a2++) {
                                for (int b2 = 0; b2 < n; b2++) {
                                    sum += step(a, a2, r(cm, t + 1, perCm))
                                            * step(b, b2, r(cm, t + 1, perCm))
                                            * emission(panel, observed, t + 1, to, a2, b2, mismatch)
                                            * backward[t + 1][to][a2][b2];
                                }
                            }
                        }
                        backward[t][o][a][b] = sum;
                    }
                }
            }
            scale(backward[t]);
        }
        first = new double[sites][n];
        second = new double[sites][n];
        exchanged = new double[sites];
        for (int t = 0; t < sites; t++) {
            double total = 0;
            for (int o = 0; o < 2; o++) {
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        double p = forward[t][o][a][b] * backward[t][o][a][b];
                        first[t][o == 0 ? a : b] += p;
                        second[t][o == 0 ? b : a] += p;
                        total += p;
                    }
                }
            }
            for (int a = 0; a < n; a++) {
                first[t][a] /= total;
                second[t][a] /= total;
            }
            if (t == 0 || !observed.renames(t)) continue;
            double other = 0;
            double all = 0;
            for (int from = 0; from < 2; from++) {
                for (int o = 0; o < 2; o++) {
                    for (int a = 0; a < n; a++) {
                        for (int b = 0; b < n; b++) {
                            double p = arriving(forward[t - 1][from], a, b, r(cm, t, perCm))
                                    * emission(panel, observed, t, o, a, b, mismatch)
                                    * backward[t][o][a][b];
                            all += p;
                            if (from != o) other += p;
                        }
                    }
                }
            }
            exchanged[t] = other / all;
        }
    }

    private static double r(double[] cm, int t, double perCm) {
        return Math.max(1e-6, -Math.expm1(-perCm * (cm[t] - cm[t - 1])));
    }

    private double step(int from, int to, double r) {
        return r * prior.of(to) + (from == to ? 1 - r : 0);
    }

    private double arriving(double[][] from, int a, int b, double r) {
        double sum = 0;
        for (int a0 = 0; a0 < n; a0++) {
            for (int b0 = 0; b0 < n; b0++) sum += from[a0][b0] * step(a0, a, r) * step(b0, b, r);
        }
        return sum;
    }

    /** With order 0 haplotype a carries the first allele. */
    private static double emission(
            HaplotypePanel panel, DiploidObservations observed, int t, int order, int a, int b, double mismatch) {
        int x = order == 0 ? observed.first(t) : observed.second(t);
        int y = order == 0 ? observed.second(t) : observed.first(t);
        double straight = one(x, panel.allele(t, a), mismatch) * one(y, panel.allele(t, b), mismatch);
        if (observed.ordered(t) || x == y) return straight;
        return (straight + one(y, panel.allele(t, a), mismatch) * one(x, panel.allele(t, b), mismatch)) / 2;
    }

    private static double one(int observed, int carried, double mismatch) {
        return observed < 0 ? 1 : observed == carried ? 1 - mismatch : mismatch;
    }

    private static void scale(double[][][] m) {
        double sum = 0;
        for (double[][] o : m) for (double[] row : o) for (double v : row) sum += v;
        for (double[][] o : m) for (double[] row : o) for (int i = 0; i < row.length; i++) row[i] /= sum;
    }
}
