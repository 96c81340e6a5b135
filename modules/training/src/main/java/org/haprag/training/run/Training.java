package org.haprag.training.run;

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
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ModelSource;
import org.haprag.io.Background;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.MafStratifiedScores;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.model.HapRagModel;
import org.haprag.model.ModelFile;
import org.haprag.model.NetworkDevice;
import org.haprag.training.Trainer;
import org.haprag.training.TrainingRegion;
import org.haprag.training.ValidationScore;
import org.haprag.training.config.ConfigFile;
import org.haprag.training.config.RunConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adapts a model to panels, or trains one from nothing; writes it with its history and metrics, and judges it. */
public final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    private final TrainRequest request;
    private final RunRecorder recorder;
    private final StartingPoint start;
    private final RunConfig given;

    private Training(TrainRequest request, RunRecorder recorder) throws IOException {
        this.request = request;
        this.recorder = recorder;
        request.panels().declare(recorder);
        start = StartingPoint.load(request.init(), recorder);
        Optional<Path> file = request.configFile();
        RunConfig config = file.isPresent() ? start.config(file.get(), recorder) : start.defaults();
        given = request.steps().isPresent()
                ? config.withTraining(
                        config.training().withSteps(request.steps().getAsInt()))
                : config;
    }

    /**
     * Trains.
     *
     * @throws InputException if files, settings or device cannot be used as they are
     */
    public static TrainingOutcome run(TrainRequest request, RunRecorder recorder) throws IOException {
        return new Training(request, recorder).outcome();
    }

    /** The panels are read while the engine loads. */
    private TrainingOutcome outcome() throws IOException {
        try (Background background = new Background()) {
            Future<HapRagModel> loading = background.begin(() -> recorder.phase("load model", this::open));
            try {
                List<TrainingRegion> regions = recorder.phase("read", this::regions);
                return train(given.resolved(regions), regions, Background.join(loading));
            } finally {
                if (loading.isDone()) Background.join(loading).close();
            }
        }
    }

    private HapRagModel open() {
        NetworkDevice found = NetworkDevice.find(request.device());
        LOG.info("device: {}", found);
        String where = request.configFile().map(Path::toString).orElse("the default configuration");
        return start.open(found, where, given, request.seed());
    }

    private List<TrainingRegion> regions() throws IOException {
        TrainingPanels panels = request.panels();
        SampleNames excluded = panels.excluded(recorder);
        List<TrainingRegion> all = new ArrayList<>();
        for (int i = 0; i < panels.vcfs().size(); i++) {
            Path vcf = panels.vcfs().get(i);
            HaplotypePanel panel = excluded.removeFrom(panels.read(i, recorder));
            String contig = panel.site(0).contig();
            List<TrainingRegion> cut = PanelRegions.of(
                    vcf.toString(),
                    panel,
                    panels.map(i, contig),
                    given.training().validationShare(),
                    request.seed());
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

    private TrainingOutcome train(RunConfig config, List<TrainingRegion> regions, HapRagModel model)
            throws IOException {
        recorder.config("runConfig", config);
        TrainRequest.Output out = request.out();
        String fingerprint = new Fingerprint()
                .add(ConfigFile.json(config))
                .add(request.seed())
                .add(start.digest())
                .add(regions)
                .hex();
        ValidationScore score;
        History history;
        try (Progress progress =
                recorder.progress("training", "steps", config.training().steps())) {
            history = new History(progress);
            Trainer trainer = new Trainer(
                    model,
                    regions,
                    config.training(),
                    config.loss(),
                    request.seed(),
                    Optional.of(out.checkpoint()),
                    history);
            score = recorder.phase("train", () -> trainer.train(fingerprint, request.resume()));
        }
        model.toFile(provenance(fingerprint, score)).write(out.model());
        history.summarise();
        history.write(out.history(), out.metrics());
        Files.deleteIfExists(out.checkpoint());
        recorder.output("model", out.model());
        recorder.output("history", out.history());
        recorder.output("metrics", out.metrics());
        recorder.result("validation", score);
        LOG.info("model: {}", out.model());
        return recorder.phase(
                "validate",
                () -> judged(score, regions, model, config.training().variety().unphased()));
    }

    private Map<String, String> provenance(String fingerprint, ValidationScore score) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("command", request.out().command());
        lines.put("haprag", request.out().program());
        lines.put("seed", Long.toString(request.seed()));
        lines.put("init", start.model().isPresent() ? start.name() + " " + start.digest() : start.name());
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

    /** @param unphased share of the samples that are judged on, as of those that were trained on */
    private TrainingOutcome judged(
            ValidationScore validation, List<TrainingRegion> regions, HapRagModel model, double unphased) {
        ClosingTable table = new ClosingTable(regions, unphased, request.seed());
        Map<String, MafStratifiedScores> scores;
        try (HapRagModel bundled = NetworkDevice.find(request.device()).of(ModelFile.bundled(), ModelSource.BUNDLED)) {
            scores = table.scores(bundled, model, request.threads());
        }
        String advice = Advice.of(scores, request.out().model().toString(), request.seed());
        Map<String, Map<String, Double>> r2 = new LinkedHashMap<>();
        scores.forEach((name, s) -> {
            Map<String, Double> pooled = new LinkedHashMap<>();
            for (MafStratum row : MafStratum.pooled()) {
                double value = s.scores(row).value(Metric.R2);
                if (Double.isFinite(value)) pooled.put(row.key(), value);
            }
            r2.put(name, pooled);
        });
        recorder.result("validationR2", r2);
        recorder.result("advice", advice);
        return new TrainingOutcome(validation, table.caption(), scores, advice);
    }
}
