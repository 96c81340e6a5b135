package org.haprag.cli.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Spark cluster on the loopback interface, each part of it a process of its own, from the jars of modules/testkit-spark. */
final class SparkProcesses implements AutoCloseable {
    private static final Path CLASS_PATH = Path.of("../testkit-spark/target/classpath");

    /** Where a Spark installation would be. */
    private static final Path HOME = Path.of("target/spark").toAbsolutePath();

    private static final Pattern PORT = Pattern.compile("service 'sparkMaster' on port ([0-9]+)");
    private static final long PATIENCE_MS = 60_000;

    /** What Spark needs of a JDK 17; spark-submit adds these by itself. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private final Path folder;
    private final List<ProcessHandle> started = new ArrayList<>();
    private final String master;

    /** Starts a master. @param folder for logs and what workers keep */
    SparkProcesses(Path folder) throws Exception {
        this.folder = folder;
        if (!Files.exists(CLASS_PATH)) {
            throw new IllegalStateException(CLASS_PATH + " is missing; run mvn verify -pl modules/cli -am");
        }
        Path jars = Files.createDirectories(HOME.resolve("jars"));
        for (String jar : Files.readString(CLASS_PATH).strip().split(":")) {
            Path link = jars.resolve(Path.of(jar).getFileName());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(jar));
        }
        Path log = folder.resolve("master.log");
        start(
                log,
                List.of(),
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0");
        master = "spark://127.0.0.1:" + await(log, PORT).group(1);
    }

    /** Starts a worker with one core, and waits until it is part of the cluster. */
    Process worker(String name) throws Exception {
        Path log = folder.resolve(name + ".log");
        Process worker = start(
                log,
                List.of(),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--webui-port",
                "0",
                "--work-dir",
                folder.resolve(name).toString(),
                master);
        await(log, Pattern.compile("Successfully registered with master"));
        return worker;
    }

    /** Submits a job. @param jar as a path, or {@code local:} and a path that executors read themselves */
    Process submit(Path log, String jar, List<String> args) throws IOException {
        List<String> all = new ArrayList<>(List.of("--master", master, "--class", "org.haprag.spark.ImputeJob"));
        Map.of(
                        "spark.ui.enabled", "false",
                        "spark.driver.host", "127.0.0.1",
                        "spark.driver.bindAddress", "127.0.0.1",
                        "spark.executor.memory", "700m")
                .forEach((key, value) -> all.addAll(List.of("--conf", key + "=" + value)));
        all.add(jar);
        all.addAll(args);
        return start(log, List.of("-Xmx600m"), "org.apache.spark.deploy.SparkSubmit", all.toArray(String[]::new));
    }

    private Process start(Path log, List<String> jvm, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(jvm);
        for (String opened : OPENED) command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        command.addAll(List.of("-cp", HOME.resolve("jars") + "/*", main));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME", HOME.toString(),
                        "SPARK_SCALA_VERSION", "2.12",
                        "SPARK_LOCAL_IP", "127.0.0.1",
                        "SPARK_LOCAL_DIRS", folder.resolve("local").toString(),
                        "JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.start();
        started.add(process.toHandle());
        return process;
    }

    private static Matcher await(Path log, Pattern pattern) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE_MS;
        while (System.currentTimeMillis() < end) {
            Matcher found = pattern.matcher(Files.readString(log, StandardCharsets.UTF_8));
            if (found.find()) return found;
            Thread.sleep(50);
        }
        throw new AssertionError(log + " does not say " + pattern + ": " + Files.readString(log));
    }

    /** Ends a process as a failing machine would, and lets those that it started follow by themselves. */
    void kill(Process process) throws InterruptedException {
        process.descendants().forEach(started::add);
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(started);
        started.forEach(p -> p.descendants().forEach(all::add));
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(p -> p.onExit().join());
    }
}
