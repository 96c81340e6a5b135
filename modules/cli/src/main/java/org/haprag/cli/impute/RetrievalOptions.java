package org.haprag.cli.impute;

import java.util.Locale;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ImputationMethod;
import org.haprag.imputation.MethodRecipe;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.SwitchRate;
import picocli.CommandLine.Option;

/** What imputes where no network does, {@code --model none}. */
final class RetrievalOptions {
    @Option(
            names = "--retriever",
            paramLabel = "copying|nearest-window",
            converter = RetrieverName.class,
            description =
                    "With --model none: impute by copying probabilities, or from the single nearest haplotype in each "
                            + "window. A model has its own retriever. Default: copying.")
    private RetrievalConfig.Kind retriever;

    @Option(
            names = "--all-states",
            description =
                    "With --model none: copy from all panel haplotypes, not only from selected ones. Exact and slow; for "
                            + "testing.")
    private boolean allStates;

    @Option(
            names = "--switches-per-cm",
            paramLabel = "RATE",
            description = "With --model none: how often copying switches between panel haplotypes, per cM, in all "
                    + "targets. Default: estimated from the panel (the log has the estimate), and for each target "
                    + "around that from its own genotypes.")
    private Double switchesPerCm;

    /** @throws InputException if the options do not go with {@code --model} */
    void check(String model) {
        if (model.equals(ImputationOptions.NO_MODEL)) {
            boolean nearest = retriever == RetrievalConfig.Kind.NEAREST_WINDOW;
            if (allStates && nearest) throw noStates(model);
            if (switchesPerCm == null) return;
            if (nearest) throw noRate("--retriever nearest-window", "leave one of the two out");
            if (switchesPerCm > 0 && switchesPerCm < 1e6) return;
            throw new InputException(
                    "--switches-per-cm",
                    "the value is out of range",
                    switchesPerCm.toString(),
                    "a rate above 0 and below 1000000",
                    "change it, or leave it out to have it estimated");
        }
        if (retriever != null) {
            throw new InputException(
                    "--retriever",
                    "a model uses the retriever that it was trained with",
                    "--model " + model,
                    "--model none",
                    "leave --retriever out, or impute without a network");
        }
        if (allStates) throw noStates(model);
        if (switchesPerCm != null) throw noRate("--model " + model, "leave --switches-per-cm out, or add --model none");
    }

    private static InputException noRate(String found, String fix) {
        return new InputException(
                "--switches-per-cm", "it applies only to copying without a network", found, "--model none", fix);
    }

    private InputException noStates(String model) {
        return new InputException(
                "--all-states",
                "it applies only to copying without a network",
                "--model " + model + (retriever == null ? "" : " --retriever " + kindName()),
                "--model none",
                "leave --all-states out, or add --model none");
    }

    /** What imputes without a network. */
    ImputationMethod method() {
        ImputationMethod method = ImputationMethod.retrieval(config());
        return rate().map(method::at).orElse(method);
    }

    /** The same for another process. */
    MethodRecipe recipe() {
        return MethodRecipe.retrieval(config(), rate());
    }

    private Optional<SwitchRate> rate() {
        return Optional.ofNullable(switchesPerCm).map(SwitchRate::given);
    }

    private RetrievalConfig config() {
        if (retriever == RetrievalConfig.Kind.NEAREST_WINDOW) return RetrievalConfig.nearestHaplotype();
        return allStates ? RetrievalConfig.copyingAlone().exact() : RetrievalConfig.copyingAlone();
    }

    /** As it is written on the command line. */
    String kindName() {
        return (retriever == null ? RetrievalConfig.Kind.COPYING : retriever)
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
