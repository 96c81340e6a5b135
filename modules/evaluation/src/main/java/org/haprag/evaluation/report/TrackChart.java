package org.haprag.evaluation.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.haprag.metrics.ErrorTrack;
import org.haprag.metrics.ErrorTrack.Bin;

/** Accuracy and errors of each method along a contig, above the density of typed sites. */
final class TrackChart {
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
        return new ChromosomeChart(
                        id,
                        width,
                        track.contig(),
                        windows.stream().mapToInt(Bin::startBp).toArray(),
                        windows.stream().mapToInt(Bin::endBp).toArray())
                .lines("r²", values(windows, Bin::r2), 1)
                .lines("NRD", values(windows, Bin::nrd), 0)
                .bars("typed", windows.stream().mapToInt(Bin::typedSites).toArray())
                .draw(
                        "Accuracy along " + track.contig(),
                        "r2 and non-reference discordance of " + String.join(", ", methods) + " in " + windows.size()
                                + " windows along " + track.contig()
                                + ", with the number of typed sites in each window below.");
    }

    private List<double[]> values(List<Bin> windows, Function<Bin, List<Double>> of) {
        return IntStream.range(0, methods.size())
                .mapToObj(m ->
                        windows.stream().mapToDouble(w -> of.apply(w).get(m)).toArray())
                .toList();
    }
}
