package org.haprag.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.haprag.cli.doctor.DoctorCommand;
import org.haprag.cli.experiment.ExperimentCommand;
import org.haprag.cli.impute.ImputeCommand;
import org.haprag.cli.impute.PlanCommand;
import org.haprag.cli.phase.PhaseCommand;
import org.haprag.cli.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
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
            ImputeCommand.class,
            PhaseCommand.class,
            PanelCommand.class,
            PlanCommand.class,
            LigateCommand.class,
            MaskCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            ExperimentCommand.class,
            TensorsCommand.class,
            PlotLossCommand.class,
            InfoCommand.class,
            DoctorCommand.class,
            DemoCommand.class);

    @Spec
    private CommandSpec spec;

    private Imputer() {}

    public static void main(String[] args) {
        System.exit(execute(args, () -> commandLine(args)));
    }

    /** Runs one command that is there already. @param args its options @return the exit code */
    public static int run(Object command, String... args) {
        String[] all = Stream.concat(Stream.of(name(command.getClass())), Arrays.stream(args))
                .toArray(String[]::new);
        return execute(all, () -> commandLine(List.of(command)));
    }

    private static int execute(String[] args, Supplier<CommandLine> line) {
        Optional<String> problem = PathEncoding.problem(args);
        if (problem.isEmpty()) return line.get().execute(args);
        System.err.println(problem.get());
        return FailureReport.USER;
    }

    /**
     * The command line, ready to execute; separate from {@link #main} so that tests can run it in this JVM.
     *
     * @param args where they begin with a command's name, that command is all there is: describing the others takes a tenth of
     *     a second
     */
    static CommandLine commandLine(String... args) {
        Optional<Class<?>> asked = COMMANDS.stream()
                .filter(c -> args.length > 0 && args[0].equals(name(c)))
                .findFirst();
        CommandLine line = commandLine(asked.<List<?>>map(List::of).orElse(COMMANDS));
        return args.length > 0 && args[0].equals("help") ? line.addSubcommand(new HelpCommand()) : line;
    }

    /** @param commands classes, or objects where one needs more than its options */
    private static CommandLine commandLine(List<?> commands) {
        LibrarySettings.apply();
        CommandLine line = new CommandLine(new Imputer());
        commands.forEach(line::addSubcommand);
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
