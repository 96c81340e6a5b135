package org.haprag.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
        description = "Describes a model: where its weights come from, its network, its retrieval and its cost per "
                + "genotype. Or describes an .hpanel, after checking all of it.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer info bundled", "  imputer info panel.chr20.hpanel"})
public final class InfoCommand implements Callable<Integer> {
    /** Panel sites for each typed one, from sequenced to sparsely typed; 1000 Genomes at GSA's density is near 40. */
    private static final int[] SITES_PER_TYPED = {1, 10, 40};

    private static final Pattern PANEL = Pattern.compile("--vcf[ =](\\S+)");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "bundled|FILE",
            description = "The model that ships with the program, a model file, or an .hpanel.")
    private String what;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (what.equals(ModelSource.BUNDLED)) model(out, what, ModelFile.bundled());
        else if (PanelFileReader.recognises(Path.of(what))) panel(out, Path.of(what));
        else model(out, Path.of(what).getFileName().toString(), ModelFile.read(Path.of(what)));
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

    private static void model(PrintWriter out, String name, ModelFile file) {
        ModelManifest manifest = file.manifest();
        long parameters =
                file.weights().values().stream().mapToLong(v -> v.length).sum();
        line(out, "model", name);
        line(
                out,
                "weights",
                String.format(Locale.ROOT, "%,d numbers, sha256:%s", parameters, ModelSource.digest(file)));
        provenance(out, manifest.provenance());
        line(out, "network", settings(manifest.model()));
        line(out, "retrieval", settings(manifest.retrieval()));
        cost(out, new NetworkCost(manifest.model()));
    }

    /** Where the weights come from; folders of the machine that trained them are left out. */
    private static void provenance(PrintWriter out, Map<String, String> told) {
        if (told.containsKey("haprag")) {
            line(out, "written by", "HapRAG " + told.get("haprag").replaceFirst("-dirty$", ""));
        }
        String command = Run.withoutFolders(told.getOrDefault("command", ""));
        List<String> panels = PANEL.matcher(command)
                .results()
                .map(found -> found.group(1).replaceFirst("\\.(vcf|bcf|hpanel)(\\.gz)?$", ""))
                .distinct()
                .toList();
        String start = told.getOrDefault("init", "random");
        line(
                out,
                "trained on",
                String.join(", ", panels) + ", seed " + told.get("seed") + ", from "
                        + (start.equals("random") ? "random weights" : Run.withoutFolders(start)));
        if (told.containsKey("validation")) line(out, "validation", told.get("validation"));
    }

    /** The components of a record, as in {@code width 32, layers 1}. */
    private static String settings(Record values) {
        return values.toString().replaceFirst("^\\w+\\[(.*)]$", "$1").replace('=', ' ');
    }

    private static void cost(PrintWriter out, NetworkCost cost) {
        for (int sites : SITES_PER_TYPED) {
            line(
                    out,
                    "cost",
                    String.format(
                            Locale.ROOT,
                            "at most %,.0f FLOP per genotype with 1 typed site in %d",
                            cost.flopPerGenotype(1.0 / sites),
                            sites));
        }
    }

    private static void line(PrintWriter out, String name, Object value) {
        out.println(String.format(Locale.ROOT, "%-12s %s", name, value));
    }
}
