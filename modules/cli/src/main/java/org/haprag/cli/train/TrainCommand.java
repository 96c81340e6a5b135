package org.haprag.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.haprag.cli.BuildInfo;
import org.haprag.cli.ModelSource;
import org.haprag.cli.RegionOption;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.ThreadsOption;
import org.haprag.evaluation.report.TextTable;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.io.Background;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.Progress;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.Scores;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.training.Trainer;
import org.haprag.training.TrainingDevice;
import org.haprag.training.TrainingRegion;
import org.haprag.training.ValidationScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code imputer train}: adapts a model to phased panels, or trains one from nothing. */
@Command(
        name = "train",
        description =
                "Adapts the model to a phased panel, or trains one from nothing. Ends with r2 and F1 by MAF on samples that"
                        + " it did not train on. Writes OUT, OUT.history.tsv and, from its"
                        + " monitors, OUT.metrics.json; while it runs, OUT.checkpoint.")
public final class TrainCommand extends RunCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PanelArguments panels;

    @Mixin
    private RegionOption region;

    @Mixin
    private StartOptions start;

    @Option(names = "--out", defaultValue = "model.safetensors", paramLabel = "FILE", description = "Model to write.")
    private Path out;

    @Option(
            names = "--device",
            defaultValue = "auto",
            paramLabel = "auto|cpu|gpu:N",
            description = "Where the network computes; auto is a GPU where libtorch sees one, else the CPU.")
    private String device;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Seed of everything random.")
    private long seed;

    @Option(
            names = "--resume",
            description = "Go on from OUT.checkpoint of an interrupted run, to the same weights to the bit. Starts anew"
                    + " where there is none.")
    private boolean resume;

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
        run.seed(seed);
        threads.limitParallelStreams();
        panels.declare(run);
        Optional<ModelFile> from = start.load(run);
        RunConfig config = start.config(run, from);
        try (Background background = new Background()) {
            Future<HapRagModel> loading = background.begin(() -> run.phase("load model", () -> open(config, from)));
            try {
                List<TrainingRegion> regions = run.phase("read", () -> regions(run, config));
                train(run, StartOptions.resolved(config, regions), regions, from, Background.join(loading));
            } finally {
                if (loading.isDone()) Background.join(loading).close();
            }
        }
    }

    private HapRagModel open(RunConfig config, Optional<ModelFile> from) {
        TrainingDevice found = TrainingDevice.find(device);
        LOG.info("device: {}", found);
        return from.isPresent() ? found.of(from.get(), start.init()) : found.random(start.freshManifest(config), seed);
    }

    private List<TrainingRegion> regions(Run run, RunConfig config) throws IOException {
        SampleNames excluded = panels.excluded(run);
        List<TrainingRegion> all = new ArrayList<>();
        for (int i = 0; i < panels.vcfs().size(); i++) {
            Path vcf = panels.vcfs().get(i);
            HaplotypePanel panel =
                    excluded.removeFrom(run.readPanel(vcf, region.region(), PanelReadOptions.MissingCalls.REFUSE)
                            .panel());
            String contig = panel.site(0).contig();
            List<TrainingRegion> cut = PanelRegions.of(
                    vcf.toString(),
                    panel,
                    panels.map(i, contig),
                    config.training().validationShare(),
                    seed);
            LOG.info(
                    "{}: {} haplotypes at {} sites of {}; learning from {} of them in {} regions",
                    vcf.getFileName(),
                    panel.haplotypeCount(),
                    panel.siteCount(),
                    contig,
                    cut.stream().mapToInt(r -> r.panel().siteCount()).sum(),
                    cut.size());
            all.addAll(cut);
        }
        excluded.warnOfUnknown();
        return all;
    }

    private void train(
            Run run, RunConfig config, List<TrainingRegion> regions, Optional<ModelFile> from, HapRagModel model)
            throws IOException {
        run.config("runConfig", config);
        Path checkpoint = beside(".checkpoint");
        String fingerprint = new Fingerprint()
                .add(ConfigFile.json(config))
                .add(seed)
                .add(from.map(ModelSource::digest).orElse("random"))
                .add(regions)
                .hex();
        ValidationScore score;
        History history;
        try (Progress progress =
                run.progress("training", "steps", config.training().steps())) {
            history = new History(progress);
            Trainer trainer = new Trainer(
                    model, regions, config.training(), config.loss(), seed, Optional.of(checkpoint), history);
            score = run.phase("train", () -> trainer.train(fingerprint, resume));
        }
        model.toFile(provenance(run, from, fingerprint, score)).write(out);
        history.summarise();
        history.write(beside(".history.tsv"), beside(".metrics.json"));
        Files.deleteIfExists(checkpoint);
        run.output("model", out);
        run.output("history", beside(".history.tsv"));
        run.output("metrics", beside(".metrics.json"));
        run.result("validation", score);
        LOG.info("model: {}", out);
        run.phase("validate", () -> {
            closingTable(run, regions, model);
            return null;
        });
    }

    private Path beside(String suffix) {
        return out.resolveSibling(out.getFileName() + suffix);
    }

    /** What the model file says of its weights; no time of day, so that the same run makes the same file. */
    private Map<String, String> provenance(
            Run run, Optional<ModelFile> from, String fingerprint, ValidationScore score) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("command", run.provenance());
        lines.put("haprag", BuildInfo.load().program());
        lines.put("seed", Long.toString(seed));
        lines.put(
                "init",
                from.map(f -> start.init() + " " + ModelSource.digest(f)).orElse("random"));
        lines.put("fingerprint", fingerprint);
        lines.put(
                "validation",
                String.format(
                        Locale.ROOT,
                        "cross-entropy %.5f, squared error %.4f of the copying model's",
                        score.crossEntropy(),
                        score.errorRatio()));
        return lines;
    }

    private void closingTable(Run run, List<TrainingRegion> regions, HapRagModel model) {
        ClosingTable table = new ClosingTable(regions, seed);
        Map<String, MafStratifiedScores> scores = table.scores(model, threads.count());
        List<Function<MafStratum, Scores>> columns = new ArrayList<>();
        Map<String, Map<String, Double>> r2 = new LinkedHashMap<>();
        scores.forEach((name, s) -> {
            columns.add(s::scores);
            Map<String, Double> pooled = new LinkedHashMap<>();
            for (MafStratum row : MafStratum.pooled()) {
                double value = s.scores(row).value(Metric.R2);
                if (Double.isFinite(value)) pooled.put(row.key(), value);
            }
            r2.put(name, pooled);
        });
        var stdout = spec.commandLine().getOut();
        stdout.println(table.caption());
        stdout.println(TextTable.comparison(List.copyOf(scores.keySet()), columns));
        stdout.flush();
        run.result("validationR2", r2);
    }
}
