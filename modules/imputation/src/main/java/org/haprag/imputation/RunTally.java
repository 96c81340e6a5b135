package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.run.ChromosomeTrack;
import org.haprag.metrics.run.FrequencySummary;
import org.haprag.metrics.run.ImputedR2;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.RunSummary.Coverage;
import org.haprag.metrics.run.RunWarning;
import org.haprag.metrics.run.RunWarnings;
import org.haprag.metrics.run.SampleQuality;
import org.haprag.metrics.run.SiteFates;
import org.haprag.metrics.run.SiteFrequencies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what a run tells of itself while it goes on, over all its stretches ({@link StretchTally}). Memory grows with the number of
 * typed sites and samples, not with that of imputed sites.
 */
final class RunTally {
    private static final Logger LOG = LoggerFactory.getLogger(RunTally.class);

    private final Genome genome;
    private final Samples targets;
    private final Coverage coverage;
    private final FrequencySummary frequencies = new FrequencySummary();
    private final ImputedR2 r2 = new ImputedR2();
    private final List<ChromosomeTrack> tracks = new ArrayList<>();
    private final List<SiteFates> fates = new ArrayList<>();
    private final LeftOutScores leftOut;
    private final List<SampleTally> samples;
    private final PanelGroups.Nearest groups;
    private final OddPairs pairs;
    private int targetsInPanel;
    private int typedSites;

    /** @param groups labels of panel samples */
    RunTally(Genome genome, PanelGroups groups, EmpiricalR2 empirical) {
        this.genome = genome;
        this.targets = genome.samples();
        this.coverage = empirical == EmpiricalR2.LEAVE_ONE_OUT ? Coverage.ALL : Coverage.SAMPLE;
        this.leftOut = new LeftOutScores(targets.count());
        this.samples = Stream.generate(SampleTally::new).limit(targets.count()).toList();
        this.groups = groups.nearest(targets.count());
        this.pairs = new OddPairs(targets.names());
    }

    /** Looks at the targets of a stretch, and looks on while it is imputed. */
    RunWatch stretch(ImputationPlan plan) {
        HaplotypePanel panel = plan.panel();
        TypedHaplotypes typed = plan.targets().typed();
        SiteFrequencies here = new SiteFrequencies(panel, typed);
        frequencies.add(here);
        frequencies.addDropped(plan.targets().dropped());
        fates.add(plan.targets().fates());
        groups.add(panel, typed);
        pairs.add(panel, typed);
        for (int s = 0; s < samples.size(); s++) samples.get(s).add(typed, s);
        typedSites += typed.typedCount();
        targetsInPanel = Math.max(targetsInPanel, (int) targets.names().stream()
                .filter(name -> panel.samples().indexOf(name) >= 0)
                .count());
        if (!genome.several()) tell(ofSamples());
        return new StretchTally(plan, coverage, here, r2, leftOut, track(plan.contig()), samples);
    }

    /** Stretches of one contig have one track. */
    private ChromosomeTrack track(String contig) {
        int last = tracks.size() - 1;
        if (last < 0 || !tracks.get(last).contig().equals(contig)) tracks.add(new ChromosomeTrack(contig));
        return tracks.get(tracks.size() - 1);
    }

    private static void tell(RunWarnings warnings) {
        for (RunWarning warning : warnings.list()) LOG.warn("{}", warning);
    }

    private RunWarnings ofSamples() {
        return new RunWarnings().samples(qualities(), pairs.list(), typedSites);
    }

    /**
     * What the run has told.
     *
     * @param heading whose it is
     * @param map whether there was a genetic map
     * @param earlierWindows windows that were there already
     */
    RunSummary summary(RunSummary.Heading heading, boolean map, int earlierWindows) {
        if (genome.several()) tell(ofSamples());
        RunWarnings late = new RunWarnings().leftOut(leftOut);
        tell(late);
        List<SampleQuality> qualities = qualities();
        List<RunWarning> all = new ArrayList<>(
                new RunWarnings().sites(SiteFates.pooled(fates), frequencies).list());
        all.addAll(late.list());
        all.addAll(new RunWarnings()
                .samples(qualities, pairs.list(), typedSites)
                .inPanel(targetsInPanel)
                .run(map, earlierWindows)
                .list());
        return new RunSummary(heading, coverage, fates, frequencies, r2, tracks, leftOut, qualities, pairs.list(), all);
    }

    private List<SampleQuality> qualities() {
        List<SampleQuality> list = new ArrayList<>();
        for (int s = 0; s < samples.size(); s++) {
            list.add(samples.get(s).quality(targets.name(s), leftOut.ofSample(s), groups.of(s)));
        }
        return list;
    }
}
