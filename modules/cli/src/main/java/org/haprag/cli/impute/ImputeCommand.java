package org.haprag.cli.impute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.haprag.cli.LibrarySettings;
import org.haprag.cli.RequiredFirstHelp;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.ThreadsOption;
import org.haprag.evaluation.report.RunReportFiles;
import org.haprag.genotype.InputException;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.Genome;
import org.haprag.imputation.ImputationMethod;
import org.haprag.imputation.ImputeRequest;
import org.haprag.imputation.Imputer;
import org.haprag.imputation.MethodRecipe;
import org.haprag.imputation.ModelSource;
import org.haprag.imputation.PanelGroups;
import org.haprag.io.Background;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.OutputField;
import org.haprag.metrics.run.RunSummary;
import org.haprag.model.InferenceDevice;
import org.haprag.model.InferenceNetwork;
import org.haprag.model.ModelFile;
import org.haprag.spark.ImputationJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imputer impute}: panel and targets in, imputed VCF out. */
@Command(
        name = "impute",
        description =
                "Imputes targets from a phased panel: dosages, genotype probabilities and phased calls at every site "
                        + "of the panel. Targets may be phased or not. Writes OUT and its index, a report (OUT.report.html, "
                        + "OUT.metrics.json) and what was done with each target site (OUT.sites.tsv).",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {
            "  imputer impute --panel panel.chr20.vcf.gz --target array.chr20.vcf.gz --map chr20.map.gz \\",
            "      --out out.chr20.vcf.gz"
        })
public final class ImputeCommand extends RunCommand {
    private static final String AUTO = "auto";

    private final Optional<Cluster> cluster;

    @Mixin
    private ImputationOptions what;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--device",
            defaultValue = AUTO,
            paramLabel = "auto|cpu|gpu:N",
            description =
                    "Where the network runs. auto: on a GPU if a libtorch for GPUs sees one, else on the CPU. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--empirical",
            description =
                    "Also impute every typed site as if it were not typed, and write INFO ER2 and FORMAT LDS there, as "
                            + "Minimac4 does. The run takes several times as long.")
    private boolean empirical;

    @Mixin
    private ReportOptions report;

    @Mixin
    private ThreadsOption threads;

    /** On this machine. */
    public ImputeCommand() {
        this.cluster = Optional.empty();
    }

    /** On a cluster. */
    public ImputeCommand(Cluster cluster) {
        this.cluster = Optional.of(cluster);
    }

    @Override
    protected Path output() {
        return output.out();
    }

    @Override
    protected Run.OutputKind outputKind() {
        return Run.OutputKind.FILE;
    }

    @Override
    protected void run(Run run) throws IOException {
        Set<OutputField> fields = output.fields(empirical);
        checkOptions();
        threads.limitParallelStreams();
        what.target().tell(run);
        if (cluster.isPresent()) {
            impute(run, cluster.get(), fields);
            return;
        }
        PanelGroups groups = report.groups();
        Imputer imputer = new Imputer(request(), run);
        Optional<Network> network = run.phase("load model", () -> loadModel(run));
        try (Genome genome = imputer.open()) {
            impute(run, imputer, genome, network, fields, groups);
        } finally {
            network.ifPresent(n -> n.network().close());
        }
    }

    private void impute(Run run, Cluster elsewhere, Set<OutputField> fields) throws IOException {
        Optional<ModelFile> file = what.usesNetwork() ? Optional.of(readModel(run)) : Optional.empty();
        MethodRecipe method = file.map(f -> MethodRecipe.network(ModelSource.absolute(what.model()), f, device))
                .orElseGet(what.retrieval()::recipe);
        try (Background background = new Background()) {
            Future<Boolean> begun = background.begin(() -> {
                elsewhere.begin();
                return true;
            });
            try (Genome genome = new Imputer(request(), run).open()) {
                Background.join(begun);
                ImputationJob.Output whole = new ImputationJob.Output(
                        output.out(), header(run, genome, file.map(ModelSource::digest), fields));
                ImputationJob job = new ImputationJob(
                        genome,
                        method,
                        empirical(),
                        whole,
                        output.beside(".work"),
                        run.fingerprint(),
                        LibrarySettings.values());
                ended(run, elsewhere.impute(job, run));
            }
        }
    }

    private EmpiricalR2 empirical() {
        return empirical ? EmpiricalR2.LEAVE_ONE_OUT : EmpiricalR2.NONE;
    }

    private ImputeRequest request() {
        return what.request(
                empirical(),
                new ImputeRequest.Working(output.beside(".dosages"), Optional.of(output.beside(".sites.tsv"))),
                threads.count());
    }

    /** @param digest SHA-256 of its weights */
    private record Network(InferenceNetwork network, String digest) {}

    private Optional<Network> loadModel(Run run) throws IOException {
        if (!what.usesNetwork()) return Optional.empty();
        ModelFile file = readModel(run);
        InferenceDevice found = InferenceDevice.find(device);
        LOG.info("device: {}", found);
        return Optional.of(new Network(found.of(file, what.model()), ModelSource.digest(file)));
    }

    private ModelFile readModel(Run run) throws IOException {
        ModelFile file = ModelSource.load(run, "model", what.model());
        run.config("modelDigest", ModelSource.digest(file));
        run.config("retrieval", file.manifest().retrieval());
        run.config("modelProvenance", file.manifest().provenance());
        return file;
    }

    private void impute(
            Run run,
            Imputer imputer,
            Genome genome,
            Optional<Network> network,
            Set<OutputField> fields,
            PanelGroups groups)
            throws IOException {
        report.check(groups, genome.panelSamples());
        ImputationMethod method = network.map(n -> ImputationMethod.network(n.network()))
                .orElseGet(() -> what.retrieval().method());
        ImputedVcfHeader header = header(run, genome, network.map(Network::digest), fields);
        Imputer.Output sink = begun -> output.open(header, threads.count(), run);
        if (report.wanted()) {
            Imputer.Told told = imputer.imputeAndSum(genome, method, sink, groups, heading(run, network));
            report(run, told.summary());
            ended(run, told.imputed());
        } else {
            ended(run, imputer.impute(genome, method, sink));
        }
    }

    private void ended(Run run, Imputer.Imputed imputed) {
        output.written(run);
        LOG.info("imputed {} samples at {} sites: {}", imputed.samples(), imputed.sites(), output.out());
    }

    private ImputedVcfHeader header(Run run, Genome genome, Optional<String> digest, Set<OutputField> fields)
            throws IOException {
        return new ImputedVcfHeader(genome.samples(), genome.contigs(), headerLines(run, digest), fields);
    }

    private RunSummary.Heading heading(Run run, Optional<Network> network) {
        return new RunSummary.Heading(
                output.out().getFileName().toString(),
                what.target().panel().getFileName().toString(),
                what.target().target().getFileName().toString(),
                network.map(m -> what.model().equals(ModelSource.BUNDLED)
                                ? "the bundled model"
                                : "the model " + what.model())
                        .orElseGet(() -> what.retrieval().kindName() + " alone (--model none)"),
                run.program());
    }

    private void report(Run run, RunSummary summary) throws IOException {
        run.phase("write report", () -> {
            RunReportFiles.write(summary, output.beside(".report.html"), output.beside(".metrics.json"));
            return summary;
        });
        report.tell(run);
        run.output("report", output.beside(".report.html"));
        run.output("metrics", output.beside(".metrics.json"));
        LOG.info("report: {}", output.beside(".report.html"));
    }

    private List<String> headerLines(Run run, Optional<String> digest) throws IOException {
        List<String> lines = new ArrayList<>();
        what.windows().chunkLine().ifPresent(lines::add);
        lines.add("##haprag_model="
                + digest.map(d -> modelName() + " sha256:" + d)
                        .orElseGet(() -> "none (" + what.retrieval().kindName() + ")"));
        lines.add(run.inputsLine());
        return run.headerLines(lines.toArray(String[]::new));
    }

    private String modelName() {
        return what.model().equals(ModelSource.BUNDLED)
                ? what.model()
                : Path.of(what.model()).getFileName().toString().replaceAll("\\p{Cntrl}", " ");
    }

    private void checkOptions() {
        what.check();
        if (!what.usesNetwork() && !device.equals(AUTO)) {
            throw new InputException("--device", "it needs a network", "--model none", "a model", "leave --device out");
        }
        output.check();
        if (cluster.isPresent()) {
            output.checkForCluster();
            report.checkForCluster();
        }
    }
}
