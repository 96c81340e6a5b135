package org.haprag.model;

import java.util.Optional;
import org.haprag.genotype.InputException;

/**
 * Where a network imputes: {@code auto}, {@code cpu} or {@code gpu:N}. On the CPU {@link CpuNetwork} computes and no engine is
 * loaded; a GPU is the engine's.
 */
public final class InferenceDevice {
    private final Optional<NetworkDevice> gpu;
    private final String reason;

    private InferenceDevice(Optional<NetworkDevice> gpu, String reason) {
        this.gpu = gpu;
        this.reason = reason;
    }

    /**
     * Finds a device.
     *
     * @param text {@code auto} takes the first GPU if the engine is one for GPUs and sees one, else the CPU
     * @throws InputException as {@link NetworkDevice#find}
     */
    public static InferenceDevice find(String text) {
        NetworkDevice.check(text);
        if (text.equals("cpu")) return new InferenceDevice(Optional.empty(), "CPU");
        if (text.equals("auto") && !NetworkDevice.engineForGpus()) {
            return new InferenceDevice(Optional.empty(), "CPU (auto: this libtorch is for CPUs)");
        }
        NetworkDevice found = NetworkDevice.find(text);
        return new InferenceDevice(Optional.of(found).filter(NetworkDevice::isGpu), found.toString());
    }

    /** A network with the weights of a file, here; to be closed. @param where named in errors */
    public InferenceNetwork of(ModelFile file, String where) {
        if (gpu.isPresent()) return gpu.get().of(file, where);
        return CpuNetwork.of(file, where);
    }

    /** Such as {@code CPU (auto: this libtorch is for CPUs)}. */
    @Override
    public String toString() {
        return reason;
    }
}
