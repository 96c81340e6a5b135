package org.haprag.cli.impute;

import java.nio.file.Path;
import java.util.Optional;
import org.haprag.cli.MapOption;
import org.haprag.cli.RegionOption;
import org.haprag.cli.TargetOptions;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.ImputeRequest;
import org.haprag.imputation.ModelSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is imputed, and how: the same for a run, on one machine or a cluster, and for a plan of it. */
final class ImputationOptions {
    static final String NO_MODEL = "none";

    @Mixin
    private TargetOptions target;

    @Option(
            names = "--model",
            defaultValue = ModelSource.BUNDLED,
            paramLabel = "bundled|none|FILE",
            description =
                    "bundled: the model in the jar. none: copying from the panel, without a network. FILE: a model that "
                            + "'imputer train' wrote. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Mixin
    private RetrievalOptions retrieval;

    @Mixin
    private MapOption map;

    @Mixin
    private RegionOption region;

    @Mixin
    private WindowOptions windows;

    TargetOptions target() {
        return target;
    }

    /** As it was given. */
    String model() {
        return model;
    }

    boolean usesNetwork() {
        return !model.equals(NO_MODEL);
    }

    /** What imputes where no network does. */
    RetrievalOptions retrieval() {
        return retrieval;
    }

    WindowOptions windows() {
        return windows;
    }

    Optional<Path> map() {
        return map.file().file();
    }

    Optional<Region> region() {
        return region.region();
    }

    /** @throws InputException if the options do not go together */
    void check() {
        retrieval.check(model);
        windows.check();
    }

    ImputeRequest request(EmpiricalR2 empirical, ImputeRequest.Working working, int threads) {
        return new ImputeRequest(
                target.input(map), region(), windows.windows(), target.sites(), empirical, working, threads);
    }
}
