package org.haprag.cli.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.haprag.model.NetworkDevice;

/**
 * Which GPUs libtorch can use, and if none, why.
 *
 * @param usable what each usable GPU is, in words
 * @param flavor of libtorch: {@code cpu}, or such as {@code cu124}
 * @param driver version of NVIDIA's driver, if one is loaded
 * @param deviceNodes whether this process has been given a GPU: {@code /dev/nvidia0} and so on
 * @param visible CUDA_VISIBLE_DEVICES, if set
 */
record GpuCheck(
        List<String> usable, String flavor, Optional<String> driver, boolean deviceNodes, Optional<String> visible) {
    private static final String SUBJECT = "GPU";

    /** CUDA 12.4 needs it (NVIDIA's CUDA toolkit release notes, table 3). */
    private static final double LEAST_DRIVER = 550.54;

    private static final Path DRIVER = Path.of("/proc/driver/nvidia");
    private static final Pattern VERSION = Pattern.compile("Kernel Module(?: for \\S+)?\\s+(\\d+\\.\\d+[.\\d]*)");

    /** Looks at this machine; loads the engine. */
    static GpuCheck here(String engine) throws IOException {
        List<String> usable = new ArrayList<>();
        int count = Engine.getEngine(engine).getGpuCount();
        List<String> models = models();
        for (int gpu = 0; gpu < count; gpu++) {
            usable.add((gpu < models.size() ? models.get(gpu) + ", " : "") + memory(gpu));
        }
        Path version = DRIVER.resolve("version");
        boolean nodes;
        try (Stream<Path> devices = Files.list(Path.of("/dev"))) {
            nodes = devices.anyMatch(d -> d.getFileName().toString().matches("nvidia[0-9]+"));
        }
        return new GpuCheck(
                usable,
                NetworkDevice.flavor(),
                Files.isReadable(version) ? version(Files.readString(version)) : Optional.empty(),
                nodes,
                Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
    }

    /** The driver's version in the text of {@code /proc/driver/nvidia/version}. */
    static Optional<String> version(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static List<String> models() throws IOException {
        Path gpus = DRIVER.resolve("gpus");
        if (!Files.isDirectory(gpus)) return List.of();
        List<String> models = new ArrayList<>();
        try (Stream<Path> folders = Files.list(gpus)) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve("information");
                if (!Files.isReadable(file)) continue;
                Files.readAllLines(file).stream()
                        .filter(l -> l.startsWith("Model:"))
                        .forEach(l -> models.add(l.substring("Model:".length()).strip()));
            }
        }
        return models;
    }

    private static String memory(int gpu) {
        var memory = CudaUtils.getGpuMemory(Device.gpu(gpu));
        double gb = 1024.0 * 1024 * 1024;
        return String.format(
                Locale.ROOT, "%.1f GB, %.1f GB of them in use", memory.getMax() / gb, memory.getCommitted() / gb);
    }

    Finding finding() {
        String withDriver = driver.map(v -> "driver " + v).orElse("no driver");
        if (!usable.isEmpty()) {
            return Finding.ok(
                    SUBJECT,
                    usable.size() + " usable by CUDA (libtorch " + flavor + ", " + withDriver + "): "
                            + String.join("; ", usable));
        }
        boolean cuda = flavor.startsWith("cu");
        if (driver.isEmpty()) {
            if (!cuda) return Finding.ok(SUBJECT, "none in this machine; the CPU is used");
            return Finding.ok(
                    SUBJECT,
                    "none in this machine; the CPU is used (libtorch " + flavor + " is here, but no NVIDIA driver is; a"
                            + " container is given one by --gpus all)");
        }
        if (!cuda) {
            return Finding.warn(
                    SUBJECT,
                    "NVIDIA " + withDriver + " is here, but this libtorch was built for CPU",
                    "use the image haprag:cuda, or install a CUDA 12.4 libtorch 2.5.1 and set PYTORCH_LIBRARY_PATH to its lib"
                            + " folder, PYTORCH_VERSION=2.5.1 and PYTORCH_FLAVOR=cu124");
        }
        return unused("NVIDIA " + withDriver + " and libtorch " + flavor + " are here, but ");
    }

    private Finding unused(String there) {
        if (visible.filter(v -> v.isBlank() || v.startsWith("-")).isPresent()) {
            return Finding.warn(
                    SUBJECT,
                    there + "CUDA_VISIBLE_DEVICES='" + visible.get() + "' hides every GPU",
                    "unset CUDA_VISIBLE_DEVICES, or name a GPU in it");
        }
        if (!deviceNodes) {
            return Finding.warn(
                    SUBJECT,
                    there + "this process was given no GPU (no /dev/nvidia0)",
                    "start the container with --gpus all; without one, run nvidia-smi, which makes the device");
        }
        if (major(driver.orElseThrow()) < LEAST_DRIVER) {
            return Finding.warn(
                    SUBJECT,
                    there + "the driver is too old for CUDA 12.4",
                    "install driver " + LEAST_DRIVER + " or newer on the host");
        }
        return Finding.warn(
                SUBJECT,
                there + "CUDA counts no GPU",
                "see whether nvidia-smi works here, and whether a folder of LD_LIBRARY_PATH holds libcudart.so");
    }

    private static double major(String version) {
        Matcher matcher = Pattern.compile("\\d+\\.\\d+").matcher(version);
        return matcher.find() ? Double.parseDouble(matcher.group()) : 0;
    }
}
