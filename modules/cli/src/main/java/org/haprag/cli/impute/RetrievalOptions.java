package org.haprag.cli.impute;

import java.util.Locale;
import org.haprag.genotype.InputException;
import org.haprag.retrieval.RetrievalConfig;
import picocli.CommandLine.Option;

/** What imputes where no network does, {@code --model none}. */
final class RetrievalOptions {
    @Option(
            names = "--retriever",
            paramLabel = "copying|nearest-window",
            converter = RetrieverName.class,
            description =
                    "What imputes with --model none: the copying posterior, or the single nearest haplotype of each"
                            + " window. Default: copying; a model brings its own, which may also be embedding.")
    private RetrievalConfig.Kind retriever;

    @Option(
            names = "--all-states",
            description =
                    "With --model none: copy from every panel haplotype everywhere, not from the selected ones. Exact"
                            + " and slow, to judge the selection by.")
    private boolean allStates;

    /** @throws InputException if the options do not go with {@code --model} */
    void check(String model) {
        if (model.equals(ImputeCommand.NONE)) {
            if (allStates && retriever == RetrievalConfig.Kind.NEAREST_WINDOW) throw noStates(model);
            return;
        }
        if (retriever != null) {
            throw new InputException(
                    "--retriever",
                    "a model brings the retriever that it was trained with",
                    "--model " + model,
                    "--model none",
                    "leave --retriever out, or impute without a network");
        }
        if (allStates) throw noStates(model);
    }

    private InputException noStates(String model) {
        return new InputException(
                "--all-states",
                "only the copying posterior by itself has states to take all of",
                "--model " + model + (retriever == null ? "" : " --retriever " + kindName()),
                "--model none",
                "leave --all-states out, or impute by the copying posterior alone");
    }

    RetrievalConfig withoutNetwork() {
        if (retriever == RetrievalConfig.Kind.NEAREST_WINDOW) return RetrievalConfig.nearestHaplotype();
        return allStates ? RetrievalConfig.defaults().exact() : RetrievalConfig.defaults();
    }

    /** As it is written on the command line. */
    String kindName() {
        return withoutNetwork().kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
