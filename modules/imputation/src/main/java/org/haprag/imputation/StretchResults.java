package org.haprag.imputation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;

/** Keeps what work on one stretch of a genome finds, and passes everything else on to the run's recorder. */
final class StretchResults implements RunRecorder {
    private final RunRecorder run;
    private final Map<String, Object> results = new LinkedHashMap<>();

    /** @param name of the stretch */
    StretchResults(RunRecorder run, String name) {
        this.run = run;
        result("contig", name);
    }

    /** What was found, by name. */
    synchronized Map<String, Object> results() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    @Override
    public void input(String role, Path file) throws IOException {
        run.input(role, file);
    }

    @Override
    public void output(String role, Path file) {
        run.output(role, file);
    }

    @Override
    public void config(String name, Object settings) {
        run.config(name, settings);
    }

    @Override
    public synchronized void result(String name, Object value) {
        results.put(name, value);
    }

    @Override
    public <T, E extends Exception> T phase(String name, Work<T, E> work) throws E {
        return run.phase(name, work);
    }

    @Override
    public Progress progress(String task, String unit, long total) {
        return run.progress(task, unit, total);
    }
}
