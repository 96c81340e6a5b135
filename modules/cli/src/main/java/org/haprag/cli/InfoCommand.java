package org.haprag.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Site;
import org.haprag.imputation.ModelSource;
import org.haprag.io.hpanel.PanelFileReader;
import org.haprag.model.ModelFile;
import org.haprag.model.ModelManifest;
import org.haprag.model.NetworkCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code imputer info}: what a model is and what it costs, or what a panel file holds. */
@Command(
        name = "info",
        description =
                "Tells what a model is: its network, its retrieval, where its weights come from, and what a genotype"
                        + " costs. Of an .hpanel: what it holds, after checking all of it.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer info bundled", "  imputer info panel.chr20.hpanel"})
public final class InfoCommand implements Callable<Integer> {
    /** Panel sites for each typed one, from sequenced to sparsely typed; 1000 Genomes at GSA's density is near 40. */
    private static final int[] SITES_PER_TYPED = {1, 10, 40};

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "bundled|FILE",
            description = "The model that ships with the program, a model file, or an .hpanel.")
    private String what;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (what.equals(ModelSource.BUNDLED)) model(out, ModelFile.bundled());
        else if (PanelFileReader.recognises(Path.of(what))) panel(out, Path.of(what));
        else model(out, ModelFile.read(Path.of(what)));
        out.flush();
        return 0;
    }

    private static void panel(PrintWriter out, Path file) throws IOException {
        HaplotypePanel panel = PanelFileReader.read(file);
        int multiAllelic =
                (int) panel.sites().stream().filter(Site::multiAllelic).count();
        int snvs = (int) panel.sites().stream().filter(Site::snv).count();
        Site first = panel.site(0);
        Site last = panel.site(panel.siteCount() - 1);
        line(out, "panel", "phased, complete, every checksum fits");
        line(out, "samples", String.format(Locale.ROOT, "%,d", panel.samples().count()));
        line(out, "haplotypes", String.format(Locale.ROOT, "%,d", panel.haplotypeCount()));
        line(
                out,
                "sites",
                String.format(
                        Locale.ROOT,
                        "%,d, of them %,d SNVs and %,d multi-allelic",
                        panel.siteCount(),
                        snvs,
                        multiAllelic));
        line(out, "range", first.contig() + ':' + first.pos() + '-' + last.pos());
        line(out, "size", String.format(Locale.ROOT, "%,d bytes", Files.size(file)));
    }

    private static void model(PrintWriter out, ModelFile file) {
        ModelManifest manifest = file.manifest();
        NetworkCost cost = new NetworkCost(manifest.model());
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
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.println(String.format(Locale.ROOT, "%-12s %s", name, value));
    }
}
