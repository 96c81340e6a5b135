package org.haprag.cli;

import java.util.Comparator;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help page of a command: the options that it cannot do without come before the others, and an example ends it. */
public final class RequiredFirstHelp extends Help {
    /** Heading of the example in the footer of each command. */
    public static final String EXAMPLE = "%nExample:%n";

    static final Comparator<OptionSpec> ORDER = Comparator.comparing((OptionSpec o) -> !o.required())
            .thenComparing(o -> o.usageHelp() || o.versionHelp())
            .thenComparing(OptionSpec::longestName);

    RequiredFirstHelp(CommandSpec spec, ColorScheme colours) {
        super(spec, colours);
    }

    @Override
    public String detailedSynopsis(int headingLength, Comparator<OptionSpec> order, boolean clusterBooleanOptions) {
        return super.detailedSynopsis(headingLength, ORDER, clusterBooleanOptions);
    }

    @Override
    public String optionList() {
        return optionList(createDefaultLayout(), ORDER, parameterLabelRenderer());
    }
}
