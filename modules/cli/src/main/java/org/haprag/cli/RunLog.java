package org.haprag.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The log file of one run: everything that HapRAG and its libraries say while it is open, with times and stack traces; a
 * warning once. Where another logger than ours is in charge, as on a Spark cluster, that has what is said, and the file the run's notes and failures.
 */
final class RunLog implements AutoCloseable {
    /** Not below {@code org.haprag}, so that what is said here reaches the file but not the console. */
    private static final String FILE_ONLY = "run";

    private final Path file;
    private final LoggerContext context;
    private final RepeatedWarnings repeated = new RepeatedWarnings();
    private final Logger root;
    private final Logger fileOnly;
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    /** Starts logging to a file, replacing what an earlier run left there. */
    RunLog(Path file) {
        this.file = file;
        context = LoggerFactory.getILoggerFactory() instanceof LoggerContext ours ? ours : new LoggerContext();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level [%thread] %logger{20} - %msg%n%ex");
        encoder.start();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setAppend(false);
        appender.setEncoder(encoder);
        appender.start();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        context.addTurboFilter(repeated);
        fileOnly = context.getLogger(FILE_ONLY);
    }

    Path file() {
        return file;
    }

    /** Writes to the file alone. */
    void note(String text) {
        fileOnly.info(text);
    }

    /** Writes a failure with its stack trace to the file alone. */
    void failure(Throwable cause) {
        fileOnly.error("the run failed", cause);
    }

    @Override
    public void close() {
        context.getTurboFilterList().remove(repeated);
        root.detachAppender(appender);
        appender.stop();
        appender.getEncoder().stop();
    }
}
