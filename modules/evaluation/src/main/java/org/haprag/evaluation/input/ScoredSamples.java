package org.haprag.evaluation.input;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;

/** The samples that the truth and every imputed file have in common, in the order of the truth. */
public final class ScoredSamples {
    private final Samples samples;
    private final List<String> leftOut;

    private ScoredSamples(Samples samples, List<String> leftOut) {
        this.samples = samples;
        this.leftOut = leftOut;
    }

    /**
     * Finds the common samples.
     *
     * @param truthPath for messages
     * @param files the samples of each imputed file, of all its parts together
     * @throws InputException if no sample is in all files
     */
    public static ScoredSamples common(String truthPath, Samples truth, List<Samples> files) {
        List<String> kept = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String name : truth.names()) {
            (files.stream().allMatch(f -> f.indexOf(name) >= 0) ? kept : leftOut).add(name);
        }
        if (kept.isEmpty()) {
            throw new InputException(
                    truthPath,
                    "no sample of the truth is in every imputed file",
                    truth.names().stream().limit(5).collect(Collectors.joining(", ")),
                    "the names of the imputed files, such as "
                            + files.stream()
                                    .flatMap(f -> f.names().stream().limit(3))
                                    .distinct()
                                    .limit(5)
                                    .collect(Collectors.joining(", ")),
                    "rename the samples (bcftools reheader -s), or give the truth of these samples");
        }
        return new ScoredSamples(new Samples(kept), List.copyOf(leftOut));
    }

    public Samples samples() {
        return samples;
    }

    /** Samples of the truth that some imputed file lacks. */
    public List<String> leftOut() {
        return leftOut;
    }

    /** Those of the scored samples that a file has: their places among the scored ones, in order. */
    int[] placesOf(Samples file) {
        return IntStream.range(0, samples.count())
                .filter(s -> file.indexOf(samples.name(s)) >= 0)
                .toArray();
    }
}
