package org.haprag.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import org.haprag.genotype.InputException;

/** Where the engine computes: {@code auto}, {@code cpu} or {@code gpu:N}. */
public final class NetworkDevice {
    private final Device device;
    private final String reason;

    private NetworkDevice(Device device, String reason) {
        this.device = device;
        this.reason = reason;
    }

    /**
     * Finds a device; loads the engine.
     *
     * @param text {@code auto} takes the first GPU if the engine sees one, else the CPU
     * @throws InputException if it is none of the three forms, a GPU that is not there, or the engine cannot be unpacked or loaded
     */
    public static NetworkDevice find(String text) {
        check(text);
        int gpus = loaded().getGpuCount();
        if (text.equals("cpu")) return new NetworkDevice(Device.cpu(), "CPU");
        if (text.equals("auto")) {
            return gpus > 0
                    ? new NetworkDevice(Device.gpu(0), "GPU 0 (auto: the first of " + gpus + ")")
                    : new NetworkDevice(Device.cpu(), "CPU (auto: this libtorch sees no GPU)");
        }
        int wanted = Integer.parseInt(text.substring("gpu:".length()));
        if (wanted >= gpus) {
            throw refused(
                    "there is no such GPU",
                    text + ", but libtorch sees " + gpus + " GPUs",
                    gpus == 0 ? "cpu or auto" : "gpu:0 to gpu:" + (gpus - 1),
                    "use --device auto; 'imputer doctor' says what a GPU would need");
        }
        return new NetworkDevice(Device.gpu(wanted), "GPU " + wanted);
    }

    /** @throws InputException if it is none of the three forms */
    static void check(String text) {
        boolean sound = text.matches("auto|cpu|gpu:[0-9]{1,3}");
        if (!sound) throw refused("the device cannot be read", text, "auto, cpu or gpu:N", "write it in that form");
    }

    /** What libtorch was built for, {@code cpu} or such as {@code cu124}: the one in the jar is for CPUs, others are named. */
    public static String flavor() {
        String named = System.getProperty("PYTORCH_FLAVOR", System.getenv("PYTORCH_FLAVOR"));
        return named == null || named.isBlank() ? "cpu" : named;
    }

    /** Whether libtorch may see a GPU; loads nothing. */
    static boolean engineForGpus() {
        return flavor().startsWith("cu");
    }

    boolean isGpu() {
        return device.isGpu();
    }

    /** libtorch, unpacked into its cache on first use. */
    private static Engine loaded() {
        try {
            return Engine.getInstance();
        } catch (EngineException | LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null) root = root.getCause();
            throw new InputException(
                    Utils.getEngineCacheDir().toString(),
                    "libtorch cannot be unpacked there, or not be loaded",
                    root.getClass().getSimpleName() + ": " + root.getMessage(),
                    "a folder that can be written to, with 500 MB free, on a file system that allows executables",
                    "set DJL_CACHE_DIR=FOLDER to such a folder; 'imputer doctor' says whether it will do;"
                            + " imputing on a CPU needs no libtorch",
                    e);
        }
    }

    private static InputException refused(String what, String found, String expected, String fix) {
        return new InputException("--device", what, found, expected, fix);
    }

    /** A network that has learned nothing, here. */
    public HapRagModel random(ModelManifest manifest, long seed) {
        return HapRagModel.random(manifest, seed, device);
    }

    /** A network with the weights of a file, here. */
    public HapRagModel of(ModelFile file, String where) {
        return HapRagModel.of(file, where, device);
    }

    /** Such as {@code CPU (auto: this libtorch sees no GPU)}. */
    @Override
    public String toString() {
        return reason;
    }
}
