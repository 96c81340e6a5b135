package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.haprag.evaluation.Evaluation;
import org.haprag.evaluation.EvaluationRequest;
import org.haprag.evaluation.EvaluationResult;
import org.haprag.evaluation.ImputedFile;
import org.haprag.evaluation.TrainingRecord;
import org.haprag.evaluation.TrainingStory;
import org.haprag.evaluation.report.OutputFiles;
import org.haprag.evaluation.report.TextTable;
import org.haprag.genotype.InputException;
import org.haprag.io.ContigFiles;
import org.haprag.io.VariantSource;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.SampleBootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code imputer evaluate}: judges imputed files against the truth. */
@Command(
        name = "evaluate",
        description =
                "Compares imputed files of any program with the true genotypes: r2, F1, concordance and calibration "
                        + "by MAF bin, with intervals, and switch errors. Prints a table and writes tables, metrics.json and "
                        + "report.html.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {
            "  imputer evaluate --truth truth.chr20.vcf.gz --panel panel.chr20.vcf.gz --imputed haprag=out.chr20.vcf.gz \\",
            "      --imputed beagle=beagle.chr20.vcf.gz --out evaluation",
            "  imputer evaluate --truth truth.chr{}.vcf.gz --panel panel.chr{}.hpanel --out evaluation \\",
            "      --imputed haprag=batch1.chr{}.vcf.gz --imputed haprag=batch2.chr{}.vcf.gz"
        })
public final class EvaluateCommand extends RunCommand {
    /** Everything that an evaluation may leave; not all of it comes from every evaluation. */
    private static final List<String> FILES = List.of(
            OutputFiles.METRICS,
            OutputFiles.REPORT,
            OutputFiles.BY_MAF,
            OutputFiles.BY_GROUP,
            OutputFiles.BY_SAMPLE,
            OutputFiles.BY_SITE,
            OutputFiles.CALIBRATION,
            OutputFiles.CLAIMED_R2,
            OutputFiles.SWITCH_ERRORS,
            OutputFiles.DIFFERENCES,
            OutputFiles.EXCLUDED);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--truth",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "The targets' true genotypes, VCF or .hpanel; several FILEs are parts, as of --imputed, and {} stands for a "
                            + "contig.")
    private List<Path> truth;

    @Option(
            names = "--panel",
            required = true,
            paramLabel = "FILE",
            description =
                    "Reference panel, VCF or .hpanel; panel.chr{}.hpanel stands for one file a contig. MAF bins are by the "
                            + "frequency in this panel.")
    private Path panel;

    @Option(
            names = "--imputed",
            required = true,
            arity = "1..*",
            paramLabel = "[NAME=]FILE",
            converter = NamedFiles.class,
            description =
                    "Imputed VCFs or BCFs. All are compared with the first. NAME is how reports call it; without it, the "
                            + "file's name. Several FILEs of one NAME are parts: batches of samples, stretches, or both. {} in "
                            + "FILE stands for a contig.")
    private List<NamedFile> imputed;

    @Option(
            names = "--typed",
            paramLabel = "SITES",
            description =
                    "The typed sites, as lines of CHROM POS or as a VCF. They are not scored. Default: the sites that "
                            + "the imputed files mark as typed in INFO.")
    private Path typed;

    @Option(
            names = "--baseline",
            paramLabel = "KIND",
            description =
                    "Also score a baseline: AF_PRIOR (twice the ALT frequency in the panel), NEAREST_HAPLOTYPE or "
                            + "COPYING (imputed from the truth at the sites of --typed; written to OUT/baselines). Can be "
                            + "repeated. Default: none.")
    private Set<BaselineFiles.Kind> baselines = new TreeSet<>();

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description = "Genetic map for the baselines that are imputed. Default: 1 cM/Mb.")
    private Path map;

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description = "Table of SAMPLE and GROUP: scores are also given for each group. Default: no groups.")
    private Path groups;

    @Option(
            names = "--group-column",
            paramLabel = "NAME",
            description = "Column of --groups that holds the group. Default: the second.")
    private String groupColumn;

    @Option(
            names = "--bootstrap",
            defaultValue = "" + SampleBootstrap.DEFAULT_REPLICATES,
            paramLabel = "N",
            description =
                    "Bootstrap draws of target samples for the 95 %% intervals. 0: no intervals. Default: ${DEFAULT-VALUE}.")
    private int bootstrap;

    @Option(
            names = "--seed",
            defaultValue = "" + EvaluationRequest.DEFAULT_SEED,
            paramLabel = "S",
            description = "Seed of the bootstrap. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "MODEL.history.tsv of a training run: its curves are shown in the report, and its monitors if "
                            + "MODEL.metrics.json is beside it. Default: no curves.")
    private Path history;

    @Mixin
    private RegionOption region;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write. It is made if missing.")
    private Path out;

    /**
     * {@code NAME=FILE}, or {@code FILE}, whose name without .vcf.gz then serves.
     *
     * @param given whether the name was given
     */
    record NamedFile(String name, Path path, boolean given) {
        List<Path> files() {
            return new ContigFiles("--imputed", path).files();
        }

        @Override
        public String toString() {
            return given ? name + "=" + path : path.toString();
        }
    }

    /** Reads a {@link NamedFile}. */
    static final class NamedFiles implements ITypeConverter<NamedFile> {
        @Override
        public NamedFile convert(String value) {
            int equals = Files.exists(Path.of(value)) ? -1 : value.indexOf('=');
            Path path = Path.of(value.substring(equals + 1));
            String name = equals >= 0
                    ? value.substring(0, equals)
                    : String.valueOf(path.getFileName()).replaceFirst("\\.(vcf\\.b?gz|vcf)$", "");
            if (ImputedFile.printable(name)) return new NamedFile(name, path, equals >= 0);
            throw new TypeConversionException("the name of " + path + " must be printable, found '" + name + "'");
        }
    }

    /** One a name; files of which the name was not given are no parts. */
    private List<ImputedFile> imputedFiles() {
        Map<String, List<Path>> parts = new LinkedHashMap<>();
        Set<String> ofFiles = new HashSet<>();
        for (NamedFile file : imputed) {
            boolean known = parts.containsKey(file.name());
            if (!file.given()) ofFiles.add(file.name());
            if (known && ofFiles.contains(file.name())) {
                throw new InputException(
                        file.path().toString(),
                        "two files have the same name",
                        "'" + file.name() + "'",
                        "a name of its own for each file, or one that was given for parts of one",
                        "name the files: NAME=IMPUTED.vcf.gz");
            }
            parts.computeIfAbsent(file.name(), name -> new ArrayList<>()).addAll(file.files());
        }
        return parts.entrySet().stream()
                .map(e -> new ImputedFile(e.getKey(), e.getValue()))
                .toList();
    }

    private List<Path> truthFiles() {
        return truth.stream()
                .flatMap(path -> new ContigFiles("--truth", path).files().stream())
                .map(path -> VariantSource.files(path).get(0)) // of a prefix of PLINK's files the .bed
                .toList();
    }

    private List<Path> panelFiles() {
        return new ContigFiles("--panel", panel).files();
    }

    @Override
    protected Path output() {
        return out;
    }

    @Override
    protected Run.OutputKind outputKind() {
        return Run.OutputKind.FOLDER;
    }

    @Override
    protected void run(Run run) throws IOException {
        run.seed(seed);
        List<ImputedFile> judged = new ArrayList<>(imputedFiles());
        for (Path name : truthFiles()) for (Path file : VariantSource.files(name)) run.input("truth", file);
        for (Path file : panelFiles()) run.input("panel", file);
        for (ImputedFile file : judged) for (Path part : file.parts()) run.input("imputed " + file.name(), part);
        if (typed != null) run.input("typed", typed);
        if (groups != null) run.input("groups", groups);
        if (history != null) {
            run.input("history", history);
            Path metrics = TrainingRecord.metricsBeside(history);
            if (Files.exists(metrics)) run.input("training metrics", metrics);
        }
        judged.addAll(run.phase("impute baselines", this::imputedBaselines));
        EvaluationResult result = run.phase("judge", () -> Evaluation.run(request(judged)));
        result.warnings().forEach(LOG::warn);
        spec.commandLine().getOut().println(TextTable.of(result));
        spec.commandLine().getOut().flush();
        tellLeftOut(result.sites());
        LOG.info("report: {}", out.resolve(OutputFiles.REPORT));
        for (String name : FILES) {
            if (Files.exists(out.resolve(name))) run.output(name, out.resolve(name));
        }
        run.result("untypedSites", result.sites().untyped());
        run.result("typedSites", result.sites().typed());
        run.result("samples", result.samples().count());
    }

    /** How many alleles of each file are not scored, and why. */
    private void tellLeftOut(EvaluationResult.SiteCounts sites) {
        sites.leftOut().forEach((file, reasons) -> {
            String why = reasons.entrySet().stream()
                    .map(e -> e.getValue() + " (" + e.getKey().reason() + ")")
                    .collect(Collectors.joining(", "));
            LOG.info("{}: alleles not scored: {}; listed in {}", file, why, out.resolve(OutputFiles.EXCLUDED));
        });
    }

    private List<ImputedFile> imputedBaselines() throws IOException {
        List<BaselineFiles.Kind> kinds = baselines.stream()
                .filter(k -> k != BaselineFiles.Kind.AF_PRIOR)
                .sorted()
                .toList();
        if (kinds.isEmpty()) {
            if (map == null) return List.of();
            throw new InputException(
                    "--map",
                    "nothing here needs a genetic map",
                    map.toString(),
                    "--baseline NEAREST_HAPLOTYPE or COPYING",
                    "leave --map out");
        }
        if (truth.size() > 1 || new ContigFiles("--truth", truth.get(0)).pattern()) {
            throw new InputException(
                    "--baseline " + kinds.get(0),
                    "it is imputed from one file of the truth",
                    "parts",
                    "a truth in one file",
                    "judge a contig at a time, or leave this baseline out");
        }
        return new BaselineFiles(
                        truth.get(0), panel, typed, Optional.ofNullable(map), region.region(), out.resolve("baselines"))
                .impute(kinds);
    }

    private EvaluationRequest request(List<ImputedFile> judged) throws IOException {
        return new EvaluationRequest(
                truthFiles(),
                panelFiles(),
                judged,
                baselines.contains(BaselineFiles.Kind.AF_PRIOR) ? Set.of(Baseline.AF_PRIOR) : Set.of(),
                Optional.ofNullable(typed),
                Optional.ofNullable(groups),
                Optional.ofNullable(groupColumn),
                region.region(),
                out,
                new SampleBootstrap(bootstrap, seed),
                history == null ? TrainingStory.NONE : TrainingRecord.read(history));
    }
}
