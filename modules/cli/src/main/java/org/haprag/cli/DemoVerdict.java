package org.haprag.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;

/** What the demo's metrics.json says in one sentence: how the first method stands to the best of the others. */
final class DemoVerdict {
    /** Values of r2 that are nearer than this are called alike. */
    private static final double ALIKE = .0005;

    private DemoVerdict() {}

    /** r2 of the first method against the best other one, in the rare, the common and all sites. */
    static String of(Path metrics) throws IOException {
        JsonNode methods = new ObjectMapper().readTree(metrics.toFile()).get("methods");
        List<String> parts = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (MafStratum row : MafStratum.pooled()) {
            double first = r2(methods.get(0), row);
            double best = 0;
            for (int m = 1; m < methods.size(); m++) best = Math.max(best, r2(methods.get(m), row));
            least = Math.min(least, first - best);
            parts.add(String.format(Locale.ROOT, "%s %.4f against %.4f", row.key(), first, best));
        }
        String verdict = least > 0
                ? "The model is above all baselines"
                : least > -ALIKE ? "The model is as good as the best baseline" : "The model is NOT above all baselines";
        return verdict + "; r2 against the best of them: " + String.join(", ", parts) + ".";
    }

    private static double r2(JsonNode method, MafStratum row) {
        for (JsonNode s : method.get("scores")) {
            boolean wanted = s.get("sites").asText().equals("untyped")
                    && s.get("class").asText().equals("all")
                    && s.get("group").asText().equals("all")
                    && s.get("maf").asText().equals(row.key());
            if (wanted) return s.get("values").get(Metric.R2.key()).get("value").asDouble();
        }
        return Double.NaN;
    }
}
