package org.haprag.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.model.NetworkCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code imputer info}: what a model is and what it costs. */
@Command(
        name = "info",
        description =
                "Tells what a model is: its network, its retrieval, where its weights come from, and what a genotype"
                        + " costs.")
public final class InfoCommand implements Callable<Integer> {
    /** Panel sites for each typed one, from sequenced to sparsely typed; 1000 Genomes at GSA's density is near 40. */
    private static final int[] SITES_PER_TYPED = {1, 10, 40};

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "bundled|FILE", description = "The model that ships with the program, or a file.")
    private String model;

    @Override
    public Integer call() {
        ModelFile file = model.equals(ModelSource.BUNDLED) ? HapRagModel.bundled() : ModelFile.read(Path.of(model));
        ModelManifest manifest = file.manifest();
        NetworkCost cost = new NetworkCost(manifest.model());
        PrintWriter out = spec.commandLine().getOut();
        long parameters =
                file.weights().values().stream().mapToLong(v -> v.length).sum();
        line(out, "parameters", String.format(Locale.ROOT, "%,d", parameters));
        line(out, "weights", "SHA-256 " + ModelSource.digest(file));
        line(out, "network", manifest.model());
        line(out, "retrieval", manifest.retrieval());
        for (int sites : SITES_PER_TYPED) {
            line(
                    out,
                    "cost",
                    String.format(
                            Locale.ROOT,
                            "%,.0f FLOP a genotype where 1 panel site in %d is typed",
                            cost.flopPerGenotype(1.0 / sites),
                            sites));
        }
        line(out, "", "(at most: sites that the copying model settles by itself skip the network)");
        manifest.provenance().forEach((name, value) -> line(out, name, value));
        out.flush();
        return 0;
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.println(String.format(Locale.ROOT, "%-12s %s", name, value));
    }
}
