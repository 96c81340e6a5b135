package org.haprag.imputation;

import java.util.Optional;
import java.util.function.Function;
import org.haprag.io.RunRecorder;
import org.haprag.model.InferenceNetwork;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.SwitchRate;
import org.haprag.retrieval.TypedPanel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What imputes: a network, or retrieval by itself. A model that is given stays the caller's to close. */
public abstract sealed class ImputationMethod {
    private static final Logger LOG = LoggerFactory.getLogger(ImputationMethod.class);

    private final Optional<SwitchRate> rate;

    private ImputationMethod(Optional<SwitchRate> rate) {
        this.rate = rate;
    }

    /** A network, fed by the retrieval that it was trained with. */
    public static ImputationMethod network(InferenceNetwork model) {
        return new Network(model, model.manifest().retrieval(), Optional.empty());
    }

    /** Retrieval by itself, at its middle scale. @throws IllegalStateException once it is used, if it needs a network */
    public static ImputationMethod retrieval(RetrievalConfig config) {
        return new RetrievalAlone(config.middleScaleOnly(), RetrievalConfig::retriever, Optional.empty());
    }

    /** A model's retrieval by itself, at its middle scale: what its network is fed with. */
    public static ImputationMethod retrievalOf(InferenceNetwork model) {
        return new RetrievalAlone(
                model.manifest().retrieval().middleScaleOnly(),
                config -> config.retriever(model.embedder()),
                Optional.empty());
    }

    /** The same at a given switch rate, where its scales are multiples of the panel's own. */
    public abstract ImputationMethod at(SwitchRate rate);

    abstract RetrievalConfig config();

    /** The panel's rate that it was put {@link #at}; empty where its scales are its own. */
    final Optional<SwitchRate> rate() {
        return rate;
    }

    /**
     * What imputes a plan: this, at the switch rate of the plan's panel if its scales are multiples of that. Whoever imputes
     * without a plan gets the rate of each batch's panel.
     *
     * @param recorder hears of what was found out
     */
    public ImputationMethod fittedTo(ImputationPlan plan, RunRecorder recorder) {
        return rateFor(config(), plan, recorder).map(this::at).orElse(this);
    }

    /** The switch rate that a method is put {@link #at} to impute a plan; empty where its scales are its own. */
    static Optional<SwitchRate> rateFor(RetrievalConfig config, ImputationPlan plan, RunRecorder recorder) {
        if (!config.relative()) return Optional.empty();
        SwitchRate rate = recorder.phase("estimate rate", () -> plan.switchRate(config));
        recorder.result("switchRate", rate);
        LOG.info("switches per cM: {}", rate);
        return Optional.of(rate);
    }

    abstract Retriever retriever();

    /** Whether a network predicts, which is told of the panel's clustering. */
    abstract boolean usesNetwork();

    /** Whether what is computed lies outside of Java's heap ({@link TensorMemory}). */
    abstract boolean usesNativeMemory();

    /** Imputes some targets, in one thread. @param share of what a network adds to copying counts */
    abstract TargetImputer imputer(NetworkShare share);

    /** What tells how far a network is to be believed in a window; arguments as of {@link NetworkTrial#of}. */
    abstract Optional<NetworkTrial> trial(
            Imputation imputation, TypedPanel panel, Retriever.Prepared prepared, TrialSamples samples);

    private static final class Network extends ImputationMethod {
        private final InferenceNetwork model;
        private final RetrievalConfig config;
        private final Retriever retriever;

        Network(InferenceNetwork model, RetrievalConfig config, Optional<SwitchRate> rate) {
            super(rate);
            this.model = model;
            this.config = config;
            this.retriever = config.retriever(model.embedder());
        }

        @Override
        public ImputationMethod at(SwitchRate rate) {
            return new Network(model, config.at(rate), Optional.of(rate));
        }

        @Override
        RetrievalConfig config() {
            return config;
        }

        @Override
        Retriever retriever() {
            return retriever;
        }

        @Override
        boolean usesNetwork() {
            return true;
        }

        @Override
        boolean usesNativeMemory() {
            return model.usesNativeMemory();
        }

        @Override
        TargetImputer imputer(NetworkShare share) {
            return share.isNothing() ? new CopyingImputer() : new NetworkImputer(model, share);
        }

        @Override
        Optional<NetworkTrial> trial(
                Imputation imputation, TypedPanel panel, Retriever.Prepared prepared, TrialSamples samples) {
            if (samples.count() == 0) return Optional.empty();
            return Optional.of(NetworkTrial.of(model, imputation, panel, retriever, prepared, samples));
        }
    }

    private static final class RetrievalAlone extends ImputationMethod {
        private final RetrievalConfig config;
        private final Function<RetrievalConfig, Retriever> retrievers;
        private final Retriever retriever;

        RetrievalAlone(
                RetrievalConfig config, Function<RetrievalConfig, Retriever> retrievers, Optional<SwitchRate> rate) {
            super(rate);
            this.config = config;
            this.retrievers = retrievers;
            this.retriever = retrievers.apply(config);
        }

        @Override
        public ImputationMethod at(SwitchRate rate) {
            return new RetrievalAlone(config.at(rate), retrievers, Optional.of(rate));
        }

        @Override
        RetrievalConfig config() {
            return config;
        }

        @Override
        Retriever retriever() {
            return retriever;
        }

        @Override
        boolean usesNetwork() {
            return false;
        }

        @Override
        boolean usesNativeMemory() {
            return false;
        }

        @Override
        TargetImputer imputer(NetworkShare share) {
            return new CopyingImputer();
        }

        @Override
        Optional<NetworkTrial> trial(
                Imputation imputation, TypedPanel panel, Retriever.Prepared prepared, TrialSamples samples) {
            return Optional.empty();
        }
    }
}
