package org.haprag.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.Region;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.SampleBootstrap;

/** Makes a request; what is not set is left out, and the bootstrap is the usual one. */
final class RequestBuilder {
    private final Path truth;
    private final Path panel;
    private final List<ImputedFile> files;
    private final Path out;
    private Set<Baseline> baselines = Set.of();
    private Optional<Path> typedSites = Optional.empty();
    private Optional<Path> groups = Optional.empty();
    private Optional<String> groupColumn = Optional.empty();
    private Optional<Region> region = Optional.empty();
    private SampleBootstrap bootstrap =
            new SampleBootstrap(SampleBootstrap.DEFAULT_REPLICATES, EvaluationRequest.DEFAULT_SEED);
    private TrainingStory training = TrainingStory.NONE;

    RequestBuilder(Path truth, Path panel, List<ImputedFile> files, Path out) {
        this.truth = truth;
        this.panel = panel;
        this.files = files;
        this.out = out;
    }

    RequestBuilder baselines(Set<Baseline> some) {
        baselines = some;
        return this;
    }

    RequestBuilder typedSites(Path list) {
        typedSites = Optional.of(list);
        return this;
    }

    /** @param column a named column, or empty for the second */
    RequestBuilder groups(Path file, Optional<String> column) {
        groups = Optional.of(file);
        groupColumn = column;
        return this;
    }

    RequestBuilder region(Region only) {
        region = Optional.of(only);
        return this;
    }

    RequestBuilder bootstrap(SampleBootstrap other) {
        bootstrap = other;
        return this;
    }

    RequestBuilder training(TrainingStory story) {
        training = story;
        return this;
    }

    EvaluationRequest build() {
        return new EvaluationRequest(
                List.of(truth),
                List.of(panel),
                files,
                baselines,
                typedSites,
                groups,
                groupColumn,
                region,
                out,
                bootstrap,
                training);
    }
}
