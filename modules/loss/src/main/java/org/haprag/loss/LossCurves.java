package org.haprag.loss;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * Two figures as one self-contained SVG: the focal weight (1 - p_t)^gamma and the focal loss -(1 - p_t)^gamma log p_t against
 * p_t. Colours follow the viewer's light or dark scheme.
 */
public final class LossCurves {
    private static final int WIDTH = 940;
    private static final int HEIGHT = 400;
    private static final int PANEL_WIDTH = 360;
    private static final int PANEL_HEIGHT = 270;
    private static final int TOP = 50;
    private static final int LEFT_WEIGHT = 66;
    private static final int LEFT_LOSS = 506;
    private static final int SAMPLES = 300;
    private static final double LOSS_MAX = 5;
    private static final int MOST_CURVES = 8;

    /** Ramps from the smallest to the largest gamma, one for each background; at least 3:1 against it. */
    private static final int[][] LIGHT = {{43, 95, 208}, {0, 133, 125}, {178, 110, 0}, {194, 45, 45}};

    private static final int[][] DARK = {{126, 167, 255}, {64, 206, 190}, {240, 178, 72}, {255, 128, 118}};

    private LossCurves() {}

    /**
     * Draws the curves.
     *
     * @param gammas 1 to 8 values &gt;= 0, drawn in ascending order
     * @return an SVG document
     */
    public static String svg(double[] gammas) {
        if (gammas.length < 1 || gammas.length > MOST_CURVES)
            throw new IllegalArgumentException("1 to " + MOST_CURVES + " gammas, found " + gammas.length);
        for (double g : gammas)
            if (!(g >= 0) || Double.isInfinite(g))
                throw new IllegalArgumentException("gamma must be >= 0 and finite, found " + g);
        double[] sorted = Arrays.stream(gammas).distinct().sorted().toArray();
        StringBuilder out = new StringBuilder(30_000);
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " aria-labelledby=\"title desc\">\n",
                WIDTH,
                HEIGHT));
        out.append("<title id=\"title\">Focal loss against p_t</title>\n<desc id=\"desc\">Weight and loss of a site"
                + " against the probability of its true class, for gamma ");
        out.append(labels(sorted)).append(".</desc>\n");
        style(out, sorted.length);
        out.append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
        panel(out, LEFT_WEIGHT, "Weight of a site, (1 − pₜ)^γ", 1, .25, sorted, (p, g) -> Math.pow(1 - p, g));
        panel(
                out,
                LEFT_LOSS,
                "Loss of a site, −(1 − pₜ)^γ ln pₜ",
                LOSS_MAX,
                1,
                sorted,
                (p, g) -> -Math.pow(1 - p, g) * Math.log(p));
        legend(out, sorted);
        return out.append("</svg>\n").toString();
    }

    private static void style(StringBuilder out, int curves) {
        out.append("<style>\ntext{font:13px system-ui,sans-serif;fill:#30343b}.h{font-weight:600}.e{text-anchor:end}"
                + ".m{text-anchor:middle}.page{fill:#fff}.grid{stroke:#d9dce1;stroke-width:1}"
                + ".axis{stroke:#6b717b;stroke-width:1}.c{fill:none;stroke-width:2.2;stroke-linejoin:round}\n");
        for (int i = 0; i < curves; i++) out.append(rule(i, LIGHT, curves));
        out.append("\n@media(prefers-color-scheme:dark){text{fill:#dfe2e7}.page{fill:#15181d}.grid{stroke:#333841}"
                + ".axis{stroke:#9aa1ac}");
        for (int i = 0; i < curves; i++) out.append(rule(i, DARK, curves));
        out.append("}\n</style>\n");
    }

    private static String rule(int curve, int[][] ramp, int curves) {
        double at = curves == 1 ? 0 : (double) curve / (curves - 1) * (ramp.length - 1);
        int low = Math.min((int) at, ramp.length - 2);
        double share = at - low;
        int[] rgb = new int[3];
        for (int c = 0; c < 3; c++) rgb[c] = (int) Math.round(ramp[low][c] * (1 - share) + ramp[low + 1][c] * share);
        return String.format(Locale.ROOT, ".c%d{stroke:#%02x%02x%02x}", curve, rgb[0], rgb[1], rgb[2]);
    }

    private static void panel(
            StringBuilder out,
            int left,
            String title,
            double yMax,
            double yStep,
            double[] gammas,
            DoubleBinaryOperator f) {
        int bottom = TOP + PANEL_HEIGHT;
        int right = left + PANEL_WIDTH;
        text(out, "h", left, TOP - 18, title);
        for (int i = 0; i * yStep <= yMax + 1e-9; i++) {
            double y = bottom - i * yStep / yMax * PANEL_HEIGHT;
            line(out, i == 0 ? "axis" : "grid", left, y, right, y);
            text(out, "e", left - 8, y + 4, trimmed(i * yStep));
        }
        for (int i = 0; i <= 5; i++) {
            double x = left + i / 5. * PANEL_WIDTH;
            line(out, i == 0 ? "axis" : "grid", x, TOP, x, bottom);
            text(out, "m", x, bottom + 18, trimmed(i / 5.));
        }
        text(out, "m", left + PANEL_WIDTH / 2., bottom + 38, "pₜ, probability of the true class");
        for (int g = 0; g < gammas.length; g++) curve(out, left, bottom, yMax, g, gammas[g], f);
    }

    private static void curve(
            StringBuilder out, int left, int bottom, double yMax, int index, double gamma, DoubleBinaryOperator f) {
        out.append("<polyline class=\"c c").append(index).append("\" points=\"");
        double before = 0;
        for (int i = 0; i <= SAMPLES; i++) {
            double p = (double) i / SAMPLES;
            double y = f.applyAsDouble(p, gamma);
            double last = before;
            before = y;
            if (!(y <= yMax)) continue;
            // Where the curve comes in from above, start it on the upper edge.
            if (i > 0 && !(last <= yMax)) point(out, left, bottom, edge(gamma, p, yMax, f), 1);
            point(out, left, bottom, p, Math.max(0, y / yMax)); // -log 1 is -0
        }
        out.append("\"/>\n");
    }

    /** The p at which a falling curve crosses the upper edge, by bisection below {@code p}. */
    private static double edge(double gamma, double p, double yMax, DoubleBinaryOperator f) {
        double low = 0;
        double high = p;
        for (int i = 0; i < 50; i++) {
            double mid = (low + high) / 2;
            if (f.applyAsDouble(mid, gamma) <= yMax) high = mid;
            else low = mid;
        }
        return high;
    }

    private static void point(StringBuilder out, int left, int bottom, double x, double share) {
        out.append(String.format(Locale.ROOT, "%.1f,%.1f ", left + x * PANEL_WIDTH, bottom - share * PANEL_HEIGHT));
    }

    private static void legend(StringBuilder out, double[] gammas) {
        int y = HEIGHT - 16;
        int step = Math.min(150, (WIDTH - 2 * LEFT_WEIGHT) / gammas.length);
        for (int g = 0; g < gammas.length; g++) {
            double x = LEFT_WEIGHT + (double) g * step;
            out.append(String.format(Locale.ROOT, "<path class=\"c c%d\" d=\"M%.0f %d h24\"/>\n", g, x, y - 4));
            text(out, "", x + 30, y, "γ = " + trimmed(gammas[g]) + (gammas[g] == 0 && step > 130 ? " (CE)" : ""));
        }
    }

    private static String labels(double[] gammas) {
        StringBuilder all = new StringBuilder();
        for (double g : gammas) all.append(all.length() == 0 ? "" : ", ").append(trimmed(g));
        return all.toString();
    }

    private static void line(StringBuilder out, String style, double x1, double y1, double x2, double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                style,
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder out, String style, double x, double y, String content) {
        out.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", style, x, y, content));
    }

    private static String trimmed(double x) {
        return java.math.BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
    }
}
