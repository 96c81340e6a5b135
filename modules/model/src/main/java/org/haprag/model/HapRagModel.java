package org.haprag.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.haprag.genotype.InputException;
import org.haprag.retrieval.WindowEmbedder;

/** A network with its weights in the engine, which training changes, and the manifest that says how to feed it. */
public final class HapRagModel implements InferenceNetwork {
    private final NDManager manager;
    private final ModelManifest manifest;
    private final HapRagNetwork network;

    private HapRagModel(ModelManifest manifest, Device device, Function<NDManager, Parameters> parameters) {
        this.manifest = manifest;
        this.manager = NDManager.newBaseManager(device);
        try {
            this.network = new HapRagNetwork(manifest.model(), parameters.apply(manager));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** A network that has learned nothing: its fusion starts at the copying posterior. */
    public static HapRagModel random(ModelManifest manifest, long seed) {
        return random(manifest, seed, engineChoice());
    }

    /** As above. @param device where the network computes */
    public static HapRagModel random(ModelManifest manifest, long seed, Device device) {
        return new HapRagModel(manifest, device, manager -> new Parameters(manager, seed));
    }

    /**
     * The network that a file describes, with its weights.
     *
     * @param where named in errors
     * @throws InputException if the weights do not fit the network
     */
    public static HapRagModel of(ModelFile file, String where) {
        return of(file, where, engineChoice());
    }

    /** As above. @param device where the network computes */
    public static HapRagModel of(ModelFile file, String where, Device device) {
        HapRagModel model;
        try {
            model = new HapRagModel(file.manifest(), device, manager -> new Parameters(manager, file.weights()));
        } catch (IllegalArgumentException e) {
            throw CpuWeights.unfit(where, e.getMessage());
        }
        Set<String> surplus = new TreeSet<>(file.weights().keySet());
        model.network.parameters().names().forEach(surplus::remove);
        if (surplus.isEmpty()) return model;
        model.close();
        throw CpuWeights.unfit(where, "an unknown tensor " + surplus.iterator().next());
    }

    private static Device engineChoice() {
        return Engine.getInstance().defaultDevice();
    }

    /** The present weights as a file. */
    public ModelFile toFile(Map<String, String> provenance) {
        return new ModelFile(manifest.with(provenance), network.parameters().values());
    }

    @Override
    public ModelManifest manifest() {
        return manifest;
    }

    public HapRagNetwork network() {
        return network;
    }

    @Override
    public InferenceSession session() {
        return new EngineSession(this);
    }

    @Override
    public WindowEmbedder embedder() {
        return new NetworkEmbedder(this);
    }

    @Override
    public boolean usesNativeMemory() {
        return true;
    }

    /** Owner of the weights; make a sub-manager for each batch. */
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
