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
    void aWarningDoesNotFailTheDoctor() {
        assertThat(doctor(Finding.ok("Java", "17"), Finding.warn("memory", "1 GB", "raise -Xmx")))
                .isZero();
        assertThat(out.toString())
                .contains("ok    Java        17", "warn  memory      1 GB", "to mend it: raise -Xmx", "can work here");
    }

    @Test
    void aFailureEndsWith2AndSaysHowToMendIt() {
        assertThat(doctor(Finding.fail("libtorch", "does not load", "free some disk")))
                .isEqualTo(2);
        assertThat(out.toString()).contains("fail  libtorch", "to mend it: free some disk", "cannot work here yet");
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
        Finding found = CacheChecks.cache("DJL cache", folder, "DJL_CACHE_DIR");
        assertThat(found.level()).isEqualTo(Finding.Level.OK);
        assertThat(found.detail()).contains("3 MB used", "DJL_CACHE_DIR");
    }

    @Test
    void oneRealTrainingStepLowersTheLoss() {
        assertThat(EngineChecks.trainingStep())
                .satisfies(f ->
                        assertThat(f.level()).as(f.detail() + " " + f.fix()).isEqualTo(Finding.Level.OK));
    }
}
