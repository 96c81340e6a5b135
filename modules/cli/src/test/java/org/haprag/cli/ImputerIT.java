package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar and the launcher, as a user starts them. */
class ImputerIT {
    private static final Path JAR = Path.of("target/imputer.jar").toAbsolutePath();

    private static final Path EXAMPLES = SchemaFiles.ROOT.resolve("examples");

    @TempDir
    Path folder;

    private record Ended(int exitCode, String out, String err) {}

    private Ended java(Map<String, String> environment, List<String> jvm, String... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(args));
        return start(environment, command);
    }

    private Ended start(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 5 minutes: " + command);
        }
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void theJarStandsAloneAndTellsItsVersion() throws Exception {
        Ended ended = java(Map.of(), List.of(), "--version");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("HapRAG ").contains("commit ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void doctorLoadsLibtorchAndTrainsWithNothingInTheCacheAndNoNetwork() throws Exception {
        List<String> noNetwork = List.of(
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=1",
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=1");
        Ended ended = java(Map.of("DJL_CACHE_DIR", folder.resolve("cache").toString()), noNetwork, "doctor");
        assertThat(ended.out()).contains("ok    libtorch", "ok    training", "ok    offline", "HapRAG can work here.");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void imputingOnTheCpuLoadsNoEngineAndNeedsNoCache() throws Exception {
        TinyVcfs.write(folder, 60);
        Path noFolder = Files.createFile(folder.resolve("file"));
        Ended ended = java(
                Map.of("DJL_CACHE_DIR", noFolder.resolve("cache").toString()),
                List.of("-Xlog:class+load:file=" + folder.resolve("classes.txt")),
                "impute",
                "--panel",
                folder.resolve("p.vcf.gz").toString(),
                "--target",
                folder.resolve("t.vcf.gz").toString(),
                "--out",
                folder.resolve("o.vcf.gz").toString());
        assertThat(ended.err()).contains("imputed 2 samples");
        assertThat(ended.exitCode()).isZero();
        assertThat(Files.readAllLines(folder.resolve("classes.txt")))
                .anyMatch(line -> line.contains("org.haprag.model.CpuNetwork "))
                .noneMatch(line -> line.contains("ai.djl.engine.Engine ") || line.contains("ai.djl.pytorch"));
    }

    @Test
    void badInputEndsWith2AndOneLineThatNamesTheFile() throws Exception {
        Ended ended = java(
                Map.of(),
                List.of(),
                "mask",
                "--vcf",
                EXAMPLES.resolve("array_sites.txt").toString(),
                "--keep-fraction",
                "0.5",
                "--out",
                "m.vcf.gz");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err().lines()).singleElement().asString().contains("array_sites.txt");
    }

    @Test
    void theExampleIsMaskedToItsArray() throws Exception {
        Ended ended = java(
                Map.of(),
                List.of(),
                "mask",
                "--vcf",
                EXAMPLES.resolve("1kg_eur_chr20.vcf.gz").toString(),
                "--sites",
                EXAMPLES.resolve("array_sites.txt").toString(),
                "--out",
                "masked.vcf.gz");
        assertThat(ended.err()).contains("kept 851 of 13665 sites");
        assertThat(ended.exitCode()).isZero();
        assertThat(folder.resolve("masked.vcf.gz.tbi")).isRegularFile();
    }

    @Test
    void theLauncherWorksThroughASymbolicLinkFromAnyFolderAndPassesItsFlagsOn() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), SchemaFiles.ROOT.resolve("imputer"));
        Ended ended = start(
                Map.of("HAPRAG_JAR", JAR.toString(), "HAPRAG_JAVA_OPTS", "-Xmx333m -Dx=y"),
                List.of(link.toString(), "doctor"));
        assertThat(ended.out()).contains("heap up to 0.3 GB");
    }

    @Test
    void theLauncherHasJavaKeepTheClassesOfAnImputationOnce() throws Exception {
        Path launcher = Files.copy(SchemaFiles.ROOT.resolve("imputer"), folder.resolve("imputer"));
        Files.createSymbolicLink(folder.resolve("imputer.jar"), JAR);
        Path java = Path.of(System.getProperty("java.home"));
        Map<String, String> listing =
                Map.of("JAVA_HOME", java.toString(), "HAPRAG_JAVA_OPTS", "-Xlog:class+load:file=classes.txt");
        List<String> command = List.of(launcher.toString(), "--version");

        Ended first = start(listing, command);
        assertThat(first.exitCode()).isZero();
        assertThat(first.err()).isEqualTo("imputer: preparing Java (once; some seconds)\n");
        Ended second = start(listing, command);
        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("classes.txt")))
                .anyMatch(line -> line.contains("org.haprag.cli.Imputer source: shared objects file (top)"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains(".jsa"))).hasSize(1);
        }
    }

    @Test
    void javaMinusJarGivesTheProgramTheFlagsOfTheLauncher() throws Exception {
        Map<String, String> printing = Map.of("JAVA_TOOL_OPTIONS", "-XX:+PrintCommandLineFlags");
        Ended byJar = java(printing, List.of(), "info", "none.safetensors");
        Ended byScript =
                start(printing, List.of(SchemaFiles.ROOT.resolve("imputer").toString(), "info", "none.safetensors"));
        assertThat(byJar.exitCode()).isEqualTo(2);
        assertThat(byScript.exitCode()).isEqualTo(2);
        List<String> flags = flags(byScript);
        assertThat(flags).hasSize(1).first().asString().contains("-XX:MaxNewSize=");
        assertThat(flags(byJar))
                .as("this Java, then the program's")
                .hasSize(2)
                .last()
                .isEqualTo(flags.get(0));
    }

    private static List<String> flags(Ended ended) {
        return ended.out().lines().filter(line -> line.startsWith("-XX:")).toList();
    }

    @Test
    void javaMinusJarWorksInAFolderWithAnyNameInTheCLocaleAndTakesTheUsersFlags() throws Exception {
        TinyVcfs.write(folder, 60);
        String run = "mkdir \"$(printf 'donn\\303\\251e')\"; cd donn*; "
                + "exec \"$1\" -XX:+UseG1GC -Xmx321m -jar \"$2\" panel --vcf ../p.vcf.gz --out p.hpanel";
        Ended ended = start(
                Map.of("LC_ALL", "C"),
                List.of(
                        "bash",
                        "-c",
                        run,
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        JAR.toString()));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    @Test
    void theLauncherSaysWhichJarIsMissing() throws Exception {
        Ended ended = start(
                Map.of("HAPRAG_JAR", folder.resolve("none.jar").toString()),
                List.of(SchemaFiles.ROOT.resolve("imputer").toString(), "--version"));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("none.jar", "does not exist");
    }
}
