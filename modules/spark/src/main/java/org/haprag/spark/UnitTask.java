package org.haprag.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.haprag.imputation.DosageFiles;
import org.haprag.imputation.Dosages;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.LeaveOneOut;
import org.haprag.imputation.PlannedWindow;
import org.haprag.imputation.WindowTargets;

/** Imputes a batch of targets in a window. */
final class UnitTask implements Function<Unit, Outcome> {
    private static final long serialVersionUID = 1L;

    private final TaskSettings settings;

    UnitTask(TaskSettings settings) {
        this.settings = settings;
    }

    @Override
    public Outcome call(Unit unit) throws IOException {
        return Executor.HERE.run(settings, shared -> {
            if (WorkFolder.finished(files(settings, unit))) return false;
            impute(unit, shared);
            return true;
        });
    }

    /** What a unit has to show. */
    static List<Path> files(TaskSettings settings, Unit unit) {
        List<Path> files = new ArrayList<>(List.of(settings.work().dosages(unit)));
        if (settings.empirical() == EmpiricalR2.LEAVE_ONE_OUT)
            files.add(settings.work().leftOut(unit));
        return files;
    }

    private void impute(Unit unit, SharedByTasks shared) throws IOException {
        WorkFolder work = settings.work();
        SharedByTasks.Window window = shared.window(unit.window());
        WindowTargets targets = WorkFolder.read(work.targets(unit), WindowTargets.class);
        PlannedWindow planned = new PlannedWindow(window.panel(), targets, settings.empirical());
        Dosages dosages = planned.impute(window.prepared(planned), 0, planned.targetCount(), done -> {});
        work.appear(work.dosages(unit), to -> DosageFiles.write(dosages, to));
        if (settings.empirical() == EmpiricalR2.LEAVE_ONE_OUT) {
            List<LeaveOneOut> leftOut =
                    planned.leaveOneOut(shared.imputation()).stream().toList();
            work.write(work.leftOut(unit), new LeftOut(leftOut));
        }
        work.finish(files(settings, unit));
    }

    /** None where a window has too few typed sites, else one. */
    record LeftOut(List<LeaveOneOut> ofBatch) implements Serializable {
        static Optional<LeaveOneOut> join(List<LeftOut> batches, WindowTargets all) {
            List<LeaveOneOut> found =
                    batches.stream().flatMap(b -> b.ofBatch.stream()).toList();
            return found.isEmpty() ? Optional.empty() : Optional.of(LeaveOneOut.join(found, all.typed()));
        }
    }
}
