package org.haprag.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.haprag.cli.RunRecord.FileRecord;
import org.haprag.cli.RunRecord.Phase;
import org.haprag.cli.RunRecord.Status;
import org.haprag.genotype.Region;
import org.haprag.genotype.Sha256;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelReading;
import org.haprag.io.Progress;
import org.haprag.io.ReadingProgress;
import org.haprag.io.RunRecorder;

/**
 * One run of a command beside its output: its log, its {@code *.run.json}, the digests of its inputs, its phases and its
 * progress. {@link RunCommand} opens and ends it; commands tell it what they read, write and find.
 */
public final class Run implements RunRecorder, AutoCloseable {
    /** Options that change nothing in the output. */
    private static final Set<String> NOT_IN_OUTPUT = Set.of("threads", "out", "resume", "no-report", "panel-groups");

    /** Standard input or output, which is no file. */
    private static final Path STANDARD = Path.of("-");

    private record Input(String role, Path path, long bytes, Future<String> digest) {}

    private record Output(String role, Path path, Future<String> digest) {}

    private final ObjectMapper json = new ObjectMapper();
    private final String command;
    private final List<String> commandLine;
    private final Path recordFile;
    private final RunLock lock;
    private final RunLog log;
    private final FileDigests digests = new FileDigests();
    private final Instant started = Instant.now();
    private final long startNanos = System.nanoTime();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private final ObjectNode config;
    private final ObjectNode results = json.createObjectNode();
    private Long seed;

    /**
     * @param command its name
     * @param commandLine as given
     * @param output the file or folder that the run makes; the log and record go beside the file or into the
     *     folder; of standard output into the current one
     * @param kind which of the two it is
     * @param options every option by name, defaults filled in
     */
    Run(String command, List<String> commandLine, Path output, OutputKind kind, Map<String, Object> options)
            throws IOException {
        this.command = command;
        this.commandLine = commandLine;
        this.config = json.valueToTree(options);
        Path folder =
                kind == OutputKind.FOLDER ? output : output.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean named = kind == OutputKind.FILE && !output.equals(STANDARD);
        String stem = named ? output.getFileName().toString() : command;
        this.recordFile = folder.resolve(stem + ".run.json");
        this.lock = RunLock.take(folder.resolve(stem + ".log"));
        this.log = new RunLog(folder.resolve(stem + ".log"));
        log.note(BuildInfo.load().line());
        log.note("imputer " + String.join(" ", commandLine));
    }

    /** Whether a command makes one file or a folder of files. */
    public enum OutputKind {
        FILE,
        FOLDER
    }

    /** Tells which file is read; its digest is computed in the background from now on. */
    @Override
    public synchronized void input(String role, Path path) throws IOException {
        long bytes = path.equals(STANDARD) ? 0 : Files.size(path);
        inputs.add(new Input(role, path, bytes, digests.begin(path)));
    }

    /** Tells which file was written, completely; its digest is computed in the background from now on. */
    @Override
    public synchronized void output(String role, Path path) {
        outputs.add(new Output(role, path, digests.begin(path)));
    }

    /** Tells the seed that all randomness comes from. */
    public void seed(long value) {
        seed = value;
    }

    /** Records a module's settings, derived values and defaults included. */
    @Override
    public synchronized void config(String name, Object settings) {
        config.set(name, json.valueToTree(settings));
    }

    /** Records a count or score. */
    @Override
    public synchronized void result(String name, Object value) {
        results.set(name, json.valueToTree(value));
    }

    /** Does a step of the run and records how long it took, also where it fails. */
    @Override
    public <T, E extends Exception> T phase(String name, Work<T, E> work) throws E {
        long start = System.nanoTime();
        try {
            return work.result();
        } finally {
            ended(name, seconds(start));
        }
    }

    private synchronized void ended(String name, double seconds) {
        phases.add(new Phase(name, seconds));
    }

    /**
     * Starts showing progress on stderr.
     *
     * @param total units of work, or -1 if unknown
     */
    @Override
    public Progress progress(String task, String unit, long total) {
        return ProgressDisplay.detect().start(task, unit, total, System.err);
    }

    /** Reads a panel, VCF or {@code .hpanel}, and shows how far it has come; as {@link PanelReader#read}. */
    public PanelReading readPanel(Path panel, Optional<Region> region, PanelReadOptions.MissingCalls missing) {
        try (ReadingProgress reading = reading("reading " + panel.getFileName())) {
            return PanelReader.read(panel, new PanelReadOptions(region, missing, reading));
        }
    }

    /** Name and version of the program. */
    public String program() {
        return "HapRAG " + BuildInfo.load().program();
    }

    /**
     * Header lines by which a VCF says where it comes from; like every byte of output the same for the same command.
     *
     * @param further lines between version and command, such as {@link #inputsLine}
     */
    public List<String> headerLines(String... further) {
        BuildInfo build = BuildInfo.load();
        List<String> lines = new ArrayList<>();
        lines.add("##haprag_version=" + build.version());
        lines.add("##haprag_commit=" + build.commit());
        lines.addAll(List.of(further));
        lines.add("##haprag_command=" + provenance());
        return lines;
    }

    /**
     * The header line with the digests of panel and target, as far as they have been told to this run. Several files of one
     * role have one digest: that of their digests, a line each.
     */
    public String inputsLine() throws IOException {
        List<Input> read;
        synchronized (this) {
            read = List.copyOf(inputs);
        }
        List<String> roles = new ArrayList<>();
        for (String role : List.of("panel", "target")) {
            List<Input> files =
                    read.stream().filter(in -> in.role().equals(role)).toList();
            if (!files.isEmpty()) roles.add(role + " " + digest(files));
        }
        return "##haprag_inputs=" + String.join(", ", roles);
    }

    private static String digest(List<Input> files) throws IOException {
        Sha256 all = new Sha256();
        for (Input file : files) {
            String digest = FileDigests.join(file.digest());
            if (digest == null) return "from a pipe";
            if (files.size() == 1) return "sha256:" + digest;
            all.add(digest + "\n");
        }
        return "sha256:" + all.hex() + " of " + files.size() + " files";
    }

    /** The command line without what changes nothing in the output: its name, the number of threads, resuming. */
    public String provenance() {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < commandLine.size(); i++) {
            String arg = commandLine.get(i);
            if (arg.matches("--(threads|out|panel-groups)")) i++;
            else if (!arg.matches("--(threads|out|panel-groups)=.*|--resume|--no-report")) kept.add(arg);
        }
        return String.join(" ", kept).replaceAll("\\p{Cntrl}", " ");
    }

    /** A command line with the names of files only: other people's folders tell nothing. */
    public static String withoutFolders(String command) {
        return command.replaceAll("(^|[ =])\\S*/(?=\\S)", "$1");
    }

    /**
     * What decides the output of this run, a line each: version, command line, settings so far, digests of the inputs so far.
     * Left out is what changes nothing in the output.
     */
    public String fingerprint() throws IOException {
        List<Input> read;
        List<String> lines = new ArrayList<>(); // sorted below: settings and inputs come from several threads
        synchronized (this) {
            read = List.copyOf(inputs);
            config.fields().forEachRemaining(setting -> {
                if (!NOT_IN_OUTPUT.contains(setting.getKey())) lines.add(setting.getKey() + "=" + setting.getValue());
            });
        }
        for (Input in : read) {
            String digest = FileDigests.join(in.digest());
            // nobody can tell whether a pipe brings the same again
            lines.add(in.role() + (digest == null ? " from a pipe at " + started : " sha256=" + digest));
        }
        Collections.sort(lines);
        lines.addAll(0, headerLines());
        return String.join("\n", lines);
    }

    /** Where the log of this run is. */
    public Path logFile() {
        return log.file();
    }

    /** Ends a run that did its work: waits for the digests and writes the record. */
    void done() throws IOException {
        List<FileRecord> read = new ArrayList<>();
        for (Input in : inputs) read.add(fileRecord(in, FileDigests.join(in.digest())));
        List<FileRecord> written = new ArrayList<>();
        for (Output out : outputs) {
            written.add(new FileRecord(
                    out.role(), out.path().toString(), Files.size(out.path()), FileDigests.join(out.digest())));
        }
        record(Status.DONE, null, read, written).write(recordFile, json);
    }

    /** Ends a run that failed; digests that are not ready yet are left out. */
    void failed(Throwable cause) {
        log.failure(cause);
        List<FileRecord> read = new ArrayList<>();
        try {
            for (Input in : inputs) {
                read.add(fileRecord(in, in.digest().isDone() ? FileDigests.join(in.digest()) : null));
            }
            record(Status.FAILED, String.valueOf(cause.getMessage()), read, List.of())
                    .write(recordFile, json);
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static FileRecord fileRecord(Input in, String sha256) {
        return new FileRecord(in.role(), in.path().toString(), in.bytes(), sha256);
    }

    private RunRecord record(Status status, String error, List<FileRecord> read, List<FileRecord> written) {
        return new RunRecord(
                RunRecord.FORMAT,
                command,
                commandLine,
                status,
                error,
                started.toString(),
                seconds(startNanos),
                seed,
                read,
                written,
                config,
                versions(),
                host(),
                phases,
                results);
    }

    private static Map<String, String> versions() {
        BuildInfo build = BuildInfo.load();
        Map<String, String> v = new TreeMap<>();
        v.put("haprag", build.version());
        v.put("commit", build.source());
        v.put("java", System.getProperty("java.runtime.version"));
        v.put("djl", build.djl());
        v.put("libtorch", build.libtorch());
        v.put("nd4j", build.nd4j());
        return v;
    }

    private static Map<String, Object> host() {
        Map<String, Object> h = new TreeMap<>();
        h.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        h.put("arch", System.getProperty("os.arch"));
        h.put("cpus", Runtime.getRuntime().availableProcessors());
        h.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        return h;
    }

    private static double seconds(long sinceNanos) {
        return Math.round((System.nanoTime() - sinceNanos) * 1e-6) / 1000.0;
    }

    @Override
    public void close() {
        digests.close();
        log.close();
        lock.close();
    }
}
