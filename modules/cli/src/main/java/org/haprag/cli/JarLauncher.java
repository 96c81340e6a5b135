package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code java -jar imputer.jar}: starts the program in a Java of its own, with the flags that the script {@code imputer} gives it, as
 * a Java that runs takes none. Signals and the exit code are passed on; if this process is killed, the other ends as well. Where the
 * user has given Java flags that two processes cannot share, or another process cannot be started, the program runs in this one.
 */
public final class JarLauncher {
    /** Tells the program who gave it its flags: the script, or this class. */
    private static final String LAUNCHER = "haprag.launcher";

    private static final String JAR = "jar";

    private static final long LOOK_MS = 100;

    /** Variables that Java takes flags from. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private JarLauncher() {}

    public static void main(String[] args) {
        if (System.getProperty(LAUNCHER) != null) {
            if (System.getProperty(LAUNCHER).equals(JAR)) {
                ProcessHandle.current().parent().ifPresent(JarLauncher::endWith);
            }
            Imputer.main(args);
            return;
        }
        Optional<Process> started = usersFlags()
                .filter(JarLauncher::shareable)
                .filter(flags -> worthwhile(args))
                .flatMap(flags -> start(flags, args));
        if (started.isEmpty()) {
            Imputer.main(args);
            return;
        }
        Process program = started.get();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            program.destroy();
            waitFor(program);
        }));
        System.exit(waitFor(program));
    }

    /** Help and the like take longer to start twice. */
    private static boolean worthwhile(String[] args) {
        return args.length > 1 && !args[0].startsWith("-") && !args[0].equals("help");
    }

    /** What stands between {@code java} and {@code -jar}; empty if that cannot be seen. */
    private static Optional<List<String>> usersFlags() {
        return ProcessHandle.current().info().arguments().map(Arrays::asList).flatMap(all -> {
            int jar = all.indexOf("-jar");
            return jar < 0 ? Optional.empty() : Optional.of(all.subList(0, jar));
        });
    }

    /** Sizes, collectors and properties; not debuggers, recordings and the like. */
    static boolean shareable(List<String> flags) {
        return flags.stream()
                .allMatch(flag -> flag.matches("-X(m[sxn]|ss)\\w+|-D.*|-XX:\\+Use\\w+GC|-XX:\\w*(Size|RAM)\\w*=.*"));
    }

    private static Optional<Process> start(List<String> usersFlags, String[] args) {
        if (PathEncoding.problem(args).isPresent() && !ascii(args))
            return Optional.empty(); // the names are lost already
        String jar = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags(Runtime.getRuntime().availableProcessors(), given(usersFlags), archive(jar)));
        command.addAll(usersFlags);
        command.addAll(List.of("-D" + LAUNCHER + "=" + JAR, "-jar", jar));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        environment.putIfAbsent("TORCH_CPP_LOG_LEVEL", "ERROR");
        environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
        if (!locale(environment).toUpperCase(Locale.ROOT).contains("UTF")) environment.put("LC_ALL", "C.UTF-8");
        try {
            return Optional.of(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String locale(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean ascii(String[] args) {
        return Stream.of(args).allMatch(arg -> arg.chars().allMatch(c -> c < 128));
    }

    /** All flags that the user has given, in variables as well. */
    private static List<String> given(List<String> flags) {
        Stream<String> ofVariables = VARIABLES.stream()
                .map(name -> System.getenv().getOrDefault(name, ""))
                .flatMap(value -> Stream.of(value.split("\\s+")));
        return Stream.concat(flags.stream(), ofVariables).toList();
    }

    /**
     * The flags of the script {@code imputer}, which says what each is for.
     *
     * @param given by the user
     */
    static List<String> flags(int processors, List<String> given, Optional<Path> archive) {
        List<String> flags = new ArrayList<>();
        if (given.stream().noneMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"))) {
            flags.add(processors > 2 ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC");
        }
        if (given.stream().noneMatch(flag -> flag.startsWith("-Xmx") || flag.contains("MaxHeapSize"))) {
            flags.addAll(List.of("-Xms384m", "-XX:PretenureSizeThreshold=1m"));
        }
        flags.add("-Xshare:auto");
        archive.ifPresent(file ->
                flags.addAll(List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")));
        flags.addAll(List.of(
                "-XX:MaxRAMPercentage=60",
                "-XX:MaxNewSize=384m",
                "-XX:Tier4InvocationThreshold=100000",
                "-XX:Tier4MinInvocationThreshold=12000",
                "-XX:Tier4CompileThreshold=300000",
                "-XX:Tier4BackEdgeThreshold=800000",
                "-XX:-C1UpdateMethodData",
                "-XX:LoopMaxUnroll=8",
                "-XX:InlineSmallCode=800",
                "-XX:-PartialPeelLoop"));
        return flags;
    }

    /** The archive of classes that the script has made beside the jar, if it is newer. */
    private static Optional<Path> archive(String jar) {
        String version = Runtime.version().toString().replaceAll("[^A-Za-z0-9.]", "-");
        Path made = Path.of(jar.replaceFirst("\\.jar$", "") + "-" + version + ".jsa");
        try {
            boolean usable = Files.size(made) > 0
                    && Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(Path.of(jar))) > 0;
            return usable ? Optional.of(made) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int waitFor(Process program) {
        while (true) {
            try {
                return program.waitFor();
            } catch (InterruptedException e) {
                // nobody interrupts this; the program decides when it ends
            }
        }
    }

    /** Has this process end, as if killed, when another one has ended. */
    private static void endWith(ProcessHandle launcher) {
        Thread watch = new Thread(() -> {
            while (launcher.isAlive()) {
                try {
                    Thread.sleep(LOOK_MS);
                } catch (InterruptedException e) {
                    return;
                }
            }
            Runtime.getRuntime().halt(137);
        });
        watch.setDaemon(true);
        watch.setName("launcher");
        watch.start();
    }
}
