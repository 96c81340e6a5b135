package org.haprag.model;

import java.util.Map;
import java.util.TreeMap;
import org.haprag.retrieval.RetrievalConfig;

/**
 * What a model file says of itself (data-schemas/model.schema.json).
 *
 * @param formatVersion of the file; {@link ModelFile#FORMAT_VERSION} is the only one this program reads
 * @param model sizes of the network
 * @param retrieval how the neighbours it was trained on were retrieved; imputation must do the same
 * @param provenance where the weights come from: seed, data digests, steps, versions; for people and for run records
 */
public record ModelManifest(
        int formatVersion, ModelConfig model, RetrievalConfig retrieval, Map<String, String> provenance) {
    public ModelManifest {
        provenance = java.util.Collections.unmodifiableMap(new TreeMap<>(provenance));
        if (retrieval.scaleCount() != model.scales()) {
            throw new IllegalArgumentException(
                    "the network expects " + model.scales() + " scales, the retriever has " + retrieval.scaleCount());
        }
        if (retrieval.middleScale() != model.middleScale()) {
            throw new IllegalArgumentException("the network takes scale " + model.middleScale()
                    + " for the middle one, the retriever scale " + retrieval.middleScale());
        }
        if (model.neighbours() > 0 && retrieval.neighbours() != model.neighbours()) {
            throw new IllegalArgumentException("the network expects " + model.neighbours()
                    + " neighbours, the retriever gives " + retrieval.neighbours());
        }
    }

    /** The same with another provenance. */
    public ModelManifest with(Map<String, String> newProvenance) {
        return new ModelManifest(formatVersion, model, retrieval, newProvenance);
    }
}
