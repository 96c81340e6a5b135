package org.haprag.cli;

import java.nio.file.Path;

/** A failure whose stack trace is already in a run log. */
final class LoggedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Path log;

    LoggedFailure(Path log, Throwable cause) {
        super(cause);
        this.log = log;
    }

    Path log() {
        return log;
    }
}
