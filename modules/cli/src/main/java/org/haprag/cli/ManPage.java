package org.haprag.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, in the format of man(7), made of what {@code --help} says. */
final class ManPage {
    private final CommandLine command;
    private final CommandSpec spec;
    private final StringBuilder out = new StringBuilder();

    private ManPage(CommandLine command) {
        this.command = command;
        this.spec = command.getCommandSpec();
    }

    /** The name of a command's page, such as {@code imputer-impute}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    /** The text of a command's page. @param version of the program */
    static String text(CommandLine command, String version) {
        return new ManPage(command).page(version);
    }

    private String page(String version) {
        String description = joined(spec.usageMessage().description());
        line(".TH " + name(command).toUpperCase(java.util.Locale.ROOT) + " 1 \"\" \"HapRAG " + version + "\"");
        section("NAME");
        line(escape(name(command)) + " \\- " + escape(firstSentence(description)));
        section("SYNOPSIS");
        line(".nf");
        text(new RequiredFirstHelp(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0));
        line(".fi");
        section("DESCRIPTION");
        text(description);
        if (!command.getSubcommands().isEmpty()) commands();
        section("OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            argument("\\fI" + escape(parameter.paramLabel()) + "\\fR", parameter);
        }
        spec.options().stream().sorted(RequiredFirstHelp.ORDER).forEach(this::option);
        section("EXIT STATUS");
        spec.usageMessage().exitCodeList().forEach((code, meaning) -> entry(escape(code), meaning));
        section("EXAMPLES");
        line(".nf");
        for (String example : spec.usageMessage().footer()) text(example);
        line(".fi");
        section("SEE ALSO");
        text(seeAlso());
        return out.toString();
    }

    private void commands() {
        section("COMMANDS");
        command.getSubcommands().values().forEach(sub -> {
            entry(
                    "\\fB" + escape(sub.getCommandName()) + "\\fR",
                    firstSentence(joined(sub.getCommandSpec().usageMessage().description())));
        });
    }

    private void option(OptionSpec option) {
        List<String> names = new ArrayList<>();
        for (String name : option.names()) names.add("\\fB" + escape(name) + "\\fR");
        String value = option.arity().max() == 0 ? "" : "=\\fI" + escape(option.paramLabel()) + "\\fR";
        argument(String.join(", ", names) + value, option);
    }

    private void argument(String heading, ArgSpec argument) {
        entry(heading, joined(argument.description()) + (argument.required() ? " Required." : ""));
    }

    private String seeAlso() {
        if (spec.parent() != null) return spec.root().name() + "(1)";
        List<String> pages = new ArrayList<>();
        for (CommandLine sub : command.getSubcommands().values()) pages.add(name(sub) + "(1)");
        return String.join(", ", pages);
    }

    private void section(String heading) {
        line(".SH " + heading);
    }

    private void entry(String heading, String text) {
        line(".TP");
        line(heading);
        text(text);
    }

    private void text(String text) {
        for (String line : text.strip().split("\\R")) line(escape(line));
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    /** Lines of a description, in which picocli writes a percent sign twice. */
    private static String joined(String[] lines) {
        return String.join(" ", lines).replace("%%", "%");
    }

    private static String firstSentence(String text) {
        return text.replaceFirst("(?s)[.:;] .*", "").replaceFirst("[.]$", "");
    }

    /** Hyphens are minus signs here, and a line must not begin like a request. */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
