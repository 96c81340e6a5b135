package org.haprag.retrieval;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.TypedHaplotypes;

/**
 * Where the samples of a panel lie along the principal components of their typed genotypes (Price et al. 2006,
 * doi:10.1038/ng1847), and so which of them are of the same ancestry as a target: the target copies these more often.
 * At one place thousands of haplotypes may be alike at the typed sites; the whole window tells which of them are likelier.
 *
 * <p>A component counts as far as both halves of the window agree on it, in samples that it was not found from. So what comes
 * from one place, as a long inversion does, or from chance, does not count. Immutable; shared by all targets and threads.
 */
final class Ancestry {
    private static final int COMPONENTS = 8;

    /** Typed sites and samples that the components are found from, at most; spread over all. */
    private static final int MOST_SITES = 1000;

    private static final int MOST_SAMPLES = 1000;

    /** Rarer alleles tell little, and much of families. */
    private static final double LEAST_FREQUENCY = .01;

    /** Rounds of the subspace iteration. */
    private static final int ROUNDS = 12;

    /** More agreement than this is not believed. */
    private static final double MOST_AGREEMENT = .95;

    /** So much of the log likelihood ratio counts. */
    private static final double TEMPER = .5;

    /** What a sample counts however far it is, relative to the nearest. */
    private static final double LEAST_WEIGHT = .03;

    /** At so many expected switches in the window, half of what the components tell is believed. */
    private static final double HALF_TRUST = 1;

    /** Of a target with fewer known genotypes nothing is told. */
    private static final double LEAST_KNOWN = 1;

    private final TypedPanel panel;
    private final Haplotypes haplotypes;

    /** (T) the number of a typed site among those that are looked at, or -1. */
    private final int[] numberOf;

    /** Typed sites that are looked at. */
    private final int[] sites;

    private final float[] frequency;
    private final float[] unit;

    /** (components, sites), orthonormal rows. */
    private final float[][] basis;

    /** The components that count: numbers in {@link #basis}. */
    private final int[] counting;

    /** (counting components) By what coordinates are multiplied, so that the squared distance is the log likelihood ratio. */
    private final float[] scale;

    /** (samples, counting components) scaled coordinates, one sample after the other. */
    private final float[] places;

    /**
     * @param seen panel samples, ascending, that components are found from
     * @param switches of the copying model that are expected in the window
     */
    Ancestry(TypedPanel panel, int[] seen, double switches) {
        this.panel = panel;
        haplotypes = panel.panel().haplotypes();
        int[] some = Spread.of(seen, MOST_SAMPLES);
        Halves halves = Halves.of(some, 1);
        double[] carried = carried(panel, some);
        sites = sites(carried);
        numberOf = new int[panel.typedCount()];
        Arrays.fill(numberOf, -1);
        frequency = new float[sites.length];
        unit = new float[sites.length];
        for (int i = 0; i < sites.length; i++) {
            numberOf[sites[i]] = i;
            frequency[i] = (float) carried[sites[i]];
            unit[i] = (float) (1 / Math.sqrt(frequency[i] * (1 - frequency[i])));
        }
        float[][] genotypes =
                IntStream.of(halves.one()).mapToObj(this::genotype).toArray(float[][]::new);
        basis = basis(genotypes, Math.min(COMPONENTS, Math.min(sites.length, halves.one().length)), sites.length);
        float[][] all = IntStream.range(0, haplotypes.sampleCount())
                .mapToObj(s -> project(genotype(s), sites.length))
                .toArray(float[][]::new);
        float[][] left = IntStream.of(halves.other())
                .mapToObj(s -> project(genotype(s), sites.length / 2))
                .toArray(float[][]::new);
        double trust = TEMPER * switches / (switches + HALF_TRUST);
        double[] steepness = IntStream.range(0, basis.length)
                .mapToDouble(c -> trust * steepness(c, all, left, halves.other()))
                .toArray();
        counting =
                IntStream.range(0, basis.length).filter(c -> steepness[c] > 0).toArray();
        scale = new float[counting.length];
        for (int i = 0; i < scale.length; i++) scale[i] = (float) Math.sqrt(steepness[counting[i]]);
        places = new float[all.length * counting.length];
        for (int s = 0; s < all.length; s++) {
            System.arraycopy(scaled(all[s]), 0, places, s * counting.length, counting.length);
        }
    }

    /** (T) the share of the samples' haplotypes that carry an ALT. */
    private static double[] carried(TypedPanel panel, int[] samples) {
        int[] haps = panel.panel().haplotypes().indices(samples);
        BitMatrix carriers = panel.carriers();
        long[] counted = carriers.mask(haps);
        double[] out = new double[panel.typedCount()];
        for (int t = 0; t < out.length; t++) out[t] = carriers.count(t, counted) / (double) haps.length;
        return out;
    }

    private static int[] sites(double[] carried) {
        int[] common = IntStream.range(0, carried.length)
                .filter(t -> Math.min(carried[t], 1 - carried[t]) >= LEAST_FREQUENCY)
                .toArray();
        return Spread.of(common, MOST_SITES);
    }

    /** (sites) of a panel sample, in units of the standard deviation. */
    private float[] genotype(int sample) {
        float[] out = new float[sites.length];
        float each = 1f / haplotypes.ploidy(sample);
        BitMatrix alleles = panel.byHaplotype();
        for (int h = haplotypes.first(sample); h < haplotypes.end(sample); h++) {
            for (int w = 0; w < alleles.wordsPerRow(); w++) {
                for (long bits = alleles.word(h, w); bits != 0; bits &= bits - 1) {
                    int i = numberOf[(w << 6) + Long.numberOfTrailingZeros(bits)];
                    if (i >= 0) out[i] += each;
                }
            }
        }
        for (int i = 0; i < out.length; i++) out[i] = (out[i] - frequency[i]) * unit[i];
        return out;
    }

    /** The largest components, by orthogonal iteration from drawn vectors. */
    private static float[][] basis(float[][] genotypes, int components, int sites) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] basis = new float[components][sites];
        for (float[] row : basis) for (int i = 0; i < sites; i++) row[i] = (float) (random.nextDouble() - .5);
        orthonormalise(basis);
        for (int round = 0; round < ROUNDS; round++) {
            float[][] next = new float[components][sites];
            for (float[] genotype : genotypes) {
                for (int c = 0; c < components; c++) {
                    FloatVectors.addScaled(next[c], genotype, FloatVectors.dot(genotype, basis[c], sites), sites);
                }
            }
            orthonormalise(next);
            basis = next;
        }
        return basis;
    }

    private static void orthonormalise(float[][] rows) {
        for (int c = 0; c < rows.length; c++) {
            int n = rows[c].length;
            for (int b = 0; b < c; b++) {
                FloatVectors.addScaled(rows[c], rows[b], -FloatVectors.dot(rows[c], rows[b], n), n);
            }
            float length = (float) Math.sqrt(FloatVectors.dot(rows[c], rows[c], n));
            if (length > 0) FloatVectors.scale(rows[c], 1 / length, rows[c], n);
        }
    }

    /** (components) of the first so many sites. */
    private float[] project(float[] genotype, int sites) {
        float[] out = new float[basis.length];
        for (int c = 0; c < out.length; c++) out[c] = FloatVectors.dot(genotype, basis[c], sites);
        return out;
    }

    /** (counting components) of (components). */
    private float[] scaled(float[] coordinates) {
        float[] out = new float[counting.length];
        for (int i = 0; i < out.length; i++) out[i] = coordinates[counting[i]] * scale[i];
        return out;
    }

    /**
     * By what a squared distance along a component is multiplied for the log likelihood ratio of one ancestry against two: of the
     * variance v a share a comes from ancestry, so distances have variance 2 v (1 - a) or 2 v. The share is the agreement of
     * both halves of the window, by the formula of Spearman and Brown, less a standard error.
     *
     * @param coordinates (panel samples, components)
     * @param left (samples, components) of the sites on the left
     * @param samples that the components were not found from
     */
    private static double steepness(int component, float[][] coordinates, float[][] left, int[] samples) {
        int n = samples.length;
        double sumLeft = 0;
        double sumAll = 0;
        for (int i = 0; i < n; i++) {
            sumLeft += left[i][component];
            sumAll += coordinates[samples[i]][component];
        }
        double all = 0;
        double covariance = 0;
        for (int i = 0; i < n; i++) {
            double ofAll = coordinates[samples[i]][component] - sumAll / n;
            double ofLeft = left[i][component] - sumLeft / n;
            all += ofAll * ofAll / n;
            covariance += ofLeft * (ofAll - ofLeft) / n;
        }
        double agreement = Math.min(MOST_AGREEMENT, 4 * covariance / all - 2 / Math.sqrt(n));
        return agreement > 0 ? agreement / (4 * (1 - agreement) * all) : 0; // nothing, too, where there is no variance
    }

    /**
     * How often a target sample's haplotypes copy each panel haplotype before anything is known of a place, relative to those nearest.
     *
     * @param some panel samples that the target may see, of which the nearest counts 1
     */
    CopyingPrior weights(TypedHaplotypes targets, int sample, Exclusions exclusions, int[] some) {
        float[] here = scaled(project(genotype(targets, sample), sites.length));
        double nearest =
                IntStream.of(some).mapToDouble(s -> distance(here, s)).min().orElse(0);
        return h -> exclusions.excludes(sample, haplotypes, h)
                ? 0
                : (float) (Math.exp(nearest - distance(here, haplotypes.sampleOf(h))) + LEAST_WEIGHT);
    }

    private double distance(float[] here, int sample) {
        float sum = 0;
        for (int i = 0, at = sample * here.length; i < here.length; i++, at++) {
            float apart = here[i] - places[at];
            sum += apart * apart;
        }
        return sum;
    }

    /** (sites) what is known of a target's genotype; what is missing is like the mean of the rest. */
    private float[] genotype(TypedHaplotypes targets, int sample) {
        float[] out = new float[sites.length];
        int first = targets.haplotypes().first(sample);
        int end = targets.haplotypes().end(sample);
        double known = 0;
        for (int i = 0; i < out.length; i++) {
            double all = frequency[i] * (1 - frequency[i]);
            double dose = 0;
            double here = 0; // a sum of two: which haplotype has an allele changes no bit
            for (int h = first; h < end; h++) {
                double p = panel.altProbability(targets.weights(h), sites[i], frequency[i]);
                dose += p;
                here += 1 - p * (1 - p) / all;
            }
            known += here;
            out[i] = (float) (dose / (end - first) - frequency[i]) * unit[i];
        }
        known /= end - first;
        if (known > LEAST_KNOWN) FloatVectors.scale(out, (float) (out.length / known), out, out.length);
        return out;
    }
}
