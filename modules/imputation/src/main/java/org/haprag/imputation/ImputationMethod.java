package org.haprag.imputation;

import java.util.Optional;
import org.haprag.io.RunRecorder;
import org.haprag.model.HapRagModel;
import org.haprag.model.NetworkEmbedder;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.SwitchRate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What imputes: a network, or retrieval by itself. A model that is given stays the caller's to close. */
public abstract sealed class ImputationMethod {
    private static final Logger LOG = LoggerFactory.getLogger(ImputationMethod.class);

    private ImputationMethod() {}

    /** A network, fed by the retrieval that it was trained with. */
    public static ImputationMethod network(HapRagModel model) {
        return new Network(model);
    }

    /** Retrieval by itself, at its middle scale. @throws IllegalStateException once it is used, if it needs a network */
    public static ImputationMethod retrieval(RetrievalConfig config) {
        return new RetrievalAlone(config.middleScaleOnly().retriever(), Optional.empty());
    }

    /**
     * Copying by itself, at the rate of the panel that is copied from; {@link #fittedTo} finds the rate.
     *
     * @param multiples its scales are multiples of that rate
     */
    public static ImputationMethod copyingAtOwnRate(RetrievalConfig multiples) {
        return new AtOwnRate(multiples);
    }

    /** A model's retrieval by itself, at its middle scale: what its network is fed with. */
    public static ImputationMethod retrievalOf(HapRagModel model) {
        RetrievalConfig config = model.manifest().retrieval().middleScaleOnly();
        return new RetrievalAlone(config.retriever(new NetworkEmbedder(model)), Optional.empty());
    }

    /**
     * What imputes a plan: this, or what it becomes once something is known of the panel.
     *
     * @param recorder hears of what was found out
     */
    public ImputationMethod fittedTo(ImputationPlan plan, RunRecorder recorder) {
        return this;
    }

    /** The rate of the panel at which it copies, where that was estimated. */
    Optional<SwitchRate> rate() {
        return Optional.empty();
    }

    abstract Retriever retriever();

    /** Whether a network predicts: it is told of the panel's clustering, and its tensors lie outside of Java's heap. */
    abstract boolean usesNetwork();

    /** Imputes some targets, in one thread. */
    abstract TargetImputer imputer();

    private static final class Network extends ImputationMethod {
        private final HapRagModel model;
        private final Retriever retriever;

        Network(HapRagModel model) {
            this.model = model;
            this.retriever = model.manifest().retrieval().retriever(new NetworkEmbedder(model));
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
        TargetImputer imputer() {
            return new NetworkImputer(model);
        }
    }

    private static final class RetrievalAlone extends ImputationMethod {
        private final Retriever retriever;
        private final Optional<SwitchRate> rate;

        RetrievalAlone(Retriever retriever, Optional<SwitchRate> rate) {
            this.retriever = retriever;
            this.rate = rate;
        }

        @Override
        Optional<SwitchRate> rate() {
            return rate;
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
        TargetImputer imputer() {
            return new CopyingImputer();
        }
    }

    private static final class AtOwnRate extends ImputationMethod {
        private final RetrievalConfig multiples;

        AtOwnRate(RetrievalConfig multiples) {
            this.multiples = multiples;
        }

        @Override
        public ImputationMethod fittedTo(ImputationPlan plan, RunRecorder recorder) {
            SwitchRate rate = recorder.phase("estimate rate", () -> plan.switchRate(multiples));
            recorder.result("switchRate", rate);
            LOG.info("switches per cM: {}", rate);
            return new RetrievalAlone(multiples.at(rate).middleScaleOnly().retriever(), Optional.of(rate));
        }

        @Override
        Retriever retriever() {
            throw notFitted();
        }

        @Override
        boolean usesNetwork() {
            return false;
        }

        @Override
        TargetImputer imputer() {
            throw notFitted();
        }

        private static IllegalStateException notFitted() {
            return new IllegalStateException("the switch rate is not known: use fittedTo first");
        }
    }
}
