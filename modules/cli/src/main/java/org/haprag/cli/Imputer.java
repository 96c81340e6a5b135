package org.haprag.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.haprag.cli.doctor.DoctorCommand;
import org.haprag.cli.experiment.ExperimentCommand;
import org.haprag.cli.impute.ImputeCommand;
import org.haprag.cli.phase.PhaseCommand;
import org.haprag.cli.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The program. Every command is a class of its own, listed here; exit codes are those of {@link FailureReport}: 0 done, 2
 * the user's input, 70 our bug.
 */
@Command(
        name = "imputer",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        versionProvider = Imputer.Version.class,
        usageHelpWidth = 110,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "HapRAG imputes genotypes: it takes a phased reference panel and targets that are genotyped at some "
                        + "of its sites, and predicts their genotypes at all other sites of the panel. Options can be read "
                        + "from a file: imputer impute @options.txt",
        footerHeading = "%nExamples:%n",
        footer = {
            "  imputer impute --panel panel.chr20.vcf.gz --target array.chr20.vcf.gz --map chr20.map.gz \\",
            "      --out out.chr20.vcf.gz",
            "  imputer impute --help"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:something in the input or the options is wrong; the message says what and how to fix it",
            "70:a bug in HapRAG; the run log has the stack trace"
        })
public final class Imputer implements Callable<Integer> {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            TrainCommand.class,
            ImputeCommand.class,
            PhaseCommand.class,
            LigateCommand.class,
            EvaluateCommand.class,
            ExperimentCommand.class,
            MaskCommand.class,
            PanelCommand.class,
            TensorsCommand.class,
            InfoCommand.class,
            PlotLossCommand.class,
            DoctorCommand.class);

    @Spec
    private CommandSpec spec;

    private Imputer() {}

    public static void main(String[] args) {
        Optional<String> problem = PathEncoding.problem(args);
        if (problem.isPresent()) {
            System.err.println(problem.get());
            System.exit(FailureReport.USER);
        }
        System.exit(commandLine(args).execute(args));
    }

    /**
     * The command line, ready to execute; separate from {@link #main} so that tests can run it in this JVM.
     *
     * @param args where they begin with a command's name, that command is all there is: describing the others takes a tenth of
     *     a second
     */
    static CommandLine commandLine(String... args) {
        LibrarySettings.apply();
        CommandLine line = new CommandLine(new Imputer());
        List<Class<?>> asked = COMMANDS.stream()
                .filter(c -> args.length > 0 && args[0].equals(name(c)))
                .toList();
        for (Class<?> command : asked.isEmpty() ? COMMANDS : asked) line.addSubcommand(command);
        line.setHelpFactory(RequiredFirstHelp::new);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        FailureReport failures = new FailureReport();
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        return line;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** Without a command: shows what there is, and counts as wrong usage. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return FailureReport.USER;
    }

    /** Answers {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {BuildInfo.load().line()};
        }
    }
}
