package org.haprag.evaluation.report;

import java.util.List;
import org.haprag.metrics.ErrorTrack;
import org.haprag.metrics.ErrorTrack.Bin;

/** Errors of each method along a contig, above the density of typed sites. */
final class TrackChart {
    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 10;
    private static final int ERRORS = 170;
    private static final int DENSITY = 46;
    private static final int GAP = 16;
    private static final int BOTTOM = 34;

    private final String id;
    private final int width;
    private final ErrorTrack track;
    private final List<String> methods;

    /** @param methods names of the methods to draw: the first so many of the track's */
    TrackChart(String id, int width, ErrorTrack track, List<String> methods) {
        this.id = id;
        this.width = width;
        this.track = track;
        this.methods = methods;
    }

    Svg draw() {
        List<Bin> windows = track.windows();
        Svg svg = new Svg(
                id,
                width,
                TOP + ERRORS + GAP + DENSITY + BOTTOM,
                "Errors along " + track.contig(),
                "Non-reference discordance of " + String.join(", ", methods) + " in " + windows.size()
                        + " windows along " + track.contig()
                        + ", with the number of typed sites in each window below.");
        double mb = 1e-6;
        Axis x = new Axis(
                windows.get(0).startBp() * mb,
                windows.get(windows.size() - 1).endBp() * mb,
                LEFT,
                width - (double) RIGHT);
        errors(svg, x, windows);
        density(svg, x, windows);
        double base = TOP + ERRORS + GAP + DENSITY;
        int about = width < 500 ? 4 : 8;
        for (double tick : x.ticks(about)) {
            svg.line("axis", x.px(tick), base, x.px(tick), base + 4);
            svg.text("tick", x.px(tick), base + 15, "middle", x.label(tick, about));
        }
        svg.line("axis", x.fromPx(), base, x.toPx(), base);
        svg.text(
                "label",
                (x.fromPx() + x.toPx()) / 2,
                base + BOTTOM - 4,
                "middle",
                "position on " + track.contig() + " (Mb)");
        return svg;
    }

    private void errors(Svg svg, Axis x, List<Bin> windows) {
        double[] all = windows.stream()
                .flatMap(w -> w.nrd().stream().limit(methods.size()))
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] reach = java.util.Arrays.copyOf(all, all.length + 1); // and 0
        Axis y = Axis.about(reach, TOP + (double) ERRORS, TOP);
        for (double tick : y.ticks(4)) {
            svg.line("grid", x.fromPx(), y.px(tick), x.toPx(), y.px(tick));
            svg.text("tick", LEFT - 6.0, y.px(tick) + 3.5, "end", y.label(tick, 4));
        }
        double[] xs = windows.stream().mapToDouble(w -> x.px(middle(w))).toArray();
        for (int m = 0; m < methods.size(); m++) {
            int method = m;
            double[] ys =
                    windows.stream().mapToDouble(w -> y.px(w.nrd().get(method))).toArray();
            svg.path("series thin " + MethodStyle.of(m).cssClass(), xs, ys);
        }
        svg.text("label", 10, TOP + ERRORS / 2.0, "middle", -90, "NRD");
    }

    private static double middle(Bin w) {
        return (w.startBp() + (double) w.endBp()) / 2 * 1e-6;
    }

    private static void density(Svg svg, Axis x, List<Bin> windows) {
        int most = Math.max(1, windows.stream().mapToInt(Bin::typedSites).max().orElse(1));
        double base = TOP + ERRORS + GAP + DENSITY;
        for (Bin w : windows) {
            double from = x.px(w.startBp() * 1e-6);
            double height = DENSITY * w.typedSites() / (double) most;
            svg.rect("density", from, base - height, x.px(w.endBp() * 1e-6) - from - .6, height);
        }
        svg.text("tick", LEFT - 6.0, base - DENSITY + 4, "end", Integer.toString(most));
        svg.text("tick", LEFT - 6.0, base, "end", "0");
        svg.text("label", 10, base - DENSITY / 2.0, "middle", -90, "typed");
    }
}
