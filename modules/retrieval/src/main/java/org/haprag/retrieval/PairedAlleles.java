package org.haprag.retrieval;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.haprag.genotype.BitMatrix;

/**
 * Some of a panel's alleles, in units of their standard deviation, and how they vary together within one haplotype and across the
 * two of a sample. Rows are alleles.
 */
final class PairedAlleles {
    private static final double LEAST_FREQUENCY = .005;

    /** The bits of the first haplotypes of samples; that of the second one is the next higher. */
    private static final long FIRST = 0x5555555555555555L;

    private final BitMatrix all;
    private final int[] rows;

    /** (rows, haplotypes) Of the samples that variances are found from: 2 i and 2 i + 1 are of one. */
    private final BitMatrix some;

    private final double[] frequency;
    private final double[] deviation;

    private PairedAlleles(BitMatrix all, int[] rows, int[] haps) {
        this.all = all;
        this.rows = rows;
        some = new BitMatrix(rows.length, haps.length);
        frequency = new double[rows.length];
        deviation = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int h = 0; h < haps.length; h++) if (all.get(rows[i], haps[h])) some.set(i, h);
            frequency[i] = some.count(i) / (double) haps.length;
            deviation[i] = Math.sqrt(frequency[i] * (1 - frequency[i]));
        }
    }

    /**
     * Those that are not rare, evenly spread.
     *
     * @param all (alleles, panel haplotypes)
     * @param haps haplotypes that variances are found from: pairs of samples of two, one after the other
     * @param most so many at most
     */
    static PairedAlleles common(BitMatrix all, int[] haps, int most) {
        long[] counted = all.mask(haps);
        int[] common = IntStream.range(0, all.rows())
                .filter(row -> {
                    int alt = all.count(row, counted);
                    int minor = Math.min(alt, haps.length - alt);
                    return minor > 0 && minor >= LEAST_FREQUENCY * haps.length;
                })
                .toArray();
        return new PairedAlleles(all, Spread.of(common, most), haps);
    }

    int count() {
        return rows.length;
    }

    /** Which row of all the i-th is. */
    int row(int i) {
        return rows[i];
    }

    double frequency(int i) {
        return frequency[i];
    }

    double deviation(int i) {
        return deviation[i];
    }

    /** Of two alleles in the same haplotype. */
    RealMatrix covariance() {
        return covariance(some);
    }

    /** Of an allele in one haplotype and an allele in the other one of the same sample. */
    RealMatrix covarianceOfBoth() {
        BitMatrix ofOthers = new BitMatrix(some.rows(), some.columns());
        for (int i = 0; i < some.rows(); i++) {
            for (int w = 0; w < some.wordsPerRow(); w++) {
                ofOthers.setWord(i, w, some.word(i, w) >>> 1 & FIRST | (some.word(i, w) & FIRST) << 1);
            }
        }
        return covariance(ofOthers);
    }

    /** Symmetric. @param others what each haplotype is compared with: itself, or its sample's other one */
    private RealMatrix covariance(BitMatrix others) {
        double[][] out = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                int both = 0;
                for (int w = 0; w < some.wordsPerRow(); w++) both += Long.bitCount(some.word(i, w) & others.word(j, w));
                double covariance = both / (double) some.columns() - frequency[i] * frequency[j];
                out[i][j] = covariance / (deviation[i] * deviation[j]);
                out[j][i] = out[i][j];
            }
        }
        return MatrixUtils.createRealMatrix(out);
    }

    /** (rows) Of each allele with something else about the haplotypes. @param other by haplotype that variances are found from */
    double[] covariance(double[] other) {
        double mean = 0;
        for (double value : other) mean += value / other.length;
        double[] out = new double[rows.length];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int h = 0; h < other.length; h++) if (some.get(i, h)) sum += other[h] - mean;
            out[i] = sum / other.length / deviation[i];
        }
        return out;
    }

    /** (haplotypes of the panel, components) @param loadings (components, rows) */
    float[][] scores(double[][] loadings) {
        int components = loadings.length;
        float[][] out = new float[all.columns()][components];
        double[] mean = new double[components];
        for (int i = 0; i < rows.length; i++) {
            float[] each = new float[components];
            for (int c = 0; c < components; c++) {
                each[c] = (float) (loadings[c][i] / deviation[i]);
                mean[c] += each[c] * frequency[i];
            }
            for (int w = 0; w < all.wordsPerRow(); w++) {
                for (long bits = all.word(rows[i], w); bits != 0; bits &= bits - 1) {
                    FloatVectors.add(out[(w << 6) + Long.numberOfTrailingZeros(bits)], each, components);
                }
            }
        }
        for (float[] score : out) for (int c = 0; c < components; c++) score[c] -= (float) mean[c];
        return out;
    }
}
