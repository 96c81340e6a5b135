package org.haprag.imputation;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.io.RunRecorder;
import org.haprag.model.InferenceDevice;
import org.haprag.model.InferenceNetwork;
import org.haprag.model.ModelFile;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.SwitchRate;

/**
 * What imputes, told so that another process can make it: a network is loaded there, from a path that both see or from the
 * program itself. Immutable.
 */
public final class MethodRecipe implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RetrievalConfig retrieval;

    /** None or one, as {@link Optional} cannot be sent. */
    private final List<Network> network;

    /** None or one. */
    private final List<SwitchRate> rate;

    private record Network(String name, String digest, String device) implements Serializable {}

    private MethodRecipe(RetrievalConfig retrieval, List<Network> network, List<SwitchRate> rate) {
        this.retrieval = retrieval;
        this.network = network;
        this.rate = rate;
    }

    /**
     * A network, as of {@link ImputationMethod#network}.
     *
     * @param name {@link ModelSource#BUNDLED} or a file
     * @param file what the name stands for
     * @param device as of {@link InferenceDevice#find}
     */
    public static MethodRecipe network(String name, ModelFile file, String device) {
        Network network = new Network(name, ModelSource.digest(file), device);
        return new MethodRecipe(file.manifest().retrieval(), List.of(network), List.of());
    }

    /** Retrieval by itself, as of {@link ImputationMethod#retrieval}. @param rate the switch rate that was given, if one was */
    public static MethodRecipe retrieval(RetrievalConfig config, Optional<SwitchRate> rate) {
        return new MethodRecipe(config, List.of(), rate.stream().toList());
    }

    /** The same for a plan, as of {@link ImputationMethod#fittedTo}. @param recorder hears of what was found out */
    public MethodRecipe fittedTo(ImputationPlan plan, RunRecorder recorder) {
        if (!rate.isEmpty()) return this;
        Optional<SwitchRate> found = ImputationMethod.rateFor(retrieval, plan, recorder);
        return new MethodRecipe(retrieval, network, found.stream().toList());
    }

    public boolean usesNetwork() {
        return !network.isEmpty();
    }

    /** What was made of it. @param model to be closed by the caller */
    public record Made(ImputationMethod method, Optional<InferenceNetwork> model) implements AutoCloseable {
        @Override
        public void close() {
            model.ifPresent(InferenceNetwork::close);
        }
    }

    /** Makes it. @throws InputException if the model's file is not there, or another one */
    public Made make() throws IOException {
        if (network.isEmpty()) return new Made(at(ImputationMethod.retrieval(retrieval)), Optional.empty());
        Network wanted = network.get(0);
        ModelFile file = ModelSource.load(RunRecorder.SILENT, "model", wanted.name());
        String digest = ModelSource.digest(file);
        if (!digest.equals(wanted.digest())) {
            throw new InputException(
                    wanted.name(),
                    "this machine has another model",
                    "weights of SHA-256 " + digest,
                    wanted.digest(),
                    "put the model on a path that all machines share");
        }
        InferenceNetwork model = InferenceDevice.find(wanted.device()).of(file, wanted.name());
        return new Made(at(ImputationMethod.network(model)), Optional.of(model));
    }

    private ImputationMethod at(ImputationMethod method) {
        return rate.isEmpty() ? method : method.at(rate.get(0));
    }
}
