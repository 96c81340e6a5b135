package org.haprag.retrieval;

import java.io.Serializable;
import java.util.Arrays;
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
 */
public record SwitchRate(double perCm, double logDeviation, int haplotypes, int typedSites) implements Serializable {
    /** The lowest rate that is tried. */
    public static final double LEAST_PER_CM = .003;

    /** Median of the prior distribution, log-normal: rates of human panels of 100 to 6,000 haplotypes lie about it. */
    public static final double USUAL_PER_CM = 1.5;

    /** Standard deviation of the logarithm in the prior, which so weighs as much as two switches that were seen. */
    private static final double PRIOR_DEVIATION = .7;

    private static final int RATES = 11;
    private static final double RATIO = 3;

    /** Alleles that are explained, about: a tenth or two of a CPU second. */
    private static final int ALLELES = 12_000;

    /** Typed sites of one stretch, and stretches, so that large chromosomes are seen in several places. */
    private static final int STRETCH_SITES = 256;

    private static final int MOST_STRETCHES = 4;
    private static final int LEAST_SAMPLES = 4;

    /** More states than this tell little of the rate and cost much. */
    private static final int MOST_TIED = 200;

    public SwitchRate {
        if (!(perCm > 0 && perCm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("perCm must be above 0, found " + perCm);
        }
    }

    /** Such as {@code 1.57 (of 26 panel haplotypes at 636 typed sites)}. */
    @Override
    public String toString() {
        String rate = String.format(Locale.ROOT, "%.3g", perCm);
        return haplotypes == 0
                ? rate
                : rate + " (of " + haplotypes + " panel haplotypes at " + typedSites + " typed sites)";
    }

    /** A rate that was not estimated. */
    public static SwitchRate given(double perCm) {
        return new SwitchRate(perCm, 0, 0, 0);
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
        double[] logPosterior = new double[RATES];
        for (int i = 0; i < RATES; i++) logPosterior[i] = logPrior(rates[i]);
        List<int[]> stretches = stretches(typedSites);
        int sites = stretches.stream().mapToInt(s -> s.length).sum();
        int[] seen = exclusions.seenByAll(panel.samples().count());
        boolean all = seen.length < 2 * LEAST_SAMPLES
                || seen.length == panel.samples().count();
        int samples = all ? panel.samples().count() : seen.length;
        int explained = Math.max(1, Math.min(samples / 2, Math.max(LEAST_SAMPLES, ALLELES / (2 * sites))));
        int[] chosen = Spread.of(IntStream.range(0, samples).toArray(), explained);
        int explainedHaplotypes = 0;
        for (int[] stretch : stretches) {
            if (samples < 2) break;
            HaplotypePanel atTyped = panel.atSites(stretch);
            if (!all) atTyped = atTyped.subset(seen);
            explainedHaplotypes = atTyped.haplotypes().indices(chosen).length;
            double[] cm =
                    Arrays.stream(stretch).mapToDouble(site -> siteCm[site]).toArray();
            addLikelihood(atTyped, cm, chosen, tried, logPosterior);
        }
        return top(rates, logPosterior, explainedHaplotypes, sites);
    }

    private static double logPrior(double rate) {
        double z = Math.log(rate / USUAL_PER_CM) / PRIOR_DEVIATION;
        return -z * z / 2;
    }

    /** All typed sites, or some stretches of them at equal distances. */
    private static List<int[]> stretches(int[] typedSites) {
        int length = STRETCH_SITES * MOST_STRETCHES;
        if (typedSites.length <= length) return List.of(typedSites);
        return IntStream.range(0, MOST_STRETCHES)
                .mapToObj(i -> {
                    int from = (int) ((long) i * (typedSites.length - STRETCH_SITES) / (MOST_STRETCHES - 1));
                    return Arrays.copyOfRange(typedSites, from, from + STRETCH_SITES);
                })
                .toList();
    }

    private static void addLikelihood(
            HaplotypePanel atTyped, double[] cm, int[] samples, RetrievalConfig config, double[] to) {
        int[] sites = IntStream.range(0, cm.length).toArray();
        TypedPanel typed = new TypedPanel(atTyped, cm, sites);
        TypedHaplotypes targets = TypedHaplotypes.of(atTyped, samples, sites);
        Exclusions exclusions = Exclusions.ofThemselves(samples);
        StateBlocks[] blocks = PbwtSelection.select(typed, config, targets, exclusions);
        CopyingPosterior model = new CopyingPosterior(typed, config);
        for (int h = 0; h < blocks.length; h++) {
            int copyable = atTyped.haplotypeCount()
                    - exclusions.haplotypeCount(targets.haplotypes().sampleOf(h), atTyped.haplotypes());
            model.addLogLikelihood(targets.weights(h), blocks[h], copyable, to);
        }
    }

    /** The top of a parabola through the highest point and those beside it, over the logarithm of the rate. */
    private static SwitchRate top(double[] rates, double[] logPosterior, int haplotypes, int sites) {
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
        return new SwitchRate(rates[middle] * Math.exp(shift), deviation, haplotypes, sites);
    }
}
