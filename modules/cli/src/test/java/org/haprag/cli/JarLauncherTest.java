package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JarLauncherTest {
    @Test
    void collectorFollowsTheProcessorsUnlessTheUserGivesOne() {
        assertThat(JarLauncher.flags(2, List.of(), Optional.empty())).contains("-XX:+UseSerialGC");
        assertThat(JarLauncher.flags(3, List.of(), Optional.empty())).contains("-XX:+UseParallelGC");
        assertThat(JarLauncher.flags(3, List.of("-XX:+UseG1GC"), Optional.empty()))
                .noneMatch(flag -> flag.endsWith("GC"));
    }

    @Test
    void theHeapBeginsSmallAndTakesLargeArraysAtOnceUnlessTheUserBoundsIt() {
        assertThat(JarLauncher.flags(2, List.of(), Optional.empty()))
                .contains("-Xms384m", "-XX:PretenureSizeThreshold=1m");
        assertThat(JarLauncher.flags(2, List.of("-Xmx100m"), Optional.empty()))
                .doesNotContain("-Xms384m", "-XX:PretenureSizeThreshold=1m");
    }

    @Test
    void anArchiveIsUsedWhereThereIsOne() {
        assertThat(JarLauncher.flags(2, List.of(), Optional.of(Path.of("x.jsa"))))
                .contains("-XX:SharedArchiveFile=x.jsa");
        assertThat(JarLauncher.flags(2, List.of(), Optional.empty())).noneMatch(flag -> flag.contains("Archive"));
    }

    @Test
    void sizesCollectorsAndPropertiesAreShared() {
        assertThat(JarLauncher.shareable(List.of("-Xmx8g", "-Xss1m", "-Da=b", "-XX:+UseG1GC", "-XX:MaxNewSize=1g")))
                .isTrue();
        assertThat(JarLauncher.shareable(List.of("-agentlib:jdwp=transport=dt_socket")))
                .isFalse();
        assertThat(JarLauncher.shareable(List.of("-XX:StartFlightRecording"))).isFalse();
        assertThat(JarLauncher.shareable(List.of("-javaagent:a.jar"))).isFalse();
    }
}
