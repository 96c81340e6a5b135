package org.haprag.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import org.haprag.genotype.InputException;

/** Where the network computes: {@code auto}, {@code cpu} or {@code gpu:N}. */
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
     * @throws InputException if it is none of the three forms, or a GPU that is not there
     */
    public static NetworkDevice find(String text) {
        boolean sound = text.matches("auto|cpu|gpu:[0-9]{1,3}");
        if (!sound) throw refused("the device cannot be read", text, "auto, cpu or gpu:N", "write it in that form");
        if (text.equals("cpu")) return new NetworkDevice(Device.cpu(), "CPU");
        int gpus = Engine.getInstance().getGpuCount();
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
