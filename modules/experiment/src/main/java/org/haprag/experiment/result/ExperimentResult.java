package org.haprag.experiment.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.PairedScores;
import org.haprag.metrics.SampleBootstrap;

/** A suite's runs, judged: scores of every configuration, and each against the reference. Immutable. */
public final class ExperimentResult {
    /** What is compared and corrected for together. */
    private static final List<Metric> COMPARED = List.of(Metric.R2, Metric.F1_MACRO);

    private static final List<MafStratum> STRATA = List.of(MafStratum.ALL, MafStratum.RARE, MafStratum.COMMON);

    private final ExperimentSetting setting;
    private final List<ConfigurationRuns> configurations;
    private final ConfigurationRuns baseline;
    private final int reference;
    private final PairedScores scores;
    private final List<Comparison> comparisons;

    /**
     * Judges.
     *
     * @param configurations in the suite's order, the reference among them
     * @param baseline what needs no training, for scale; it is compared but not tested
     */
    public ExperimentResult(
            ExperimentSetting setting,
            List<ConfigurationRuns> configurations,
            ConfigurationRuns baseline,
            SampleBootstrap bootstrap) {
        this.setting = setting;
        this.configurations = List.copyOf(configurations);
        this.baseline = baseline;
        this.reference = IntStream.range(0, configurations.size())
                .filter(i -> configurations.get(i).name().equals(setting.reference()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no configuration named " + setting.reference()));
        List<MafStratifiedScores> methods = new ArrayList<>();
        for (ConfigurationRuns c : configurations) methods.add(c.pooled());
        methods.add(baseline.pooled());
        this.scores = PairedScores.of(methods, STRATA, bootstrap);
        this.comparisons = compare(methods);
    }

    private List<Comparison> compare(List<MafStratifiedScores> methods) {
        List<Comparison> raw = new ArrayList<>();
        for (int m = 0; m < configurations.size(); m++) {
            if (m == reference) continue;
            for (Metric metric : COMPARED) {
                for (MafStratum stratum : STRATA) raw.add(compare(methods, m, stratum, metric));
            }
        }
        double[] holm =
                HolmCorrection.adjust(raw.stream().mapToDouble(Comparison::p).toArray());
        return IntStream.range(0, raw.size())
                .mapToObj(i -> corrected(raw.get(i), holm[i]))
                .toList();
    }

    private Comparison compare(List<MafStratifiedScores> methods, int m, MafStratum stratum, Metric metric) {
        double[] bySample = IntStream.range(0, methods.get(m).samples())
                .mapToDouble(s -> methods.get(m).scores(stratum, s).value(metric)
                        - methods.get(reference).scores(stratum, s).value(metric))
                .toArray();
        ConfigurationRuns one = configurations.get(m);
        ConfigurationRuns other = configurations.get(reference);
        double[] bySeed = IntStream.range(0, one.runs().size())
                .mapToDouble(run -> one.of(run, stratum, metric) - other.of(run, stratum, metric))
                .sorted()
                .toArray();
        return new Comparison(
                one.name(),
                stratum,
                metric,
                scores.difference(m, reference, stratum, metric),
                bySeed[0],
                bySeed[bySeed.length - 1],
                SignedRanks.p(bySample),
                Double.NaN);
    }

    private static Comparison corrected(Comparison c, double holm) {
        return new Comparison(
                c.configuration(), c.stratum(), c.metric(), c.difference(), c.seedLow(), c.seedHigh(), c.p(), holm);
    }

    public ExperimentSetting setting() {
        return setting;
    }

    /** In the suite's order. */
    public List<ConfigurationRuns> configurations() {
        return configurations;
    }

    /** What needs no training. */
    public ConfigurationRuns baseline() {
        return baseline;
    }

    /** Scores of the configurations in their order, then of the baseline. */
    public PairedScores scores() {
        return scores;
    }

    /** Which of the configurations the others are compared with. */
    public int reference() {
        return reference;
    }

    /** Every configuration but the reference, by every compared metric and stratum. */
    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** One of them; empty for the reference. */
    public Optional<Comparison> comparison(String configuration, MafStratum stratum, Metric metric) {
        return comparisons.stream()
                .filter(c -> c.configuration().equals(configuration))
                .filter(c -> c.stratum().equals(stratum) && c.metric() == metric)
                .findFirst();
    }

    public static List<Metric> compared() {
        return COMPARED;
    }

    public static List<MafStratum> strata() {
        return STRATA;
    }

    /**
     * How much better a configuration does on samples that it learned from than on others, in macro F1, beyond what the
     * baseline does: some samples are easier, and the baseline, which does not learn, tells by how much.
     */
    public double overfitGap(ConfigurationRuns configuration) {
        return configuration.rawGap() - baseline.rawGap();
    }
}
