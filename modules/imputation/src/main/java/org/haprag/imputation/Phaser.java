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
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.SwitchRate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Phases files: reads panel, targets and map, matches targets with the panel, and puts the alleles of every genotype at the
 * panel's sites on haplotypes, those that were missing filled in. Nothing else is imputed: of the panel no more than the typed
 * sites is used. Windows of a contig are phased by themselves and joined where they overlap ({@link PhasedTargets}). What a
 * target gets depends on itself, the panel and the map, not on who is phased with it nor on the number of threads; where
 * it is asked for, also on some of the targets ({@link TargetReferences}).
 */
public final class Phaser {
    private static final Logger LOG = LoggerFactory.getLogger(Phaser.class);

    private final HaplotypePanel panel;
    private final double[] siteCm;
    private final Samples samples;
    private final TypedHaplotypes typed;
    private final Exclusions exclusions;

    /**
     * @param panel at the typed sites
     * @param siteCm theirs
     * @param typed the sites counted from 0
     */
    private Phaser(
            HaplotypePanel panel, double[] siteCm, Samples samples, TypedHaplotypes typed, Exclusions exclusions) {
        this.panel = panel;
        this.siteCm = siteCm;
        this.samples = samples;
        this.typed = typed;
        this.exclusions = exclusions;
    }

    private static Phaser of(ImputeInputs inputs, MatchedTargets targets) {
        int[] typedSites = targets.typed().panelSites();
        int[] all = IntStream.range(0, typedSites.length).toArray();
        return new Phaser(
                inputs.panel().panel().atSites(typedSites),
                Arrays.stream(typedSites).mapToDouble(s -> inputs.siteCm()[s]).toArray(),
                targets.samples(),
                targets.typed().at(all, all),
                targets.exclusions());
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
        Phaser phaser = Phaser.of(inputs, targets);
        List<CmWindow> windows =
                ImputationWindows.plan(phaser.siteCm, phaser.typed, from, to, request.windowCm(), request.overlapCm());
        List<PhasedWindow> phased = phaser.phase(windows, request, stretch.results());
        stretch.results().result("typedSites", to - from);
        stretch.results().result("windows", windows.size());
        return PhasedTargets.join(
                phaser.panel,
                targets.samples(),
                phased,
                targets.targetOnly().in(all(inputs), inputs.panel().panel()).cursor(),
                request.setsBelow());
    }

    /** All that is written as one window. */
    private static CmWindow all(ImputeInputs inputs) {
        return new CmWindow(0, inputs.siteCm().length, inputs.fromSite(), inputs.toSite());
    }

    private List<PhasedWindow> phase(List<CmWindow> windows, PhaseRequest request, RunRecorder recorder)
            throws IOException {
        RetrievalConfig copying = RetrievalConfig.copyingAlone();
        SwitchRate rate = recorder.phase(
                "estimate rate", () -> SwitchRate.estimate(panel, siteCm, typed.panelSites(), copying, exclusions));
        recorder.result("switchRate", rate);
        LOG.info("switches per cM: {}", rate);
        ImputationMethod method = ImputationMethod.retrieval(copying).at(rate);
        try (Imputation imputation = new Imputation(method, request.threads())) {
            Phaser phaser = this;
            if (request.targetReferences() > 0) {
                phaser = recorder.phase(
                        "phase references", () -> withReferences(windows, request, imputation, recorder));
            }
            Phaser from = phaser;
            return recorder.phase("phase", () -> from.phase(windows, imputation, recorder, "phasing"));
        }
    }

    /** Who phases from the panel and from some of the targets, which the panel has phased. */
    private Phaser withReferences(
            List<CmWindow> windows, PhaseRequest request, Imputation imputation, RunRecorder recorder)
            throws IOException {
        TargetReferences references = TargetReferences.choose(samples, exclusions, request.targetReferences());
        recorder.result("targetReferences", references.told());
        LOG.info(
                "references beside the panel: {} targets; digest of their IDs: {}",
                references.told().samples(),
                references.told().sha256());
        if (references.areNone()) return this;
        int[] chosen = references.chosen();
        Samples names =
                new Samples(Arrays.stream(chosen).mapToObj(samples::name).toList());
        Phaser ofThem = new Phaser(panel, siteCm, names, typed.samples(chosen), exclusions.targets(chosen));
        PhasedTargets phased = PhasedTargets.join(
                panel,
                names,
                ofThem.phase(windows, imputation, recorder, "phasing references"),
                TargetOnlySites.none().cursor(),
                0);
        return new Phaser(
                references.behind(panel, phased),
                siteCm,
                samples,
                typed,
                references.exclusions(exclusions, panel.samples().count()));
    }

    private List<PhasedWindow> phase(List<CmWindow> windows, Imputation imputation, RunRecorder recorder, String what) {
        List<PhasedWindow> phased = new ArrayList<>();
        try (Progress progress = recorder.progress(what, "windows", windows.size())) {
            for (CmWindow window : windows) {
                phased.add(phase(window, imputation));
                progress.advance(1);
            }
        }
        return phased;
    }

    private PhasedWindow phase(CmWindow window, Imputation imputation) {
        PhasedWindow out = new PhasedWindow(window, typed);
        TypedHaplotypes observed = out.observed();
        int[] open = IntStream.range(0, samples.count())
                .filter(s -> !out.complete(s))
                .toArray();
        if (open.length == 0) return out;
        HaplotypePanel here = panel.slice(window.fromSite(), window.toSite());
        double[] cm = Arrays.copyOfRange(siteCm, window.fromSite(), window.toSite());
        PreparedWindow prepared = imputation.prepare(here, cm, observed.panelSites(), TrialSamples.NONE);
        int batch = TargetBatches.size(here.haplotypeCount(), here.alleleRowCount(), observed.typedCount());
        for (int from = 0; from < open.length; from += batch) {
            int[] some = Arrays.copyOfRange(open, from, Math.min(open.length, from + batch));
            TypedHaplotypes ofSome = observed.samples(some);
            Dosages dosages = prepared.impute(ofSome, exclusions.targets(some), done -> {});
            out.take(some, dosages.phase().orElseThrow());
            new DosageWriter(here, ofSome, dosages).write(0, here.siteCount(), out.alleles(some));
        }
        return out;
    }
}
