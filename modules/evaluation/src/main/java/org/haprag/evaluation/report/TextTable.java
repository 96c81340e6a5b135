package org.haprag.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.MethodSummary;
import org.haprag.metrics.Estimate;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.Scores;
import org.haprag.metrics.SwitchErrors;

/**
 * Plain-text tables for standard output, at most {@link #MAX_WIDTH} columns. The layout is stable: programs may read it,
 * though metrics.json serves them better. Rows without sites are left out.
 */
public final class TextTable {
    public static final int MAX_WIDTH = 100;

    private static final List<Metric> SIDE_BY_SIDE = List.of(Metric.R2, Metric.F1_MACRO, Metric.F1_ALT);
    private static final String LEFT = "%-13s %8s";
    private static final int LEFT_WIDTH = 22;
    private static final int NAME_WIDTH = 12;

    private TextTable() {}

    /** One table a method, then all of them side by side if there are several. */
    public static String of(EvaluationResult result) {
        StringBuilder out = new StringBuilder();
        List<Function<MafStratum, Scores>> all = new ArrayList<>();
        for (int m = 0; m < result.methods().size(); m++) {
            int method = m;
            all.add(row -> result.untyped().scores(method, row));
            out.append(one(result.methods().get(m).name(), all.get(m))).append('\n');
        }
        if (all.size() > 1) out.append(comparison(result.methodNames(), all));
        if (!result.phasedMethods().isEmpty()) out.append(phase(result));
        return out.toString();
    }

    /** Switch errors, one line a method with phased calls. */
    private static String phase(EvaluationResult result) {
        String row = "%-40s %10s %9s %9s %9s\n";
        StringBuilder out =
                new StringBuilder("\nphase at " + result.phaseSites().key() + " sites\n");
        out.append(String.format(Locale.ROOT, row, "", "pairs", "switches", "flips", "rate"));
        for (MethodSummary method : result.phasedMethods()) {
            SwitchErrors.Counts c = method.switchErrors(result.phaseSites()).total();
            String rate = Decimals.fixed(c.switchErrorRate(), 4);
            out.append(
                    String.format(Locale.ROOT, row, clip(method.name(), 40), c.pairs(), c.switches(), c.flips(), rate));
        }
        return out.toString();
    }

    /**
     * One method: r2 with its interval, macro F1, ALT F1, NRD, IQS and ECE by MAF.
     *
     * @param scores of each MAF row, such as {@code tally::scores}
     */
    public static String one(String name, Function<MafStratum, Scores> scores) {
        StringBuilder out = new StringBuilder(clip(name, MAX_WIDTH)).append('\n');
        String row = LEFT + " %7s %15s %8s %7s %7s %7s %7s%n".replace("%n", "\n");
        out.append(String.format(
                Locale.ROOT, row, "MAF", "sites", "r2", "95% interval", "macroF1", "ALT F1", "NRD", "IQS", "ECE"));
        for (MafStratum stratum : MafStratum.rows()) {
            Scores s = scores.apply(stratum);
            if (s.sites() == 0) continue;
            out.append(String.format(
                    Locale.ROOT,
                    row,
                    stratum.label(),
                    s.sites(),
                    value(s, Metric.R2),
                    interval(s.get(Metric.R2)),
                    value(s, Metric.F1_MACRO),
                    value(s, Metric.F1_ALT),
                    value(s, Metric.NRD),
                    value(s, Metric.IQS),
                    value(s, Metric.ECE)));
        }
        return out.toString();
    }

    /**
     * Several methods side by side: r2, then macro F1, then ALT F1 by MAF. Methods that do not fit are continued below.
     *
     * @param scores of each method, of the same sites
     */
    public static String comparison(List<String> names, List<Function<MafStratum, Scores>> scores) {
        if (names.size() != scores.size() || names.isEmpty()) {
            throw new IllegalArgumentException(names.size() + " names, but " + scores.size() + " methods");
        }
        int fit = (MAX_WIDTH - LEFT_WIDTH) / (NAME_WIDTH + 1);
        StringBuilder out = new StringBuilder();
        for (Metric metric : SIDE_BY_SIDE) {
            for (int from = 0; from < names.size(); from += fit) {
                int to = Math.min(names.size(), from + fit);
                if (!out.isEmpty()) out.append('\n');
                block(out, metric, names.subList(from, to), scores.subList(from, to));
            }
        }
        return out.toString();
    }

    private static void block(
            StringBuilder out, Metric metric, List<String> names, List<Function<MafStratum, Scores>> scores) {
        out.append(metric.label()).append('\n');
        out.append(String.format(Locale.ROOT, LEFT, "MAF", "sites"));
        for (String name : names) cell(out, clip(name, NAME_WIDTH));
        out.append('\n');
        for (MafStratum stratum : MafStratum.rows()) {
            int sites = scores.get(0).apply(stratum).sites();
            if (sites == 0) continue;
            out.append(String.format(Locale.ROOT, LEFT, stratum.label(), sites));
            for (Function<MafStratum, Scores> method : scores) cell(out, value(method.apply(stratum), metric));
            out.append('\n');
        }
    }

    private static void cell(StringBuilder out, String text) {
        out.append(' ').append(" ".repeat(NAME_WIDTH - text.length())).append(text);
    }

    private static String value(Scores scores, Metric metric) {
        return Decimals.fixed(scores.value(metric), 4);
    }

    private static String interval(Estimate e) {
        return e.hasInterval() ? Decimals.fixed(e.low(), 4) + "-" + Decimals.fixed(e.high(), 4) : "-";
    }

    private static String clip(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "~";
    }
}
