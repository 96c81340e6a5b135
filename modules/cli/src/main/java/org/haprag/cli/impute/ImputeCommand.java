package org.haprag.cli.impute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;
import org.haprag.cli.Background;
import org.haprag.cli.MapOption;
import org.haprag.cli.ModelSource;
import org.haprag.cli.Progress;
import org.haprag.cli.RegionOption;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.ThreadsOption;
import org.haprag.encoding.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.imputation.Imputation;
import org.haprag.imputation.ImputationWindows;
import org.haprag.imputation.WindowedImputation;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.training.TrainingDevice;
import org.haprag.vcf.ImputedVcfHeader;
import org.haprag.vcf.ImputedVcfWriter;
import org.haprag.vcf.OutputField;
import org.haprag.vcf.PanelReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code imputer impute}: panel and targets in, imputed VCF out. */
@Command(
        name = "impute",
        description =
                "Imputes targets from a phased panel: dosages, genotype probabilities and phased calls at every site of the"
                        + " panel. Writes OUT, its .tbi, and OUT.sites.tsv: what became of every target site.")
public final class ImputeCommand extends RunCommand {
    private static final String NONE = "none";
    private static final String AUTO = "auto";

    @Option(names = "--panel", required = true, paramLabel = "FILE", description = "Phased reference panel, VCF or .hpanel.")
    private Path panelFile;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "FILE",
            description = "Phased targets, VCF; sites may be missing from it, or be there as ./.")
    private Path targetFile;

    @Option(
            names = "--model",
            defaultValue = ModelSource.BUNDLED,
            paramLabel = "bundled|none|FILE",
            description =
                    "The model that ships with the program, none (retrieval alone), or a file that 'imputer train'"
                            + " wrote.")
    private String model;

    @Option(
            names = "--retriever",
            paramLabel = "copying|nearest-window",
            converter = RetrieverName.class,
            description =
                    "What imputes with --model none: the copying posterior, or the single nearest haplotype of each"
                            + " window. Default: copying; a model brings its own, which may also be embedding.")
    private RetrievalConfig.Kind retriever;

    @Mixin
    private MapOption map;

    @Mixin
    private RegionOption region;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Imputed VCF to write, bgzipped.")
    private Path out;

    @Option(
            names = "--format",
            defaultValue = "GT,DS,GP",
            paramLabel = "FIELDS",
            description = "FORMAT fields to write: some of GT,DS,GP,HDS.")
    private String format;

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

    @Option(
            names = "--all-states",
            description = "With --model none: copy from every panel haplotype everywhere, not from the selected ones. Exact"
                    + " and slow, to judge the selection by.")
    private boolean allStates;

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
            names = "--window-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_WINDOW_CM,
            paramLabel = "CM",
            description = "Greatest length of a window; memory grows with it.")
    private double windowCm;

    @Option(
            names = "--overlap-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_OVERLAP_CM,
            paramLabel = "CM",
            description = "Context on both sides of a window.")
    private double overlapCm;

    /** {@code copying} or {@code nearest-window}. */
    static final class RetrieverName implements ITypeConverter<RetrievalConfig.Kind> {
        @Override
        public RetrievalConfig.Kind convert(String value) {
            for (RetrievalConfig.Kind kind : RetrievalConfig.Kind.values()) {
                boolean alone = kind != RetrievalConfig.Kind.EMBEDDING; // which searches in a model's space
                if (alone && kind.name().replace('_', '-').equalsIgnoreCase(value)) return kind;
            }
            throw new TypeConversionException("expected copying or nearest-window, found '" + value + "'");
        }
    }

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
        Set<OutputField> fields = OutputField.parse(format);
        if (empirical) fields.add(OutputField.LDS);
        checkOptions();
        try (Background background = new Background()) {
            Future<Optional<HapRagModel>> loading =
                    background.begin(() -> run.phase("load model", () -> loadModel(run)));
            try {
                ImputeInputs inputs = ImputeInputs.read(files(), run, background);
                MatchedTargets targets = MatchedTargets.of(inputs, fixStrand);
                targets.report(run, inputs.panel().skipped(), tableFile());
                impute(run, inputs, targets, Background.join(loading), fields);
            } finally {
                if (loading.isDone()) Background.join(loading).ifPresent(HapRagModel::close);
            }
        }
    }

    /** Beside the output: what became of every target site. */
    private Path tableFile() {
        return out.resolveSibling(out.getFileName() + ".sites.tsv");
    }

    private ImputeInputs.Files files() {
        return new ImputeInputs.Files(
                panelFile,
                targetFile,
                map,
                region.region(),
                dropMissing ? PanelReadOptions.MissingCalls.DROP_SITE : PanelReadOptions.MissingCalls.REFUSE);
    }

    private Optional<HapRagModel> loadModel(Run run) throws IOException {
        if (model.equals(NONE)) return Optional.empty();
        ModelFile file = ModelSource.load(run, "model", model);
        run.config("retrieval", file.manifest().retrieval());
        run.config("modelProvenance", file.manifest().provenance());
        TrainingDevice found = TrainingDevice.find(device);
        LOG.info("device: {}", found);
        return Optional.of(found.of(file, model));
    }

    private RetrievalConfig withoutNetwork() {
        if (retriever == RetrievalConfig.Kind.NEAREST_WINDOW) return RetrievalConfig.nearestHaplotype();
        return allStates ? RetrievalConfig.defaults().exact() : RetrievalConfig.defaults();
    }

    private void impute(
            Run run,
            ImputeInputs inputs,
            MatchedTargets targets,
            Optional<HapRagModel> network,
            Set<OutputField> fields) {
        TypedHaplotypes typed = targets.typed();
        HaplotypePanel panel = inputs.panel().panel();
        List<CmWindow> windows = ImputationWindows.plan(inputs.siteCm(), typed, windowCm, overlapCm);
        Imputation imputation = network.map(m -> Imputation.with(m, threads.count()))
                .orElseGet(() -> Imputation.withoutNetwork(withoutNetwork(), threads.count()));
        WindowedImputation usual =
                new WindowedImputation(imputation, panel, inputs.siteCm(), typed, targets.exclusions());
        WindowedImputation work = empirical ? usual.withLeaveOneOut() : usual;
        int samples = inputs.targets().samples().count();
        ImputedVcfHeader header = new ImputedVcfHeader(
                inputs.targets().samples(),
                panel.site(0).contig(),
                OptionalInt.empty(),
                headerLines(run, network),
                fields);
        run.phase("impute", () -> {
            try (ImputedVcfWriter writer = ImputedVcfWriter.open(out, header, threads.count());
                    Progress progress = run.progress("imputing", "samples", (long) windows.size() * samples)) {
                work.write(windows, writer, progress::advance);
                writer.commit();
            }
            return null;
        });
        run.output("out", out);
        run.output("index", out.resolveSibling(out.getFileName() + ".tbi"));
        run.result("samples", samples);
        run.result("sites", panel.siteCount());
        run.result("typedSites", typed.typedCount());
        run.result("windows", windows.size());
        LOG.info("imputed {} samples at {} sites: {}", samples, panel.siteCount(), out);
    }

    private List<String> headerLines(Run run, Optional<HapRagModel> network) {
        List<String> lines = new ArrayList<>(run.headerLines());
        lines.add("##haprag_model="
                + network.map(m -> model + " " + m.manifest().provenance())
                        .orElseGet(() -> "none, "
                                + withoutNetwork()
                                        .kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')));
        return lines;
    }

    private void checkOptions() throws IOException {
        if (retriever != null && !model.equals(NONE)) {
            throw new InputException(
                    "--retriever",
                    "a model brings the retriever that it was trained with",
                    "--model " + model,
                    "--model none",
                    "leave --retriever out, or impute without a network");
        }
        if (model.equals(NONE) && !device.equals(AUTO)) {
            throw new InputException(
                    "--device", "there is no network to compute", "--model none", "a model", "leave --device out");
        }
        if (allStates && (!model.equals(NONE) || retriever == RetrievalConfig.Kind.NEAREST_WINDOW)) {
            throw new InputException(
                    "--all-states",
                    "only the copying posterior by itself has states to take all of",
                    "--model " + model + (retriever == null ? "" : " --retriever " + retriever),
                    "--model none",
                    "leave --all-states out, or impute by the copying posterior alone");
        }
        if (!(windowCm > 0 && windowCm < 1e6) || !(overlapCm >= 0 && overlapCm < 1e6)) {
            throw new InputException(
                    "--window-cm, --overlap-cm",
                    "the value is out of range",
                    windowCm + " and " + overlapCm,
                    "a length above 0 and an overlap of 0 or more",
                    "change it");
        }
        String name = String.valueOf(out.getFileName());
        if (!name.endsWith(".gz") && !name.endsWith(".bgz")) {
            throw new InputException(
                    "--out", "the output is a bgzipped VCF", name, "a name that ends in .vcf.gz", "choose such a name");
        }
        for (Path in : List.of(panelFile, targetFile)) {
            if (Files.exists(out) && Files.exists(in) && Files.isSameFile(in, out)) {
                throw new InputException(
                        "--out", "it is also an input", out.toString(), "a file of its own", "choose another name");
            }
        }
    }
}
