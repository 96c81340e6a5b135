package org.haprag.retrieval;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;

/**
 * How often the copying model (Li and Stephens 2003, doi:10.1093/genetics/165.4.2213) has to switch in a panel, by maximum
 * likelihood: panel haplotypes are explained by those of the other samples at the typed sites, at rates from {@link
 * #LEAST_PER_CM} up, and the likeliest rate is taken. It depends on the panel, the typed sites and the map alone, not on the
 * targets (but for panel samples that are targets themselves, which take no part), and is the same in every run on the same files. Where a stretch is too short to tell, the estimate is near {@link
 * #USUAL_PER_CM}. Relatives in the panel copy each other without a switch and lower it.
 *
 * @param perCm switches per cM
 * @param logDeviation standard deviation of the natural logarithm of {@code perCm}, from the curvature of the likelihood
 * @param haplotypes how many were explained
 * @param typedSites at how many sites
 * @param byStretch how the rate changes along the contig
 */
public record SwitchRate(double perCm, double logDeviation, int haplotypes, int typedSites, RateByStretch byStretch)
        implements Serializable {
    /** The lowest rate that is tried. */
    public static final double LEAST_PER_CM = .003;

    /** Median of the prior distribution, log-normal: rates of human panels of 100 to 6,000 haplotypes lie about it. */
    public static final double USUAL_PER_CM = 1.5;

    /** Standard deviation of the logarithm in the prior, which so weighs as much as two switches that were seen. */
    private static final double PRIOR_DEVIATION = .7;

    private static final int RATES = 11;
    private static final double RATIO = 3;

    /** Alleles that are explained, about, for the rate: some hundredths of a CPU second. The prior's weight belongs to them. */
    private static final int ALLELES = 12_000;

    /** The same for the rate by stretch. */
    private static final int ALLELES_BY_STRETCH = 20_000;

    /** Further ones tell little of a stretch. */
    private static final int MOST_SAMPLES_BY_STRETCH = 16;

    /** Typed sites that are looked at together. */
    private static final int TOGETHER = 1024;

    /** Panel alleles at typed sites that are looked at, so that the largest panels are seen in some places only. */
    private static final long MOST_LOOKED_AT = 1L << 28;

    private static final int LEAST_SAMPLES = 4;

    /** More states than this tell little of the rate and cost much. */
    private static final int MOST_TIED = 200;

    /** Haplotypes are explained in so many threads at most, with working memory each. */
    private static final int MOST_PARTS = 8;

    public SwitchRate {
        if (!(perCm > 0 && perCm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("perCm must be above 0, found " + perCm);
        }
    }

    /** Such as {@code 1.57 (of 26 panel haplotypes at 636 typed sites)}. */
    @Override
    public String toString() {
        String rate = String.format(Locale.ROOT, "%.3g", perCm);
        if (haplotypes == 0) return rate;
        String of = " (of " + haplotypes + " panel haplotypes at " + typedSites + " typed sites";
        DoubleSummaryStatistics relative = byStretch.stretches().stream()
                .mapToDouble(RateByStretch.Stretch::relative)
                .summaryStatistics();
        if (relative.getCount() == 0) return rate + of + ")";
        String times = "; %.2g to %.2g times that in %d stretches)";
        return rate + of + String.format(Locale.ROOT, times, relative.getMin(), relative.getMax(), relative.getCount());
    }

    /** A rate that was not estimated. */
    public static SwitchRate given(double perCm) {
        return new SwitchRate(perCm, 0, 0, 0, RateByStretch.EVEN);
    }

    /** Whether it was estimated, and not given: then a target may switch more or less often than the panel does. */
    boolean estimated() {
        return typedSites > 0;
    }

    /** Estimates that of a panel at its typed sites, as below. */
    static SwitchRate estimate(TypedPanel panel, RetrievalConfig config, Exclusions exclusions) {
        double[] siteCm = IntStream.range(0, panel.panel().siteCount())
                .mapToDouble(panel::siteCm)
                .toArray();
        int[] typed =
                IntStream.range(0, panel.typedCount()).map(panel::panelSite).toArray();
        return estimate(panel.panel(), siteCm, typed, config, exclusions);
    }

    /**
     * Estimates it.
     *
     * @param siteCm position of every panel site in cM
     * @param typedSites increasing panel sites that targets are typed at; at least one
     * @param config how states are selected, and the mismatch probability
     * @param exclusions panel samples that are hidden from any target take no part; where hardly any are left, as when a whole
     *     panel is imputed from itself, all do, with their alleles at the typed sites
     */
    public static SwitchRate estimate(
            HaplotypePanel panel, double[] siteCm, int[] typedSites, RetrievalConfig config, Exclusions exclusions) {
        double[] rates = IntStream.range(0, RATES)
                .mapToDouble(i -> LEAST_PER_CM * Math.pow(RATIO, i))
                .toArray();
        RetrievalConfig tried = config.tried(Arrays.stream(rates).boxed().toList(), MOST_TIED);
        List<int[]> places = places(typedSites, panel.haplotypeCount());
        int sites =
                (int) places.stream().flatMapToInt(Arrays::stream).distinct().count();
        int[] seen = exclusions.seenByAll(panel.samples().count());
        boolean all = seen.length < 2 * LEAST_SAMPLES
                || seen.length == panel.samples().count();
        int samples = all ? panel.samples().count() : seen.length;
        int ofStretches = Math.min(MOST_SAMPLES_BY_STRETCH, ALLELES_BY_STRETCH / (2 * sites));
        int enough = Math.max(LEAST_SAMPLES, Math.max(ALLELES / (2 * sites), ofStretches));
        int explained = Math.max(1, Math.min(samples / 2, enough));
        int[] chosen = Spread.of(IntStream.range(0, samples).toArray(), explained);
        int explainedHaplotypes = 0;
        List<RateByStretch.Step> steps = new ArrayList<>();
        for (int[] place : places) {
            if (samples < 2) break;
            HaplotypePanel atTyped = panel.atSites(place);
            if (!all) atTyped = atTyped.subset(seen);
            explainedHaplotypes = atTyped.haplotypes().indices(chosen).length;
            double[] cm = Arrays.stream(place).mapToDouble(site -> siteCm[site]).toArray();
            double[][] logLikelihood = logLikelihood(atTyped, cm, chosen, tried);
            // At the first site no rate is likelier than another.
            for (int t = 1; t < cm.length; t++) {
                steps.add(new RateByStretch.Step(cm[t - 1], cm[t], logLikelihood[t]));
            }
        }
        return top(rates, steps, explainedHaplotypes, sites);
    }

    private static double logPrior(double rate) {
        double z = Math.log(rate / USUAL_PER_CM) / PRIOR_DEVIATION;
        return -z * z / 2;
    }

    /** All typed sites, in places that share a site with the next; of the largest panels some places, at equal distances. */
    private static List<int[]> places(int[] typedSites, int haplotypes) {
        int n = (typedSites.length + TOGETHER - 2) / TOGETHER;
        if (n <= 1) return List.of(typedSites);
        int looked = (int) Math.max(1, Math.min(n, MOST_LOOKED_AT / haplotypes / TOGETHER));
        return Arrays.stream(Spread.of(IntStream.range(0, n).toArray(), looked))
                .mapToObj(i -> {
                    int from = (int) ((long) i * (typedSites.length - 1) / n);
                    int last = (int) ((long) (i + 1) * (typedSites.length - 1) / n);
                    return Arrays.copyOfRange(typedSites, from, last + 1);
                })
                .toList();
    }

    /** (sites, rates) */
    private static double[][] logLikelihood(
            HaplotypePanel atTyped, double[] cm, int[] samples, RetrievalConfig config) {
        int[] sites = IntStream.range(0, cm.length).toArray();
        TypedPanel typed = new TypedPanel(atTyped, cm, sites);
        TypedHaplotypes targets = TypedHaplotypes.of(atTyped, samples, sites);
        Exclusions exclusions = Exclusions.ofThemselves(samples);
        StateBlocks[] blocks = PbwtSelection.select(typed, config, targets, exclusions);
        int parts = Math.min(MOST_PARTS, blocks.length);
        double[][][] ofHaplotypes = new double[blocks.length][cm.length][config.scaleCount()];
        IntStream.range(0, parts).parallel().forEach(part -> {
            CopyingPosterior model = new CopyingPosterior(typed, config);
            TargetRate.Run all = new TargetRate.Run(0, blocks[0].count());
            for (int h = part; h < blocks.length; h += parts) {
                int copyable = exclusions.copyable(targets.haplotypes().sampleOf(h), atTyped.haplotypes());
                model.addLogLikelihood(targets.weights(h), blocks[h], copyable, 1, all, ofHaplotypes[h]);
            }
        });
        double[][] sum = new double[cm.length][config.scaleCount()];
        for (double[][] of : ofHaplotypes) {
            for (int t = 0; t < sum.length; t++) for (int i = 0; i < sum[t].length; i++) sum[t][i] += of[t][i];
        }
        return sum;
    }

    /** The top of a parabola through the highest point and those beside it, over the logarithm of the rate. */
    private static SwitchRate top(double[] rates, List<RateByStretch.Step> steps, int haplotypes, int sites) {
        double[] logPosterior = Arrays.stream(rates).map(SwitchRate::logPrior).toArray();
        for (RateByStretch.Step step : steps) {
            for (int i = 0; i < RATES; i++) logPosterior[i] += step.logLikelihood()[i];
        }
        int best = 0;
        for (int i = 1; i < RATES; i++) if (logPosterior[i] > logPosterior[best]) best = i;
        int middle = Math.min(RATES - 2, Math.max(1, best));
        double left = logPosterior[middle - 1];
        double right = logPosterior[middle + 1];
        double step = Math.log(RATIO);
        double curvature = (left - 2 * logPosterior[middle] + right) / (step * step);
        double slope = (right - left) / (2 * step);
        double shift = curvature < 0 ? Math.max(-step, Math.min(step, -slope / curvature)) : 0;
        double deviation = curvature < 0 ? 1 / Math.sqrt(-curvature) : PRIOR_DEVIATION;
        double perCm = rates[middle] * Math.exp(shift);
        double[] logRates = Arrays.stream(rates).map(Math::log).toArray();
        RateByStretch byStretch =
                steps.isEmpty() ? RateByStretch.EVEN : RateByStretch.estimate(steps, logRates, perCm, haplotypes);
        return new SwitchRate(perCm, deviation, haplotypes, sites, byStretch);
    }
}
