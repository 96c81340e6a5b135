package org.haprag.cli.impute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.haprag.cli.Run;
import org.haprag.evaluation.input.SampleGroups;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.imputation.PanelGroups;
import picocli.CommandLine.Option;

/** {@code --no-report} and {@code --panel-groups}: what the run tells of itself beside its output. */
final class ReportOptions {
    @Option(names = "--no-report", description = "Do not write OUT.report.html and OUT.metrics.json.")
    private boolean noReport;

    @Option(
            names = "--panel-groups",
            paramLabel = "FILE",
            description =
                    "Table of SAMPLE and GROUP (such as the population) of panel samples: the report then says which "
                            + "group each target is closest to. Default: no groups.")
    private Path panelGroups;

    boolean wanted() {
        return !noReport;
    }

    /** @throws InputException if the options do not go together, or the file is malformed */
    PanelGroups groups() {
        if (panelGroups == null) return PanelGroups.none();
        if (noReport) {
            throw new InputException(
                    "--panel-groups",
                    "groups are shown in the report only",
                    "--no-report",
                    "a report",
                    "leave one of the two out");
        }
        return PanelGroups.of(SampleGroups.read(panelGroups, Optional.empty()).bySample());
    }

    /** @throws InputException if the options are none for a cluster, where no report is written */
    void checkForCluster() {
        if (panelGroups == null) return;
        throw new InputException(
                "--panel-groups",
                "groups are shown in the report, and a cluster writes none",
                panelGroups.toString(),
                "no groups",
                "leave --panel-groups out");
    }

    /** Tells what was read: at the end, as it changes nothing in the imputed file that a resumed run must go by. */
    void tell(Run run) throws IOException {
        if (panelGroups != null) run.input("panel groups", panelGroups);
    }

    /** @throws InputException if the file has no sample of the panel */
    void check(PanelGroups groups, Samples panel) {
        if (panelGroups == null || groups.knowsAnyOf(panel)) return;
        throw new InputException(
                panelGroups.toString(),
                "it names no sample of the panel",
                "none of " + panel.count() + " panel samples, such as " + panel.name(0),
                "one line a panel sample: SAMPLE<TAB>GROUP",
                "check the names in the first column");
    }
}
