package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.genotype.InputException;
import org.haprag.loss.LossCurves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code imputer plot-loss}: the focal loss at several gammas, as a figure. */
@Command(
        name = "plot-loss",
        description = "Draws an SVG of the focal loss and its weight against the probability of the true class, for "
                + "several gammas.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer plot-loss --gammas 0,2,5 --out focal.svg"})
public final class PlotLossCommand extends RunCommand {
    @Option(
            names = "--gammas",
            defaultValue = "0,1,2,5",
            split = ",",
            paramLabel = "G",
            description =
                    "Focusing parameters: at most eight, each 0 or more. 0 is cross-entropy. Default: ${DEFAULT-VALUE}.")
    private List<Double> gammas;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "SVG to write.")
    private Path out;

    @Override
    protected Path output() {
        return out;
    }

    @Override
    protected Run.OutputKind outputKind() {
        return Run.OutputKind.FILE;
    }

    @Override
    protected void run(Run run) throws IOException {
        Files.writeString(out, svg());
        run.output("out", out);
    }

    private String svg() {
        try {
            return LossCurves.svg(
                    gammas.stream().mapToDouble(Double::doubleValue).toArray());
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    "--gammas",
                    "they cannot be drawn",
                    gammas.toString(),
                    "1 to 8 numbers, 0 and above",
                    "change them",
                    e);
        }
    }
}
