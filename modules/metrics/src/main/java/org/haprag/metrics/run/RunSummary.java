package org.haprag.metrics.run;

import java.util.List;

/**
 * All that a run of imputation tells of its data and of itself.
 *
 * @param heading whose run it is
 * @param coverage which part of the typed sites was left out and imputed
 * @param sites what became of the target sites, by contig
 * @param frequencies of targets against panel
 * @param r2 of imputed sites by MAF
 * @param tracks along each chromosome
 * @param leftOut typed sites, imputed as if they had not been typed
 * @param samples in the order of the targets
 * @param pairs samples that are likely swapped or twice there
 * @param warnings what to look at, the gravest first
 */
public record RunSummary(
        Heading heading,
        Coverage coverage,
        List<SiteFates> sites,
        FrequencySummary frequencies,
        ImputedR2 r2,
        List<ChromosomeTrack> tracks,
        LeftOutScores leftOut,
        List<SampleQuality> samples,
        List<SamplePair> pairs,
        List<RunWarning> warnings) {
    /**
     * Whose run it is.
     *
     * @param output name of the imputed file
     * @param panel name of the panel's file
     * @param target name of the targets' file
     * @param method what imputed, in a few words
     * @param program and its version
     */
    public record Heading(String output, String panel, String target, String method, String program) {}

    /** Which typed sites were left out. */
    public enum Coverage {
        /** All of them, of all targets. */
        ALL,
        /** Every fifth, of one target in 128 in each window. */
        SAMPLE
    }

    public RunSummary {
        sites = List.copyOf(sites);
        tracks = List.copyOf(tracks);
        samples = List.copyOf(samples);
        pairs = List.copyOf(pairs);
        warnings = List.copyOf(warnings);
    }
}
