package org.haprag.metrics;

/**
 * What is measured over the pooled pairs of a stratum; each is a function of a {@link Tally} and NaN where it is not
 * defined (an empty stratum, no variance, no posteriors).
 */
public enum Metric {
    /** Aggregate r2: squared Pearson correlation of DS with the true dosage over pooled pairs. */
    R2("r2", "r2", "squared correlation of DS with the true dosage, pairs pooled", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            double n = t[at + Tally.PAIRS];
            double het = Tally.column(t, at + Tally.DS_CALLS, 1);
            double hom = Tally.column(t, at + Tally.DS_CALLS, 2);
            return squaredCorrelation(
                    n, t[at + Tally.SUM_X], het + 2 * hom, t[at + Tally.SUM_XX], het + 4 * hom, t[at + Tally.SUM_XY]);
        }
    },
    /** F1 of the best-guess genotype 0/0. */
    F1_REF("f1_00", "F1 0/0", "F1 of the best guess 0/0", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            return classF1(t, at, 0);
        }
    },
    /** F1 of the best-guess genotype 0/1. */
    F1_HET("f1_01", "F1 0/1", "F1 of the best guess 0/1", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            return classF1(t, at, 1);
        }
    },
    /** F1 of the best-guess genotype 1/1. */
    F1_HOM("f1_11", "F1 1/1", "F1 of the best guess 1/1", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            return classF1(t, at, 2);
        }
    },
    /** Mean F1 of the genotype classes that were called or are true at least once. */
    F1_MACRO("f1_macro", "macro F1", "mean F1 over the classes 0/0, 0/1, 1/1 that occur", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            double sum = 0;
            int classes = 0;
            for (int c = 0; c < 3; c++) {
                double f1 = classF1(t, at, c);
                if (Double.isNaN(f1)) continue;
                sum += f1;
                classes++;
            }
            return classes == 0 ? Double.NaN : sum / classes;
        }
    },
    /** F1 of "carries ALT", that is of a best guess other than 0/0. */
    F1_ALT("f1_alt", "ALT F1", "F1 of carrying at least one ALT", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            int calls = Tally.calls(t, at);
            double n = t[at + Tally.PAIRS];
            double calledRef = Tally.row(t, calls, 0);
            double trueRef = Tally.column(t, calls, 0);
            double both = n - calledRef - trueRef + t[calls];
            return ratio(2 * both, 2 * n - calledRef - trueRef);
        }
    },
    /** F1 of ALT over haplotypes, where truth and file are phased; switch errors of a file's own phasing count. */
    F1_HAPLOTYPE(
            "f1_alt_haplotype", "ALT-haplotype F1", "F1 of ALT over single haplotypes, both phased", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            double tp = 2 * t[at + Tally.HAPLOTYPE_TP];
            return ratio(tp, tp + t[at + Tally.HAPLOTYPE_FP] + t[at + Tally.HAPLOTYPE_FN]);
        }
    },
    /** Non-reference discordance. */
    NRD("nrd", "NRD", "wrong calls / (pairs except those truly 0/0 and called 0/0)", Better.LOWER) {
        @Override
        double of(double[] t, int at) {
            int calls = Tally.calls(t, at);
            double n = t[at + Tally.PAIRS];
            return ratio(n - t[calls] - t[calls + 4] - t[calls + 8], n - t[calls]);
        }
    },
    /** Imputation quality score, Lin et al. 2010, doi:10.1371/journal.pone.0009697: agreement beyond chance. */
    IQS("iqs", "IQS", "agreement of posteriors with the truth beyond chance (Lin 2010)", Better.HIGHER) {
        @Override
        double of(double[] t, int at) {
            int table = at + Tally.POSTERIORS;
            double n = Tally.row(t, table, 0) + Tally.row(t, table, 1) + Tally.row(t, table, 2);
            double observed = (t[table] + t[table + 4] + t[table + 8]) / n;
            double chance = 0;
            for (int g = 0; g < 3; g++) chance += Tally.row(t, table, g) / n * (Tally.column(t, table, g) / n);
            return 1 - chance < 1e-12 ? Double.NaN : (observed - chance) / (1 - chance);
        }
    },
    /** Expected calibration error of the largest GP, 15 equal bins, over the pairs that have GP. */
    ECE("ece", "ECE", "expected calibration error of max GP, 15 equal bins", Better.LOWER) {
        @Override
        double of(double[] t, int at) {
            double gap = 0;
            for (int b = 0; b < Tally.CALIBRATION_BINS; b++) {
                gap += Math.abs(t[at + Tally.BIN_CONFIDENCE + b] - t[at + Tally.BIN_CORRECT + b]);
            }
            return ratio(gap, t[at + Tally.GP_PAIRS]);
        }

        @Override
        boolean inflatedByResampling() {
            return true;
        }
    },
    /** Brier score in its first form (Brier 1950): summed over the three genotypes, in [0, 2]. */
    BRIER("brier", "Brier", "mean squared distance of GP from the true genotype, in [0, 2]", Better.LOWER) {
        @Override
        double of(double[] t, int at) {
            return ratio(t[at + Tally.BRIER], t[at + Tally.GP_PAIRS]);
        }
    };

    /**
     * Whether resampling makes it larger on average: a sum of absolute values takes the noise that each draw adds for error. Its
     * replicates are then moved down by their mean excess over the estimate.
     */
    boolean inflatedByResampling() {
        return false;
    }

    /** Which way a metric points. */
    public enum Better {
        HIGHER,
        LOWER
    }

    private final String key;
    private final String label;
    private final String definition;
    private final Better better;

    Metric(String key, String label, String definition, Better better) {
        this.key = key;
        this.label = label;
        this.definition = definition;
        this.better = better;
    }

    /** The metric of the tally at {@code t[at..]}. */
    abstract double of(double[] t, int at);

    /** Name in files, such as {@code f1_macro}. */
    public String key() {
        return key;
    }

    /** Name for people, such as {@code macro F1}. */
    public String label() {
        return label;
    }

    /** One clause that says what is meant. */
    public String definition() {
        return definition;
    }

    public Better better() {
        return better;
    }

    /** Squared Pearson correlation from sums; NaN where x or y does not vary. */
    static double squaredCorrelation(double n, double sx, double sy, double sxx, double syy, double sxy) {
        double vx = sxx - sx * sx / n;
        double vy = syy - sy * sy / n;
        // A constant x leaves rounding noise of about 1e-16 of its sum of squares.
        if (!(vx > 1e-12 * sxx) || !(vy > 1e-12 * syy)) return Double.NaN;
        double cov = sxy - sx * sy / n;
        return cov * cov / (vx * vy);
    }

    private static double classF1(double[] t, int at, int c) {
        int calls = Tally.calls(t, at);
        return ratio(2 * t[calls + 4 * c], Tally.row(t, calls, c) + Tally.column(t, calls, c));
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }
}
