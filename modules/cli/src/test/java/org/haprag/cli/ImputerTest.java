package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ImputerTest {
    @TempDir
    Path folder;

    @Test
    void versionNamesTheCommitAndTheLibraries() {
        CommandLineRun run = CommandLineRun.of("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .matches(
                        "HapRAG \\d+\\.\\d+\\.\\d+ \\(commit ([0-9a-f]{7,}|unknown)( and local changes)?, DJL \\d.*, libtorch \\d.*, ND4J"
                                + " \\d.*, Java .*\\)\\R");
    }

    @Test
    void withoutACommandItShowsWhatThereIsAndEndsWith2() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Usage: imputer", "doctor", "Exit codes:");
    }

    @Test
    void aMistypedCommandIsOneLineThatSuggestsTheRightOne() {
        CommandLineRun run = CommandLineRun.of("docter");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("'docter'", "Did you mean doctor?");
    }

    @Test
    void anUnknownOptionIsOneLineThatNamesTheCommand() {
        CommandLineRun run = CommandLineRun.of("doctor", "--colour");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly("imputer doctor: Unknown option: '--colour' (see 'imputer doctor --help')");
    }

    @Test
    void aMistypedOptionIsNamedWhereTheRightOneIsMissing() {
        CommandLineRun run = CommandLineRun.of("impute", "--panell=p.vcf", "--target", "t.vcf", "--out", "o.vcf.gz");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "imputer impute: Missing required option: '--panel=FILE'. --panell is no option of it. Did"
                                + " you mean --panel? (see 'imputer impute --help')");
    }

    @Test
    void helpOfACommandIsItsHelpPage() {
        CommandLineRun run = CommandLineRun.of("help", "impute");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(CommandLineRun.of("impute", "--help").out());
    }

    @Test
    void argumentsCanComeFromAFile() throws Exception {
        Path options = Files.writeString(folder.resolve("options.txt"), "# a comment\ndoctor\n--help\n");
        CommandLineRun run = CommandLineRun.of("@" + options);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: imputer doctor");
    }

    @Test
    void everyCommandHasAHelpPageWithTheExitCodes() {
        for (String name : Imputer.commandLine().getSubcommands().keySet()) {
            CommandLineRun run = CommandLineRun.of(name, "--help");
            assertThat(run.exitCode()).as(name).isZero();
            assertThat(run.out()).as(name).contains("Usage: imputer " + name);
        }
    }

    @Test
    void aHelpPageHasAnExampleThatTheCommandUnderstandsAndTheRequiredOptionsFirst() {
        Imputer.commandLine().getSubcommands().forEach((name, command) -> {
            String help = command.getUsageMessage();
            assertThat(help).as(name).contains("Example:", "  imputer " + name).doesNotContain("Default: []");
            String example =
                    String.join("", command.getCommandSpec().usageMessage().footer());
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.required() && option.group() == null)
                    assertThat(example).contains(option.longestName());
            }
            Matcher options = Pattern.compile("^(?: {6}|  -\\w, )(--[a-z-]+)", Pattern.MULTILINE)
                    .matcher(help.substring(0, help.indexOf("Exit codes:")));
            boolean optional = false;
            while (options.find()) {
                OptionSpec option = command.getCommandSpec().findOption(options.group(1));
                if (option == null || option.group() != null) continue;
                assertThat(optional && option.required())
                        .as(name + " " + options.group(1))
                        .isFalse();
                optional = !option.required();
            }
        });
    }

    @Test
    void everyOptionThatMayBeLeftOutSaysWhatHoldsThen() {
        for (CommandLine command : Imputer.commandLine().getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.required() || option.arity().max() == 0 || option.group() != null) continue;
                String text = String.join(" ", option.description());
                assertThat(option.defaultValue() != null || text.contains("Default:"))
                        .as(command.getCommandName() + " " + option.longestName() + ": " + text)
                        .isTrue();
            }
        }
    }

    @Test
    void everyOptionIsDescribed() {
        for (CommandLine command : Imputer.commandLine().getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(List.of(option.description()))
                        .as(command.getCommandName() + " " + option.longestName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aCommandThatIsNamedIsTheOnlyOneDescribed() {
        CommandLine all = Imputer.commandLine();
        for (String name : all.getSubcommands().keySet()) {
            CommandLine one = Imputer.commandLine(name, "--help");
            assertThat(one.getSubcommands()).containsOnlyKeys(name);
            assertThat(one.getSubcommands().get(name).getUsageMessage())
                    .isEqualTo(all.getSubcommands().get(name).getUsageMessage());
        }
        for (String other : new String[] {"--help", "imput", "@options.txt"}) {
            assertThat(Imputer.commandLine(other).getSubcommands())
                    .containsOnlyKeys(all.getSubcommands().keySet());
        }
    }
}
