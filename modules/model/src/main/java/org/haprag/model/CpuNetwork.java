package org.haprag.model;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.haprag.genotype.InputException;
import org.haprag.retrieval.WindowEmbedder;

/**
 * The network in plain Java, for the CPU: what {@link HapRagNetwork} computes, without an engine. A test holds the two against each
 * other. A change of the network is made in both: sizes, constants and Fourier features are theirs together, and each refuses a
 * file with a weight too few or too many.
 */
public final class CpuNetwork implements InferenceNetwork {
    private final ModelManifest manifest;
    private final Map<String, float[]> weights;
    private final String where;
    private final Queue<CpuSession> idle = new ConcurrentLinkedQueue<>();

    private CpuNetwork(ModelFile file, String where) {
        this.manifest = file.manifest();
        this.weights = file.weights();
        this.where = where;
        CpuWeights all = new CpuWeights(where, weights);
        idle.add(new CpuSession(manifest.model(), all, idle::add));
        all.checkAllTaken();
    }

    /**
     * The network that a file describes, with its weights.
     *
     * @param where named in errors
     * @throws InputException if the weights do not fit the network
     */
    public static CpuNetwork of(ModelFile file, String where) {
        return new CpuNetwork(file, where);
    }

    @Override
    public ModelManifest manifest() {
        return manifest;
    }

    @Override
    public InferenceSession session() {
        CpuSession session = idle.poll();
        return session != null ? session : new CpuSession(manifest.model(), new CpuWeights(where, weights), idle::add);
    }

    @Override
    public WindowEmbedder embedder() {
        return (tokens, cmFromMiddle) -> new CpuEncoder(
                        manifest.model(), new CpuWeights(where, weights), cmFromMiddle.length)
                .embed(tokens, cmFromMiddle);
    }

    @Override
    public boolean usesNativeMemory() {
        return false;
    }

    /** Nothing to free. */
    @Override
    public void close() {
        idle.clear();
    }
}
