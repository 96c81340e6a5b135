package org.haprag.cli.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.haprag.cli.BuildInfo;
import org.haprag.cli.RequiredFirstHelp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code imputer doctor}: looks whether HapRAG can work here, and says how to fix what is wrong. */
@Command(
        name = "doctor",
        description =
                "Checks whether HapRAG can run on this machine: Java, memory, libtorch (runs one training step), GPU "
                        + "and caches. Says what is wrong and how to fix it. The exit code is 2 if something must be fixed.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer doctor"})
public final class DoctorCommand implements Callable<Integer> {
    private final List<Check> checks;

    @Spec
    private CommandSpec spec;

    /** All checks, in the order in which they depend on each other. */
    public DoctorCommand() {
        this(everything());
    }

    DoctorCommand(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    private static List<Check> everything() {
        List<Check> all = new ArrayList<>(MachineChecks.all());
        all.addAll(CacheChecks.all());
        all.addAll(EngineChecks.all());
        return all;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(BuildInfo.load().line());
        boolean failed = false;
        for (Check check : checks) {
            Finding f = check.look();
            String level = f.level().name().toLowerCase(Locale.ROOT);
            out.printf(Locale.ROOT, "%-4s  %-10s  %s%n", level, f.subject(), f.detail());
            if (!f.fix().isEmpty()) out.println("      Fix: " + f.fix());
            out.flush();
            failed |= f.level() == Finding.Level.FAIL;
        }
        out.println(
                failed ? "Fix the lines marked fail: what they name does not work here yet." : "HapRAG can work here.");
        return failed ? 2 : 0;
    }
}
