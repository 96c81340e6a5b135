package org.haprag.cli.impute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;
import org.haprag.cli.MapOption;
import org.haprag.cli.RegionOption;
import org.haprag.cli.RequiredFirstHelp;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.ThreadsOption;
import org.haprag.evaluation.report.RunReportFiles;
import org.haprag.genotype.InputException;
import org.haprag.genotype.SiteAlignment;
import org.haprag.imputation.EmpiricalR2;
import org.haprag.imputation.ImputationMethod;
import org.haprag.imputation.ImputationPlan;
import org.haprag.imputation.ImputeRequest;
import org.haprag.imputation.Imputer;
import org.haprag.imputation.ModelSource;
import org.haprag.imputation.PanelGroups;
import org.haprag.imputation.Safeguard;
import org.haprag.io.Background;
import org.haprag.io.FlawedRecords;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.Males;
import org.haprag.io.OutputField;
import org.haprag.io.PanelReadOptions;
import org.haprag.metrics.run.RunSummary;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.model.NetworkDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imputer impute}: panel and targets in, imputed VCF out. */
@Command(
        name = "impute",
        description =
                "Imputes targets from a phased panel: dosages, genotype probabilities and phased calls at every site of the"
                        + " panel. Writes OUT, its index, OUT.sites.tsv (what became of every target site), OUT.report.html and"
                        + " OUT.metrics.json (what the run tells of its data and of itself).",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {
            "  imputer impute --panel panel.chr20.vcf.gz --target array.chr20.vcf.gz --map chr20.map.gz --out out.chr20.vcf.gz"
        })
public final class ImputeCommand extends RunCommand {
    static final String NONE = "none";
    private static final String AUTO = "auto";

    @Option(
            names = "--panel",
            required = true,
            paramLabel = "FILE",
            description = "Phased reference panel: VCF, BCF or .hpanel.")
    private Path panelFile;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "FILE",
            description =
                    "Targets: VCF, BCF, or PLINK (.bed, or the prefix of .bed, .bim and .fam); sites may be missing, or be there"
                            + " as ./.")
    private Path targetFile;

    @Option(
            names = "--model",
            defaultValue = ModelSource.BUNDLED,
            paramLabel = "bundled|none|FILE",
            description =
                    "The model that ships with the program, none (retrieval alone), or a file that 'imputer train'"
                            + " wrote.")
    private String model;

    @Mixin
    private RetrievalOptions retrieval;

    @Mixin
    private MapOption map;

    @Mixin
    private RegionOption region;

    @Option(
            names = "--sex",
            paramLabel = "FILE",
            description =
                    "Lines of SAMPLE SEX (M or F, 1 or 2), or a .fam: males that are coded as homozygous diploids on X or Y"
                            + " are haploid. Default: as many haplotypes as a call has alleles.")
    private Path sexFile;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--device",
            defaultValue = AUTO,
            paramLabel = "auto|cpu|gpu:N",
            description = "Where the network computes; auto is a GPU where libtorch sees one, else the CPU.")
    private String device;

    @Option(
            names = "--empirical",
            description = "Also impute every typed site as if it had not been typed, and write INFO ER2 and FORMAT LDS"
                    + " there, as Minimac4 does. Takes some ten retrievals more.")
    private boolean empirical;

    @Mixin
    private ReportOptions report;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--fix-strand",
            description =
                    "Recode sites whose alleles fit the panel only on the other strand. They are dropped otherwise.")
    private boolean fixStrand;

    @Option(
            names = "--drop-missing",
            description = "Leave panel sites with a missing allele out. They end the run otherwise.")
    private boolean dropMissing;

    @Option(
            names = "--keep-target-only",
            description =
                    "Write sites of the targets that the panel lacks too, as they were observed. They are left out"
                            + " otherwise.")
    private boolean keepTargetOnly;

    @Option(
            names = "--rephase",
            description =
                    "Ignore the phase of the targets' calls (0|1). Without it such phase is trusted; calls that have none"
                            + " (0/1) need no option.")
    private boolean rephase;

    @Option(
            names = "--strict",
            description =
                    "End with an error at a record of panel or targets that cannot be used: POS 0, REF among the ALTs,"
                            + " more than 127 ALTs and so on. They are left out and counted otherwise.")
    private boolean strict;

    @Option(
            names = "--accept",
            showDefaultValue = Visibility.NEVER,
            split = ",",
            paramLabel = "CHECK",
            description =
                    "Go on although a check says that panel and targets do not belong together: ${COMPLETION-CANDIDATES}."
                            + " The message of the check names it. Default: none.")
    private Set<Safeguard> accepted = EnumSet.noneOf(Safeguard.class);

    @Mixin
    private WindowOptions windows;

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
        if (sexFile != null) run.input("sex", sexFile);
        PanelGroups groups = report.groups();
        Imputer imputer = new Imputer(request(), run);
        try (Background background = new Background()) {
            Future<Optional<HapRagModel>> loading =
                    background.begin(() -> run.phase("load model", () -> loadModel(run)));
            try {
                ImputationPlan plan = imputer.plan();
                impute(run, imputer, plan, Background.join(loading), fields, groups);
            } finally {
                if (loading.isDone()) Background.join(loading).ifPresent(HapRagModel::close);
            }
        }
    }

    private ImputeRequest request() {
        return new ImputeRequest(
                new ImputeRequest.Input(panelFile, targetFile, map.file().file(), males(), phase()),
                region.region(),
                windows.windows(),
                new ImputeRequest.Sites(
                        dropMissing ? PanelReadOptions.MissingCalls.DROP_SITE : PanelReadOptions.MissingCalls.REFUSE,
                        fixStrand ? SiteAlignment.StrandFlips.FIX : SiteAlignment.StrandFlips.DROP,
                        keepTargetOnly ? ImputeRequest.TargetOnly.KEEP : ImputeRequest.TargetOnly.LEAVE_OUT,
                        strict ? FlawedRecords.Rule.REFUSE : FlawedRecords.Rule.LEAVE_OUT,
                        accepted),
                empirical ? EmpiricalR2.LEAVE_ONE_OUT : EmpiricalR2.NONE,
                new ImputeRequest.Working(output.beside(".dosages"), Optional.of(output.beside(".sites.tsv"))),
                threads.count());
    }

    private ImputeRequest.TargetPhase phase() {
        return rephase ? ImputeRequest.TargetPhase.IGNORED : ImputeRequest.TargetPhase.TRUSTED;
    }

    private Males males() {
        return sexFile == null ? Males.UNKNOWN : Males.read(sexFile);
    }

    private Optional<HapRagModel> loadModel(Run run) throws IOException {
        if (model.equals(NONE)) return Optional.empty();
        ModelFile file = ModelSource.load(run, "model", model);
        run.config("modelDigest", ModelSource.digest(file));
        run.config("retrieval", file.manifest().retrieval());
        run.config("modelProvenance", file.manifest().provenance());
        NetworkDevice found = NetworkDevice.find(device);
        LOG.info("device: {}", found);
        return Optional.of(found.of(file, model));
    }

    private void impute(
            Run run,
            Imputer imputer,
            ImputationPlan plan,
            Optional<HapRagModel> network,
            Set<OutputField> fields,
            PanelGroups groups)
            throws IOException {
        report.check(groups, plan);
        ImputationMethod method = network.map(ImputationMethod::network).orElseGet(() -> retrieval.method());
        ImputedVcfHeader header = new ImputedVcfHeader(
                plan.targets().samples(), plan.contig(), OptionalInt.empty(), headerLines(run, network), fields);
        Imputer.Output sink = planned -> output.open(header, threads.count(), run);
        if (report.wanted()) report(run, imputer.imputeAndSum(plan, method, sink, groups, heading(run, network)));
        else imputer.impute(plan, method, sink);
        output.written(run);
        LOG.info("imputed {} samples at {} sites: {}", plan.targets().count(), plan.siteCount(), output.out());
    }

    private RunSummary.Heading heading(Run run, Optional<HapRagModel> network) {
        return new RunSummary.Heading(
                output.out().getFileName().toString(),
                panelFile.getFileName().toString(),
                targetFile.getFileName().toString(),
                network.map(m -> model.equals(ModelSource.BUNDLED) ? "the bundled model" : "the model " + model)
                        .orElseGet(() -> retrieval.kindName() + " alone (--model none)"),
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

    private List<String> headerLines(Run run, Optional<HapRagModel> network) {
        List<String> lines = new ArrayList<>(run.headerLines());
        windows.chunkLine().ifPresent(lines::add);
        lines.add("##haprag_model="
                + network.map(m -> model + " " + m.manifest().provenance())
                        .orElseGet(() -> "none, " + retrieval.kindName()));
        return lines;
    }

    private void checkOptions() {
        retrieval.check(model);
        if (model.equals(NONE) && !device.equals(AUTO)) {
            throw new InputException(
                    "--device", "there is no network to compute", "--model none", "a model", "leave --device out");
        }
        windows.check();
        output.check();
    }
}
