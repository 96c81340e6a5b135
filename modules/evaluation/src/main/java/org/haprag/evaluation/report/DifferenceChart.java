package org.haprag.evaluation.report;

import java.util.List;
import org.haprag.evaluation.experiment.ConfigurationRuns;
import org.haprag.evaluation.experiment.ExperimentResult;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/** Every configuration minus the reference, with intervals: all sites, rare and common ones. */
final class DifferenceChart {
    private final ExperimentResult result;

    DifferenceChart(ExperimentResult result) {
        this.result = result;
    }

    /** The figure for the page, whose style sheet it uses. */
    String inPage(Metric metric) {
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

    /** Which mark is which. */
    static String legend() {
        StringBuilder out = new StringBuilder("<ul class=\"legend\">");
        List<MafStratum> strata = ExperimentResult.strata();
        for (int s = 0; s < strata.size(); s++) {
            out.append("<li>")
                    .append(MethodStyle.swatch(s))
                    .append(Svg.escape(strata.get(s).label()));
            out.append("</li>");
        }
        return out.append("</ul>\n").toString();
    }

    /** The figure as a file of its own, with its style, light and dark, and the legend as text. */
    String standalone(Metric metric) {
        String svg = inPage(metric);
        int open = svg.indexOf('>');
        String head = svg.substring(0, open).replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
        return head + ">\n<style>\n" + StyleSheet.text()
                + "svg { background: var(--card); font-family: sans-serif; }\n" + "</style>" + svg.substring(open + 1)
                + "\n";
    }
}
