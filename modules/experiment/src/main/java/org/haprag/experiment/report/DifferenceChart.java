package org.haprag.experiment.report;

import java.util.List;
import org.haprag.evaluation.report.RowChart;
import org.haprag.evaluation.report.Svg;
import org.haprag.experiment.result.ConfigurationRuns;
import org.haprag.experiment.result.ExperimentResult;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/** Every configuration minus the reference, with intervals: all sites, rare and common ones. */
final class DifferenceChart {
    private final ExperimentResult result;

    DifferenceChart(ExperimentResult result) {
        this.result = result;
    }

    Svg draw(Metric metric) {
        String reference = result.setting().reference();
        RowChart chart = new RowChart(
                        "difference-" + metric.key(),
                        metric.label() + " minus that of " + reference,
                        metric.label() + " on left-out samples of each configuration minus that of " + reference
                                + ", with 95 % intervals; the table has the numbers.",
                        metric.label().replace("r2", "r²") + " minus that of " + reference)
                .level(0);
        List<ConfigurationRuns> configurations = result.configurations();
        for (int m = 0; m <= configurations.size(); m++) {
            if (m == result.reference()) continue;
            chart.row(
                    m < configurations.size()
                            ? configurations.get(m).name()
                            : result.baseline().name());
            for (int s = 0; s < ExperimentResult.strata().size(); s++) chart.value(s, difference(m, s, metric));
        }
        return chart.draw();
    }

    private Estimate difference(int method, int stratum, Metric metric) {
        return result.scores()
                .difference(
                        method, result.reference(), ExperimentResult.strata().get(stratum), metric);
    }

    /** What the marks stand for, in their order. */
    static List<String> marks() {
        return ExperimentResult.strata().stream().map(MafStratum::label).toList();
    }
}
