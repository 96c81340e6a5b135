package org.haprag.model;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/** A session in the engine. What a call computes is freed at its end, but for the tokens of the present target. */
final class EngineSession implements InferenceSession {
    /** Classes of the gt head: the three that are asked for, and one with another ALT. */
    private static final int GENOTYPES = 4;

    private final HapRagModel model;
    private NDManager keeper;
    private NDList tokens = new NDList();
    private Optional<HapRagNetwork.Encoded> encoded = Optional.empty();

    EngineSession(HapRagModel model) {
        this.model = model;
        this.keeper = model.manager().newSubManager();
    }

    @Override
    public void begin() {
        keeper.close();
        keeper = model.manager().newSubManager();
        tokens = new NDList();
        encoded = Optional.empty();
    }

    @Override
    public void encode(TypedBatch batch, float[] weights, int at) {
        try (NDManager manager = model.manager().newSubManager()) {
            HapRagNetwork.Encoded part = model.network().encode(batch.toInputs(manager), false);
            if (part.weights().isPresent()) {
                float[] w = part.weights().get().toFloatArray();
                System.arraycopy(w, 0, weights, at, w.length);
            }
            part.anchors().attach(keeper);
            tokens.add(part.anchors());
        }
        encoded = Optional.empty();
    }

    @Override
    public float[] odds(SiteBatch batch) {
        if (encoded.isEmpty()) {
            encoded = Optional.of(new HapRagNetwork.Encoded(
                    tokens.size() == 1 ? tokens.head() : NDArrays.concat(tokens, 0), Optional.empty()));
        }
        try (NDManager manager = model.manager().newSubManager()) {
            return model.network().odds(encoded.get(), batch.toInputs(manager)).toFloatArray();
        }
    }

    @Override
    public float[] genotypes(float[] odds1, float[] odds2) {
        int n = odds1.length;
        try (NDManager manager = model.manager().newSubManager()) {
            float[] logits = model.network()
                    .genotypes(
                            manager.create(odds1, new Shape(1, n)),
                            manager.create(odds2, new Shape(1, n)),
                            manager.zeros(new Shape(1, n, 2)))
                    .toFloatArray();
            float[] out = new float[3 * n];
            for (int i = 0; i < n; i++) System.arraycopy(logits, GENOTYPES * i, out, 3 * i, 3);
            return out;
        }
    }

    @Override
    public void close() {
        keeper.close();
    }
}
