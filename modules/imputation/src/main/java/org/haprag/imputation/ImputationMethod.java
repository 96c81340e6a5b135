package org.haprag.imputation;

import org.haprag.model.HapRagModel;
import org.haprag.model.NetworkEmbedder;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;

/** What imputes: a network, or retrieval by itself. A model that is given stays the caller's to close. */
public abstract sealed class ImputationMethod {
    private final Retriever retriever;

    private ImputationMethod(Retriever retriever) {
        this.retriever = retriever;
    }

    /** A network, fed by the retrieval that it was trained with. */
    public static ImputationMethod network(HapRagModel model) {
        return new Network(model);
    }

    /** Retrieval by itself, at its middle scale. @throws IllegalStateException once it is used, if it needs a network */
    public static ImputationMethod retrieval(RetrievalConfig config) {
        return new RetrievalAlone(config.middleScaleOnly().retriever());
    }

    /** A model's retrieval by itself, at its middle scale: what its network is fed with. */
    public static ImputationMethod retrievalOf(HapRagModel model) {
        RetrievalConfig config = model.manifest().retrieval().middleScaleOnly();
        return new RetrievalAlone(config.retriever(new NetworkEmbedder(model)));
    }

    final Retriever retriever() {
        return retriever;
    }

    /** Whether a network predicts: it is told of the panel's clustering, and its tensors lie outside of Java's heap. */
    abstract boolean usesNetwork();

    /** Imputes some targets, in one thread. */
    abstract TargetImputer imputer();

    private static final class Network extends ImputationMethod {
        private final HapRagModel model;

        Network(HapRagModel model) {
            super(model.manifest().retrieval().retriever(new NetworkEmbedder(model)));
            this.model = model;
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
        RetrievalAlone(Retriever retriever) {
            super(retriever);
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
}
