package org.haprag.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haprag.genotype.InputException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns a failure into one line on stderr and an exit code. What the user can correct ends with {@link #USER} and without a
 * stack trace; everything else is our bug, ends with {@link #BUG}, and leaves its stack trace in the run log.
 */
final class FailureReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** Input or options are wrong; also lack of memory, which a larger heap cures. */
    static final int USER = 2;
    /** EX_SOFTWARE of BSD's sysexits.h. */
    static final int BUG = 70;

    private static final Pattern NATIVE_MEMORY = Pattern.compile(
            "can't allocate memory|not enough memory|Cannot allocate memory|direct buffer memory|CUDA out of memory|std::bad_alloc");

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName(" ");
        StringBuilder line = new StringBuilder(name).append(": ").append(oneLine(e.getMessage()));
        Optional<String> ours = ForeignOptions.hint(command.getCommandSpec(), args);
        if (ours.isPresent()) {
            line.append(". ").append(ours.get());
        } else if (e instanceof UnmatchedArgumentException unmatched) {
            suggest(unmatched, line);
        } else if (e instanceof MissingParameterException) {
            List<String> unknown = ForeignOptions.unknown(command.getCommandSpec(), args);
            if (!unknown.isEmpty()) {
                line.append(". ").append(unknown.get(0)).append(" is no option of it");
                suggest(new UnmatchedArgumentException(command, unknown.subList(0, 1)), line);
            }
        }
        command.getErr().println(line.append(" (see '").append(name).append(" --help')"));
        return USER;
    }

    private static void suggest(UnmatchedArgumentException unmatched, StringBuilder line) {
        List<String> near = unmatched.getSuggestions();
        if (!near.isEmpty()) line.append(". Did you mean ").append(near.get(0)).append('?');
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Path log = e instanceof LoggedFailure logged ? logged.log() : null;
        Throwable cause = e instanceof LoggedFailure ? e.getCause() : e;
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName(" ");
        String correctable = forUser(cause);
        if (correctable != null) {
            err.println(name + ": " + oneLine(correctable));
            return USER;
        }
        err.println(name + ": internal error, " + oneLine(String.valueOf(cause)));
        err.println(
                "This is a bug in HapRAG. Please report it with the command line, the output of 'imputer doctor' and "
                        + (log == null ? crashFile(cause) : log));
        return BUG;
    }

    /** What to tell the user, or null where he can do nothing about it. */
    static String forUser(Throwable cause) {
        if (cause instanceof InputException) return cause.getMessage();
        if (lacksThreads(cause)) {
            return cause.getMessage()
                    + ". Fix: take fewer with --threads, or raise the system's limit of processes (ulimit -u)";
        }
        if (lacksNativeMemory(cause)) {
            return "out of memory outside of Java's heap, where libtorch keeps its tensors. Fix: end other programs,"
                    + " take fewer --threads, or take --device cpu in training";
        }
        if (cause instanceof OutOfMemoryError) return outOfMemory();
        if (cause instanceof UncheckedIOException io) return forUser(io.getCause());
        if (cause instanceof NoSuchFileException e) {
            return e.getFile() + ": no such file or folder. Fix: check the path";
        }
        if (cause instanceof AccessDeniedException e) {
            return e.getFile() + ": permission denied. Fix: choose a path that you may read or write";
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("No space left")) {
            return "the disk is full. Fix: free some space, or write the output elsewhere";
        }
        if (cause instanceof FileSystemException e) {
            return e.getMessage() + ". Fix: check the path, its permissions and the room on its disk";
        }
        return null;
    }

    private static boolean lacksThreads(Throwable cause) {
        return cause instanceof OutOfMemoryError
                && String.valueOf(cause.getMessage()).contains("native thread");
    }

    /** What libtorch says through DJL (an exception of its own), and the JDK of direct buffers. */
    private static boolean lacksNativeMemory(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (NATIVE_MEMORY.matcher(String.valueOf(t.getMessage())).find()) return true;
        }
        return false;
    }

    private static String outOfMemory() {
        double heapGb = Runtime.getRuntime().maxMemory() / (1024.0 * 1024 * 1024);
        return String.format(
                Locale.ROOT,
                "out of memory with a Java heap of %.1f GB. Fix: allow more, as in HAPRAG_JAVA_OPTS=-Xmx%dg ./imputer"
                        + " ... or java -Xmx%dg -jar imputer.jar ..., or take a smaller --region",
                heapGb,
                (int) Math.ceil(2 * heapGb),
                (int) Math.ceil(2 * heapGb));
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String crashFile(Throwable cause) {
        try {
            Path file = Files.createTempFile("haprag-crash-", ".log");
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
                cause.printStackTrace(out);
            }
            return file.toString();
        } catch (IOException e) {
            cause.addSuppressed(e);
            return "this stack trace: " + List.of(cause.getStackTrace());
        }
    }
}
