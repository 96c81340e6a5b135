package org.haprag.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
    private final StringWriter out = new StringWriter();

    private int doctor(Finding... findings) {
        List<Check> checks =
                java.util.Arrays.stream(findings).map(f -> (Check) () -> f).toList();
        return new CommandLine(new DoctorCommand(checks))
                .setOut(new PrintWriter(out, true))
                .execute();
    }

    @Test
    void aCacheBelowAFileIsNoCache(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Finding found = CacheChecks.cache("DJL cache", file.resolve("cache"), "DJL_CACHE_DIR", "libdjl_torch.so");
        assertThat(found.level()).isEqualTo(Finding.Level.FAIL);
        assertThat(found.detail()).contains("cannot be written");
        assertThat(found.fix()).contains("DJL_CACHE_DIR");
    }

    @Test
    void aWarningDoesNotFailTheDoctor() {
        assertThat(doctor(Finding.ok("Java", "17"), Finding.warn("memory", "1 GB", "raise -Xmx")))
                .isZero();
        assertThat(out.toString())
                .contains("ok    Java        17", "warn  memory      1 GB", "Fix: raise -Xmx", "can work here");
    }

    @Test
    void aFailureEndsWith2AndSaysHowToMendIt() {
        assertThat(doctor(Finding.fail("libtorch", "does not load", "free some disk")))
                .isEqualTo(2);
        assertThat(out.toString()).contains("fail  libtorch", "Fix: free some disk", "does not work here yet");
    }

    @Test
    void anOldJavaASmallHeapAForeignPlatformAndAnOnlineDjlAreNoticed() {
        assertThat(MachineChecks.java(11, "11.0.2").level()).isEqualTo(Finding.Level.FAIL);
        assertThat(MachineChecks.java(21, "21.0.1").level()).isEqualTo(Finding.Level.OK);
        assertThat(MachineChecks.heap(1L << 30).level()).isEqualTo(Finding.Level.WARN);
        assertThat(MachineChecks.platform("Mac OS X", "aarch64").level()).isEqualTo(Finding.Level.FAIL);
        assertThat(MachineChecks.processors(1).level()).isEqualTo(Finding.Level.WARN);
        assertThat(CacheChecks.offline(false).level()).isEqualTo(Finding.Level.WARN);
    }

    @Test
    void aCacheReportsItsSizeAndHowToMoveIt(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("lib.so"), new byte[3 << 20]);
        Finding found = CacheChecks.cache("DJL cache", folder, "DJL_CACHE_DIR", "libdjl_torch.so");
        assertThat(found.level()).isEqualTo(Finding.Level.OK);
        assertThat(found.detail()).contains("3 MB used", "DJL_CACHE_DIR");
    }

    @Test
    void aCacheThatCannotBeWrittenToIsGoodIfItIsComplete(@TempDir Path folder) throws Exception {
        Finding incomplete = CacheChecks.cache("DJL cache", folder, "DJL_CACHE_DIR", "libdjl_torch.so", folder, false);
        assertThat(incomplete.level()).isEqualTo(Finding.Level.FAIL);
        assertThat(incomplete.detail()).contains("is not writable");
        Files.write(folder.resolve("0.32.0-libdjl_torch.so"), new byte[2 << 20]);
        Finding complete = CacheChecks.cache("DJL cache", folder, "DJL_CACHE_DIR", "libdjl_torch.so", folder, false);
        assertThat(complete.level()).isEqualTo(Finding.Level.OK);
        assertThat(complete.detail()).contains("read-only and complete, 2 MB");
    }

    private static Finding gpu(String flavor, String driver, boolean nodes, String visible) {
        return new GpuCheck(
                        List.of(),
                        flavor,
                        java.util.Optional.ofNullable(driver),
                        nodes,
                        java.util.Optional.ofNullable(visible))
                .finding();
    }

    @Test
    void itSaysWhyAGpuIsNotUsed() {
        assertThat(gpu("cpu", null, false, null).detail()).isEqualTo("none in this machine; the CPU is used");
        assertThat(gpu("cu124", null, false, null).level()).isEqualTo(Finding.Level.OK);
        assertThat(gpu("cu124", null, false, null).detail())
                .contains("none in this machine", "no NVIDIA driver", "--gpus");
        assertThat(gpu("cpu", "550.90.07", true, null).detail()).contains("driver 550.90.07", "built for CPU");
        assertThat(gpu("cu124", "550.90.07", true, "").detail()).contains("CUDA_VISIBLE_DEVICES='' hides");
        assertThat(gpu("cu124", "550.90.07", false, null).fix()).contains("--gpus all");
        assertThat(gpu("cu124", "535.183.01", true, null).fix()).contains("550.54 or newer");
        Finding unknown = gpu("cu124", "550.90.07", true, "0");
        assertThat(unknown.level()).isEqualTo(Finding.Level.WARN);
        assertThat(unknown.fix()).contains("nvidia-smi", "libcudart.so");
    }

    @Test
    void aUsableGpuIsNamedWithItsMemoryAndTheDriver() {
        Finding found = new GpuCheck(
                        List.of("NVIDIA H200, 139.8 GB, 0.5 GB of them in use"),
                        "cu124",
                        java.util.Optional.of("550.90.07"),
                        true,
                        java.util.Optional.empty())
                .finding();
        assertThat(found.level()).isEqualTo(Finding.Level.OK);
        assertThat(found.detail()).contains("1 usable", "cu124", "driver 550.90.07", "H200", "139.8 GB");
    }

    @Test
    void theDriversVersionIsReadFromEitherKindOfModule() {
        assertThat(GpuCheck.version(
                        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC"))
                .contains("535.183.01");
        assertThat(GpuCheck.version(
                        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.90.07  Release Build"))
                .contains("550.90.07");
        assertThat(GpuCheck.version("something else")).isEmpty();
    }

    @Test
    void oneRealTrainingStepLowersTheLoss() {
        assertThat(EngineChecks.trainingStep())
                .satisfies(f ->
                        assertThat(f.level()).as(f.detail() + " " + f.fix()).isEqualTo(Finding.Level.OK));
    }
}
