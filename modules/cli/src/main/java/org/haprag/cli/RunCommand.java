package org.haprag.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haprag.io.BgzfCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** A command that makes a file or a folder, and leaves a log and a {@code *.run.json} with it. */
public abstract class RunCommand implements Callable<Integer> {
    /** What the user is told goes here: a plain line on the console, a line with its time in the run log. */
    protected static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Spec
    private CommandSpec spec;

    /** The file or folder that this run makes. */
    protected abstract Path output();

    /** Which of the two it is. */
    protected abstract Run.OutputKind outputKind();

    /** Does the command's job; returning means that it is done. */
    protected abstract void run(Run run) throws Exception;

    @Override
    public final Integer call() throws Exception {
        RunFiles.check(spec, output(), outputKind());
        BgzfCodec.loadAhead();
        try (Run run = new Run(
                spec.name(),
                spec.root().commandLine().getParseResult().originalArgs(),
                output(),
                outputKind(),
                options())) {
            try {
                run(run);
                run.done();
            } catch (Exception | Error e) {
                run.failed(e);
                throw new LoggedFailure(run.logFile(), e);
            }
        }
        return 0;
    }

    /** Every option of this command, by its long name without dashes, as the user gave it or by default. */
    private Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        for (OptionSpec option : spec.options()) {
            if (option.usageHelp() || option.versionHelp()) continue;
            options.put(option.longestName().replaceFirst("^-+", ""), plain(option));
        }
        return options;
    }

    /** Numbers and booleans as they are; everything else as the user wrote it, or as the text of its default. */
    private static Object plain(OptionSpec option) {
        Object value = option.getValue();
        if (value == null || value instanceof Number || value instanceof Boolean) return value;
        return value instanceof Collection ? option.originalStringValues() : value.toString();
    }
}
