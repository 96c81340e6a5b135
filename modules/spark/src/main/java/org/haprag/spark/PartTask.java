package org.haprag.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.Function;
import org.haprag.imputation.DosageFiles;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.LeaveOneOut;
import org.haprag.imputation.PlannedWindow;
import org.haprag.imputation.WindowTargets;
import org.haprag.io.ImputedVcfWriter;

/** Writes the records of a window from the dosages of all its batches. */
final class PartTask implements Function<Integer, Outcome> {
    private static final long serialVersionUID = 1L;

    private final TaskSettings settings;
    private final int batches;

    /** @param batches of a window */
    PartTask(TaskSettings settings, int batches) {
        this.settings = settings;
        this.batches = batches;
    }

    @Override
    public Outcome call(Integer window) throws IOException {
        return Executor.HERE.run(settings, shared -> {
            if (WorkFolder.finished(ImputedVcfWriter.filesOfPart(part(settings, window)))) return false;
            write(window, shared);
            return true;
        });
    }

    /** The records of a window. */
    static Path part(TaskSettings settings, int window) {
        return settings.work().part(window, settings.form().ending());
    }

    private void write(int window, SharedByTasks shared) throws IOException {
        WorkFolder work = settings.work();
        WindowTargets targets = WorkFolder.read(work.targets(window), WindowTargets.class);
        PlannedWindow planned = new PlannedWindow(shared.window(window).panel(), targets, settings.empirical());
        List<Unit> units =
                IntStream.range(0, batches).mapToObj(b -> new Unit(window, b)).toList();
        for (Unit unit : units) {
            if (WorkFolder.finished(UnitTask.files(settings, unit))) continue;
            throw new IOException(work.dosages(unit) + " is not what it was when it was finished");
        }
        Path part = part(settings, window);
        Path mine = part.resolveSibling(UUID.randomUUID() + settings.form().ending());
        try (DosageFiles dosages =
                        new DosageFiles(units.stream().map(work::dosages).toList());
                ImputedVcfWriter out =
                        ImputedVcfWriter.part(mine, settings.form().header(targets.samples()), Executor.processors())) {
            planned.write(dosages, leftOut(units, targets), out);
            out.commit();
        }
        List<Path> written = ImputedVcfWriter.filesOfPart(mine);
        List<Path> named = ImputedVcfWriter.filesOfPart(part);
        for (int i = 0; i < named.size(); i++) {
            Files.move(
                    written.get(i), named.get(i), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        work.finish(named);
    }

    private Optional<LeaveOneOut> leftOut(List<Unit> units, WindowTargets targets) throws IOException {
        if (settings.empirical() == EmpiricalR2.NONE) return Optional.empty();
        List<UnitTask.LeftOut> all = new ArrayList<>();
        for (Unit unit : units) all.add(WorkFolder.read(settings.work().leftOut(unit), UnitTask.LeftOut.class));
        return UnitTask.LeftOut.join(all, targets);
    }
}
