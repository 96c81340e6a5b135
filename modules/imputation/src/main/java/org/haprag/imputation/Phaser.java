package org.haprag.imputation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedSink;
import org.haprag.io.Progress;
import org.haprag.io.RunRecorder;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.SwitchRate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Phases files: reads panel, targets and map, matches targets with the panel, and puts the alleles of every genotype at the
 * panel's sites on haplotypes, those that were missing filled in. Nothing else is imputed: of the panel no more than the typed
 * sites is used. Windows of a contig are phased by themselves and joined where they overlap ({@link PhasedTargets}). What a
 * target gets depends on itself, the panel and the map, not on who is phased with it nor on the number of threads.
 */
public final class Phaser {
    private static final Logger LOG = LoggerFactory.getLogger(Phaser.class);

    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final MatchedTargets targets;
    private final TypedHaplotypes typed;

    private Phaser(ImputeInputs inputs, MatchedTargets targets) {
        int[] typedSites = targets.typed().panelSites();
        int[] all = IntStream.range(0, typedSites.length).toArray();
        this.panel = inputs.panel().panel().atSites(typedSites);
        this.siteCm =
                Arrays.stream(typedSites).mapToDouble(s -> inputs.siteCm()[s]).toArray();
        this.targets = targets;
        this.typed = targets.typed().at(all, all);
    }

    /** Opens a sink when it is known what will come. */
    @FunctionalInterface
    public interface Output {
        ImputedSink open(Samples targets, List<ContigLine> contigs) throws IOException;
    }

    /** What was done. @param samples targets */
    public record Phased(int samples, PhasedTargets.Counts counts) {}

    /**
     * Reads, phases, and closes the sink; one contig at a time.
     *
     * @param recorder hears of files, phases, progress and counts
     * @return what was done
     * @throws InputException if a file is malformed, or there is nothing to phase
     */
    public static Phased run(PhaseRequest request, Output output, RunRecorder recorder) throws IOException {
        try (MatchedGenome genome = new MatchedGenome(request.reading(), recorder)) {
            MatchedGenome.Matched first = genome.next().orElseThrow(genome::nothing);
            Samples samples = first.inputs().targets().samples();
            PhasedTargets phased = phase(request, first);
            try (ImputedSink sink = output.open(samples, genome.contigs())) {
                phased.write(sink);
                PhasedTargets.Counts counts = phased.counts();
                for (Optional<PhasedTargets> next = next(request, genome);
                        next.isPresent();
                        next = next(request, genome)) {
                    next.get().write(sink);
                    counts = counts.and(next.get().counts());
                }
                sink.commit();
                recorder.result("samples", samples.count());
                recorder.result("phased", counts);
                return new Phased(samples.count(), counts);
            }
        }
    }

    private static Optional<PhasedTargets> next(PhaseRequest request, MatchedGenome genome) throws IOException {
        Optional<MatchedGenome.Matched> stretch = genome.next();
        return stretch.isEmpty() ? Optional.empty() : Optional.of(phase(request, stretch.get()));
    }

    private static PhasedTargets phase(PhaseRequest request, MatchedGenome.Matched stretch) throws IOException {
        ImputeInputs inputs = stretch.inputs();
        MatchedTargets targets = stretch.matching().targets(request.sites().targetOnly());
        int from = targets.typed().typedCount(0, inputs.fromSite());
        int to = from + targets.typed().typedCount(inputs.fromSite(), inputs.toSite());
        if (from == to) {
            throw new InputException(
                    "--region",
                    "no typed site lies in the region",
                    (targets.typed().typedCount()) + " typed sites around it",
                    "at least one",
                    "choose a --region that the targets cover");
        }
        Phaser phaser = new Phaser(inputs, targets);
        List<CmWindow> windows =
                ImputationWindows.plan(phaser.siteCm, phaser.typed, from, to, request.windowCm(), request.overlapCm());
        List<PhasedWindow> phased = phaser.phase(windows, request.threads(), stretch.results());
        stretch.results().result("typedSites", to - from);
        stretch.results().result("windows", windows.size());
        return PhasedTargets.join(
                phaser.panel,
                targets.samples(),
                phased,
                targets.targetOnly().in(all(inputs), inputs.panel().panel()).cursor());
    }

    /** All that is written as one window. */
    private static CmWindow all(ImputeInputs inputs) {
        return new CmWindow(0, inputs.siteCm().length, inputs.fromSite(), inputs.toSite());
    }

    private List<PhasedWindow> phase(List<CmWindow> windows, int threads, RunRecorder recorder) throws IOException {
        RetrievalConfig copying = RetrievalConfig.copyingAlone();
        SwitchRate rate = recorder.phase(
                "estimate rate",
                () -> SwitchRate.estimate(panel, siteCm, typed.panelSites(), copying, targets.exclusions()));
        recorder.result("switchRate", rate);
        LOG.info("switches per cM: {}", rate);
        return recorder.phase("phase", () -> {
            List<PhasedWindow> phased = new ArrayList<>();
            ImputationMethod method = ImputationMethod.retrieval(copying).at(rate);
            try (Imputation imputation = new Imputation(method, threads);
                    Progress progress = recorder.progress("phasing", "windows", windows.size())) {
                for (CmWindow window : windows) {
                    phased.add(phase(window, imputation));
                    progress.advance(1);
                }
            }
            return phased;
        });
    }

    private PhasedWindow phase(CmWindow window, Imputation imputation) {
        TypedHaplotypes observed = typed.slice(window.fromSite(), window.toSite());
        PhasedWindow out = new PhasedWindow(window, observed);
        int[] open = IntStream.range(0, targets.count())
                .filter(s -> !PhasedWindow.complete(observed, s))
                .toArray();
        if (open.length == 0) return out;
        HaplotypePanel here = panel.slice(window.fromSite(), window.toSite());
        double[] cm = Arrays.copyOfRange(siteCm, window.fromSite(), window.toSite());
        PreparedWindow prepared = imputation.prepare(here, cm, observed.panelSites(), TrialSamples.NONE);
        int batch = TargetBatches.size(here.haplotypeCount(), here.alleleRowCount(), observed.typedCount());
        for (int from = 0; from < open.length; from += batch) {
            int[] some = Arrays.copyOfRange(open, from, Math.min(open.length, from + batch));
            TypedHaplotypes ofSome = observed.samples(some);
            Dosages dosages = prepared.impute(ofSome, targets.exclusions().targets(some), done -> {});
            out.take(some, dosages.phase().orElseThrow());
            new DosageWriter(here, ofSome, dosages).write(0, here.siteCount(), out.alleles(some));
        }
        return out;
    }
}
