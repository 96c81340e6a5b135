package org.haprag.spark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.haprag.imputation.Imputation;
import org.haprag.imputation.MethodRecipe;
import org.haprag.imputation.PlannedWindow;
import org.haprag.imputation.PreparedWindow;
import org.haprag.imputation.WindowPanel;

/**
 * What the tasks of one job share in an executor: the model, the threads, and the windows that were worked on last. A window is
 * read and made ready once, by the first task that needs it.
 */
final class SharedByTasks implements AutoCloseable {
    /** Windows kept: the one at work, and the next one while the work moves on. */
    static final int WINDOWS = 2;

    private final TaskSettings settings;
    private final MethodRecipe.Made made;
    private final Imputation imputation;
    private int running;

    private final Map<Integer, Window> windows = new LinkedHashMap<>(4, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Window> eldest) {
            return size() > WINDOWS;
        }
    };

    private SharedByTasks(TaskSettings settings, MethodRecipe.Made made, int threads) {
        this.settings = settings;
        this.made = made;
        this.imputation = new Imputation(made.method(), threads);
    }

    /** Loads the model. @param threads of one task */
    static SharedByTasks of(TaskSettings settings, int threads) throws IOException {
        settings.settings().forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
        return new SharedByTasks(settings, settings.method().make(), threads);
    }

    boolean isOf(TaskSettings other) {
        return settings.job().equals(other.job());
    }

    /** A window in memory. */
    final class Window {
        private final WindowPanel panel;
        private Optional<PreparedWindow> prepared = Optional.empty();

        private Window(WindowPanel panel) {
            this.panel = panel;
        }

        WindowPanel panel() {
            return panel;
        }

        /** @param planned the window with any of its targets: all are typed at the same sites */
        synchronized PreparedWindow prepared(PlannedWindow planned) {
            if (prepared.isEmpty()) prepared = Optional.of(planned.prepare(imputation));
            return prepared.get();
        }
    }

    /** A window; read if it is not in memory. */
    synchronized Window window(int number) throws IOException {
        Window known = windows.get(number);
        if (known != null) return known;
        Window read = new Window(WorkFolder.read(settings.work().panel(number), WindowPanel.class));
        windows.put(number, read);
        return read;
    }

    Imputation imputation() {
        return imputation;
    }

    /** A task begins, which brings threads of its own. */
    synchronized void begin(int threads) {
        if (running++ > 0) imputation.addThreads(threads);
    }

    synchronized void end(int threads) {
        if (--running > 0) imputation.addThreads(-threads);
    }

    @Override
    public void close() {
        imputation.close();
        made.close();
    }
}
