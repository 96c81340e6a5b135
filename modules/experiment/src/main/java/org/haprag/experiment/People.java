package org.haprag.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.mask.ArrayLikeMask;
import org.haprag.io.RunRecorder;
import org.haprag.retrieval.Exclusions;
import org.haprag.training.TrainingRegion;
import org.haprag.training.run.LeftOutScoring;
import org.haprag.training.run.PanelRegions;
import org.haprag.training.run.SampleNames;
import org.haprag.training.run.TrainingPanels;

/**
 * Who is learned from and who is judged on, the same in all runs: some samples of the first panel are taken out of every
 * panel before anything else, typed as an array would type them on the first panel's longest region, and imputed from the
 * others.
 */
final class People {
    /** Decides who is left out, who is validated on and which sites are typed; no option, so that suites can be compared. */
    private static final long SPLIT_SEED = 1;

    /** Of those that are learned from, so many are imputed too, for the overfit gap. */
    private static final int MOST_LEARNED = 30;

    private final List<TrainingRegion> regions = new ArrayList<>();
    private final TrainingRegion judged;
    private final LeftOutScoring leftOut;
    private final LeftOutScoring learned;
    private final Set<String> names;

    private People(List<TrainingRegion> all, TrainingRegion judged, HaplotypePanel leftOutPanel, Suite suite) {
        regions.addAll(all);
        this.judged = judged;
        this.names = new TreeSet<>(leftOutPanel.samples().names());
        HaplotypePanel panel = judged.panel();
        double[] siteCm = IntStream.range(0, panel.siteCount())
                .mapToDouble(judged::siteCm)
                .toArray();
        int[] typed = new ArrayLikeMask(suite.typedSpacingBp())
                .typedSites(judged.frequencies(), new SplittableRandom(SPLIT_SEED));
        int count = leftOutPanel.samples().count();
        leftOut = new LeftOutScoring(
                panel, siteCm, leftOutPanel, typed, Exclusions.none(count), suite.unphased() ? count : 0);
        int[] training = judged.trainingSamples();
        int[] some = Arrays.copyOf(training, Math.min(MOST_LEARNED, training.length));
        int[][] own = Arrays.stream(some).mapToObj(s -> new int[] {s}).toArray(int[][]::new);
        learned = new LeftOutScoring(
                panel, siteCm, panel.subset(some), typed, Exclusions.of(own), suite.unphased() ? some.length : 0);
    }

    /**
     * Reads the panels and parts their samples.
     *
     * @param validationShare of those that are left, never pseudo-targets of a training step
     */
    static People read(TrainingPanels panels, Suite suite, double validationShare, RunRecorder recorder)
            throws IOException {
        SampleNames excluded = panels.excluded(recorder);
        List<TrainingRegion> all = new ArrayList<>();
        SampleNames leftOut = null;
        TrainingRegion judged = null;
        HaplotypePanel judgedPeople = null;
        for (int i = 0; i < panels.vcfs().size(); i++) {
            Path vcf = panels.vcfs().get(i);
            HaplotypePanel panel = excluded.removeFrom(panels.read(i, recorder));
            GeneticMap map = panels.map(i, panel.site(0).contig());
            if (leftOut == null) leftOut = SampleNames.of(vcf.toString(), draw(vcf, panel, suite.leftOutSamples()));
            List<TrainingRegion> cut =
                    PanelRegions.of(vcf.toString(), leftOut.removeFrom(panel), map, validationShare, SPLIT_SEED);
            if (judged == null) {
                judged = cut.stream()
                        .reduce((a, b) -> b.panel().siteCount() > a.panel().siteCount() ? b : a)
                        .orElseThrow();
                judgedPeople = sameSites(leftOut.onlyOf(panel), judged.panel());
            }
            all.addAll(cut);
        }
        excluded.warnOfUnknown();
        return new People(all, judged, judgedPeople, suite);
    }

    private static Set<String> draw(Path vcf, HaplotypePanel panel, int count) {
        int samples = panel.samples().count();
        if (count > samples / 2) {
            throw new InputException(
                    vcf.toString(),
                    "the suite leaves out more samples than it may",
                    count + " of " + samples,
                    "leftOutSamples of at most half the panel",
                    "use a larger panel, or lower leftOutSamples in the suite");
        }
        SplittableRandom random = new SplittableRandom(SPLIT_SEED);
        Set<String> names = new TreeSet<>();
        while (names.size() < count) names.add(panel.samples().name(random.nextInt(samples)));
        return names;
    }

    /** The sites of a region of the panel that these people were taken out of. */
    private static HaplotypePanel sameSites(HaplotypePanel people, HaplotypePanel part) {
        int from = people.sites().indexOf(part.site(0));
        return people.slice(from, from + part.siteCount());
    }

    /** What every run learns from; nobody who is judged on is in them. */
    List<TrainingRegion> regions() {
        return regions;
    }

    /** Where people are imputed. */
    TrainingRegion judged() {
        return judged;
    }

    /** Names of those that training never sees. */
    Set<String> names() {
        return names;
    }

    /** Imputes those that training never saw. */
    LeftOutScoring leftOut() {
        return leftOut;
    }

    /** Imputes some that were learned from, each without himself. */
    LeftOutScoring learned() {
        return learned;
    }
}
