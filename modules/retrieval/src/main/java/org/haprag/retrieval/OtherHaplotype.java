package org.haprag.retrieval;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TypedHaplotypes;

/**
 * What one haplotype of a person tells of the other. Both have the ancestry of one person, and apart from it nothing in common. So
 * how alike the two haplotypes of the panel's samples are shows which alleles of a window mark ancestry, even where the window is far too
 * short for {@link Ancestry}; and one haplotype of a target tells which panel samples the other one is likelier copied from.
 *
 * <p>First those components of the panel's alleles, at typed and untyped sites, along which the two haplotypes of a sample agree most
 * (canonical correlation: Hotelling 1936, doi:10.1093/biomet/28.3-4.321; with a ridge). A regression foretells them of a haplotype
 * from the typed sites of the other. The density of two haplotypes in one person over the product of theirs is then 1 plus
 * the sum of the products of their components, times the correlations (Lancaster 1958, doi:10.1214/aoms/1177706532).
 * Correlations are those in samples that the components were not found from, less a standard error, so that chance tells nothing.
 *
 * <p>It holds as far as a target copies one haplotype all the way, and counts as much as that is likely. Immutable; shared by
 * all targets and threads.
 */
final class OtherHaplotype {
    private static final int COMPONENTS = 8;

    /** Alleles of the panel, typed sites, and samples that components are found from, at most; spread over all. */
    private static final int MOST_ALLELES = 300;

    private static final int MOST_TYPED = 400;
    private static final int MOST_SAMPLES = 2000;

    /** Of samples with two haplotypes: with fewer, chance is all there is. */
    private static final int LEAST_SAMPLES = 40;

    /** Added to the diagonal of covariances, relative to its mean. */
    private static final double RIDGE = .1;

    private static final double TYPED_RIDGE = .03;

    /** Rounds of the subspace iteration. */
    private static final int ROUNDS = 8;

    /** Scores further from the mean, in standard deviations, count as so far. */
    private static final double FURTHEST = 4;

    /** Added to every ratio: no sample is ruled out. */
    private static final float LEAST_RATIO = .1f;

    /** Where more switches are expected in the window, a haplotype is not copied from one all the way. */
    private static final double MOST_SWITCHES = 3;

    private final TypedPanel panel;

    /** Typed sites that are looked at. */
    private final int[] typed;

    /** (typed sites looked at) */
    private final double[] frequency;

    /** (components, typed sites looked at) By what an allele count, less its mean, is multiplied. */
    private final double[][] loadings;

    /** (panel haplotypes, components) What the typed sites of each tell of its sample's other one; variance 1. */
    private final float[][] told;

    /** (panel samples, components) Their own components, times correlations; one sample after the other. */
    private final float[] own;

    private OtherHaplotype(TypedPanel panel, PairedAlleles sites, double[][] loadings, float[][] told, float[] own) {
        this.panel = panel;
        this.typed = IntStream.range(0, sites.count()).map(sites::row).toArray();
        this.frequency =
                IntStream.range(0, sites.count()).mapToDouble(sites::frequency).toArray();
        this.loadings = loadings;
        this.told = told;
        this.own = own;
    }

    /**
     * None where it tells nothing: in a long window, with few samples, or where the two haplotypes of a sample are not alike.
     *
     * @param seen panel samples, ascending, that components are found from
     * @param switches of the copying model that are expected in the window
     */
    static Optional<OtherHaplotype> of(TypedPanel panel, int[] seen, double switches) {
        Haplotypes haplotypes = panel.panel().haplotypes();
        int[] pairs = Spread.of(
                IntStream.of(seen).filter(s -> haplotypes.ploidy(s) == 2).toArray(), MOST_SAMPLES);
        if (switches > MOST_SWITCHES || pairs.length < LEAST_SAMPLES) return Optional.empty();
        Halves halves = Halves.of(pairs, 2);
        int[] haps = haplotypes.indices(halves.one());
        PairedAlleles alleles = PairedAlleles.common(panel.panel().alleles(), haps, MOST_ALLELES);
        PairedAlleles sites = PairedAlleles.common(panel.carriers(), haps, MOST_TYPED);
        if (alleles.count() == 0 || sites.count() == 0) return Optional.empty();
        float[][] scores = alleles.scores(axes(alleles));
        unitVariance(scores, haplotypes.indices(pairs));
        double[][] loadings = regression(sites, scores, haps);
        float[][] told = sites.scores(loadings);
        double[] scales = unitVariance(told, haplotypes.indices(pairs));
        for (int c = 0; c < scales.length; c++) {
            for (int i = 0; i < sites.count(); i++) loadings[c][i] = loadings[c][i] * scales[c] / sites.deviation(i);
        }
        return own(haplotypes, told, scores, halves.other(), Math.exp(-switches))
                .map(own -> new OtherHaplotype(panel, sites, loadings, told, own));
    }

    /** (components, alleles) Along these the two haplotypes of a sample agree most, for their variance: by subspace iteration. */
    private static double[][] axes(PairedAlleles alleles) {
        RealMatrix variance = withRidge(alleles.covariance(), RIDGE);
        RealMatrix ofBoth = alleles.covarianceOfBoth();
        DecompositionSolver solver = new CholeskyDecomposition(variance).getSolver();
        SplittableRandom random = new SplittableRandom(1);
        RealVector[] axes = new RealVector[Math.min(COMPONENTS, alleles.count())];
        for (int c = 0; c < axes.length; c++) {
            axes[c] =
                    new ArrayRealVector(random.doubles(alleles.count(), -.5, .5).toArray(), false);
        }
        for (int round = 0; round < ROUNDS; round++) {
            RealVector[] scaled = new RealVector[axes.length];
            for (int c = 0; c < axes.length; c++) {
                RealVector next = solver.solve(ofBoth.operate(axes[c]));
                for (int b = 0; b < c; b++) next.combineToSelf(1, -next.dotProduct(scaled[b]), axes[b]);
                scaled[c] = variance.operate(next);
                double length = Math.sqrt(next.dotProduct(scaled[c]));
                if (length > 0) {
                    next.mapDivideToSelf(length);
                    scaled[c].mapDivideToSelf(length);
                }
                axes[c] = next;
            }
        }
        return Arrays.stream(axes).map(RealVector::toArray).toArray(double[][]::new);
    }

    private static RealMatrix withRidge(RealMatrix covariance, double ridge) {
        double added = ridge * covariance.getTrace() / covariance.getRowDimension();
        for (int i = 0; i < covariance.getRowDimension(); i++) covariance.addToEntry(i, i, added);
        return covariance;
    }

    /** (components, typed sites) What foretells the scores of a haplotype from the typed sites of the sample's other one. */
    private static double[][] regression(PairedAlleles sites, float[][] scores, int[] haps) {
        RealMatrix variance = withRidge(sites.covariance(), TYPED_RIDGE);
        DecompositionSolver solver = new CholeskyDecomposition(variance).getSolver();
        double[][] out = new double[scores[0].length][];
        for (int c = 0; c < out.length; c++) {
            double[] ofOther = new double[haps.length];
            for (int h = 0; h < haps.length; h++) ofOther[h] = scores[haps[h ^ 1]][c];
            out[c] = solver.solve(new ArrayRealVector(sites.covariance(ofOther), false))
                    .toArray();
        }
        return out;
    }

    /** Scales each component of scores so that it has variance 1 in some haplotypes. @return (components) by what */
    private static double[] unitVariance(float[][] scores, int[] haps) {
        double[] scales = new double[scores[0].length];
        for (int c = 0; c < scales.length; c++) {
            double sum = 0;
            double squares = 0;
            for (int h : haps) {
                sum += scores[h][c];
                squares += scores[h][c] * (double) scores[h][c];
            }
            double variance = squares / haps.length - sum / haps.length * (sum / haps.length);
            scales[c] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
            for (float[] score : scores) score[c] *= (float) scales[c];
        }
        return scales;
    }

    /**
     * (panel samples, components), or nothing where no component is told.
     *
     * @param samples of which correlations are taken
     * @param trust what all correlations are multiplied by
     */
    private static Optional<float[]> own(
            Haplotypes haplotypes, float[][] told, float[][] scores, int[] samples, double trust) {
        int components = scores[0].length;
        float[] out = new float[haplotypes.sampleCount() * components];
        boolean any = false;
        for (int c = 0; c < components; c++) {
            double correlation =
                    correlation(haplotypes, told, scores, c, samples) - 1 / Math.sqrt(2.0 * samples.length);
            if (!(correlation > 0)) continue; // NaN, too, where there is no variance
            any = true;
            double ofScores = Math.max(0, correlation(haplotypes, scores, scores, c, samples));
            for (int s = 0; s < haplotypes.sampleCount(); s++) {
                double sum = 0;
                for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) sum += scores[h][c];
                out[s * components + c] =
                        (float) (trust * correlation * sum / (1 + (haplotypes.ploidy(s) - 1) * ofScores));
            }
        }
        return any ? Optional.of(out) : Optional.empty();
    }

    /** Of one score in a haplotype and another in the other one of the same sample. */
    private static double correlation(Haplotypes haplotypes, float[][] one, float[][] other, int c, int[] samples) {
        double n = 2.0 * samples.length;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int s : samples) {
            for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) {
                double x = one[h][c];
                double y = other[haplotypes.other(h)][c];
                a += x / n;
                b += y / n;
                aa += x * x / n;
                bb += y * y / n;
                ab += x * y / n;
            }
        }
        return (ab - a * b) / Math.sqrt((aa - a * a) * (bb - b * b));
    }

    /**
     * How much likelier than on average a haplotype of a target copies each panel haplotype, by the target's other one.
     *
     * @param hap of a target with two haplotypes, whose phase is known
     */
    CopyingPrior ratios(TypedHaplotypes targets, int hap) {
        int other = targets.haplotypes().other(hap);
        float[] score = score(targets, other, other + 1);
        for (int c = 0; c < score.length; c++) score[c] = bounded(score[c]);
        Haplotypes haplotypes = panel.panel().haplotypes();
        return h -> ratio(score, haplotypes.sampleOf(h));
    }

    /**
     * The same for both haplotypes of a target whose phase is not known: if one is copied from a panel haplotype, what is left of the
     * genotypes is the other.
     *
     * @param sample with two haplotypes
     */
    CopyingPrior ratiosUnphased(TypedHaplotypes targets, int sample) {
        int first = targets.haplotypes().first(sample);
        float[] both = score(targets, first, first + 2);
        Haplotypes haplotypes = panel.panel().haplotypes();
        float[] left = new float[both.length];
        return h -> {
            for (int c = 0; c < left.length; c++) left[c] = bounded(both[c] - told[h][c]);
            return ratio(left, haplotypes.sampleOf(h));
        };
    }

    private static float bounded(float told) {
        return (float) Math.max(-FURTHEST, Math.min(FURTHEST, told));
    }

    private float ratio(float[] told, int sample) {
        float ratio = 1;
        for (int c = 0, at = sample * told.length; c < told.length; c++, at++) ratio += told[c] * own[at];
        return Math.max(0, ratio) + LEAST_RATIO;
    }

    /**
     * (components) What the typed sites of target haplotypes, together, tell of the other; of a missing allele, the mean. Which of
     * the haplotypes has an allele changes no bit.
     */
    private float[] score(TypedHaplotypes targets, int from, int to) {
        double[] sums = new double[loadings.length];
        for (int i = 0; i < typed.length; i++) {
            double p = 0;
            for (int hap = from; hap < to; hap++) {
                p += panel.altProbability(targets.weights(hap), typed[i], frequency[i]);
            }
            for (int c = 0; c < sums.length; c++) sums[c] += (p - (to - from) * frequency[i]) * loadings[c][i];
        }
        float[] out = new float[sums.length];
        for (int c = 0; c < out.length; c++) out[c] = (float) sums[c];
        return out;
    }
}
