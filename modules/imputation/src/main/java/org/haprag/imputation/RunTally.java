package org.haprag.imputation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSink;
import org.haprag.io.ImputedSite;
import org.haprag.metrics.run.ChromosomeTrack;
import org.haprag.metrics.run.ImputedR2;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.RunSummary.Coverage;
import org.haprag.metrics.run.RunWarning;
import org.haprag.metrics.run.RunWarnings;
import org.haprag.metrics.run.SamplePair;
import org.haprag.metrics.run.SampleQuality;
import org.haprag.metrics.run.SiteFrequencies;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.SwitchRate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what a run tells of itself while it goes on: sums over the sites as they are written, a spot check of typed sites a
 * window, and what observed genotypes say of samples. Memory grows with the number of typed sites and samples, not with that
 * of imputed sites.
 */
final class RunTally implements RunWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunTally.class);

    /** Genotypes of a window from which on the estimate of its switch rate is at most a hundredth of its cost. */
    private static final long WORTH_A_RATE = 20_000_000;

    private final ImputationPlan plan;
    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final Haplotypes haplotypes;
    private final SiteFrequencies frequencies;
    private final ImputedR2 r2 = new ImputedR2();
    private final ChromosomeTrack track;
    private final LeftOutScores leftOut;
    private final SpotCheck spotCheck;
    private final List<Optional<String>> groups;
    private final List<SamplePair> pairs;
    private final double[] phaseDoubt;
    private final int[] phasedHere;
    private int nextSite;
    private int nextTyped;

    /** @param groups labels of panel samples */
    RunTally(ImputationPlan plan, PanelGroups groups) {
        this.plan = plan;
        this.panel = plan.panel();
        this.typed = plan.targets().typed();
        this.haplotypes = typed.haplotypes();
        this.frequencies = new SiteFrequencies(panel, typed);
        this.track = new ChromosomeTrack(plan.contig());
        this.leftOut = new LeftOutScores(plan.targets().count());
        this.spotCheck = new SpotCheck(panel, plan.siteCm(), plan.targets(), frequencies, leftOut);
        this.groups = groups.nearest(panel, typed);
        this.phaseDoubt = new double[plan.targets().count()];
        this.phasedHere = new int[plan.targets().count()];
        this.pairs = new TwinSearch(panel, typed, plan.targets().samples().names()).pairs();
        tell(new RunWarnings().samples(samples(), pairs, typed.typedCount()).list());
    }

    private static void tell(List<RunWarning> warnings) {
        for (RunWarning warning : warnings) LOG.warn("{}", warning);
    }

    @Override
    public ImputedSink over(ImputedSink sink) {
        return site -> {
            hear(site);
            sink.write(site);
        };
    }

    @Override
    public void begin(int window) {
        nextSite = plan.extent(window).coreFromSite();
        nextTyped = typed.typedCount(0, nextSite);
    }

    private void hear(ImputedSite site) {
        if (site.origin() == ImputedSite.Origin.TARGET_ONLY) return;
        int panelSite = nextSite++;
        double maf = maf(panelSite);
        if (site.origin() == ImputedSite.Origin.IMPUTED) {
            double estimate = site.r2().orElse(0);
            r2.add(maf, estimate);
            track.addImputed(site.site().pos(), maf, estimate);
            return;
        }
        track.addTyped(site.site().pos());
        site.phase().ifPresent(this::addPhase);
        int typedSite = nextTyped++;
        site.leftOut().ifPresent(left -> score(left, typedSite, site.site()));
    }

    private void addPhase(ImputedSite.PhaseCalls calls) {
        for (int s = 0; s < phasedHere.length; s++) {
            byte quality = calls.quality(s);
            if (quality == ImputedSite.PhaseCalls.NO_QUALITY) continue;
            phaseDoubt[s] += PhaseQualities.wrong(quality);
            phasedHere[s]++;
        }
    }

    /** Of several ALTs the most frequent one. */
    private double maf(int panelSite) {
        double most = 0;
        for (int row = panel.firstRow(panelSite); row < panel.firstRow(panelSite + 1); row++) {
            most = Math.max(most, panel.maf(row));
        }
        return most;
    }

    private void score(ImputedSite.LeftOut left, int typedSite, Site site) {
        double maf = panel.maf(panel.firstRow(typed.panelSite(typedSite)));
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            int observed = TwinSearch.observed(typed, s, typedSite);
            if (observed < 0) continue;
            int h = haplotypes.first(s);
            float second = haplotypes.ploidy(s) == 1 ? Float.NaN : left.altProbability(0, h + 1);
            leftOut.add(maf, LeftOutScores.Purpose.MEASURE, s, left.altProbability(0, h), second, observed);
        }
        leftOut.endSite(site, maf, LeftOutScores.Purpose.MEASURE);
    }

    @Override
    public void end(int window, Imputation imputation) {
        CmWindow extent = plan.extent(window);
        if (coverage() == Coverage.SAMPLE) spotCheck.window(extent, window, imputation);
        boolean worth = (long) extent.coreSiteCount() * plan.targets().count() >= WORTH_A_RATE;
        Optional<SwitchRate> known = imputation.method().rate();
        if (known.isPresent() && (plan.windowCount() == 1 || !worth)) addRate(extent, known.get());
        else if (worth) addRate(extent);
    }

    private void addRate(CmWindow extent) {
        int[] sites = Arrays.stream(typed.panelSites())
                .filter(s -> s >= extent.coreFromSite() && s < extent.coreToSite())
                .toArray();
        if (sites.length < 2) return;
        RetrievalConfig copying = RetrievalConfig.copyingAlone();
        addRate(
                extent,
                SwitchRate.estimate(
                        panel, plan.siteCm(), sites, copying, plan.targets().exclusions()));
    }

    private void addRate(CmWindow extent, SwitchRate rate) {
        int start = panel.site(extent.coreFromSite()).pos();
        int end = panel.site(extent.coreToSite() - 1).pos();
        track.addRate(new ChromosomeTrack.Rate(start, end, rate.perCm()));
    }

    private Coverage coverage() {
        return plan.empirical() == EmpiricalR2.LEAVE_ONE_OUT ? Coverage.ALL : Coverage.SAMPLE;
    }

    /**
     * What the run has told.
     *
     * @param heading whose it is
     * @param map whether there was a genetic map
     * @param earlierWindows windows that were there already
     */
    RunSummary summary(RunSummary.Heading heading, boolean map, int earlierWindows) {
        List<RunWarning> late = new RunWarnings().leftOut(leftOut).list();
        tell(late);
        List<SampleQuality> samples = samples();
        List<RunWarning> all = new ArrayList<>(
                new RunWarnings().sites(plan.targets().fates(), frequencies).list());
        all.addAll(late);
        all.addAll(new RunWarnings()
                .samples(samples, pairs, typed.typedCount())
                .inPanel(targetsInPanel())
                .run(map, earlierWindows)
                .list());
        return new RunSummary(
                heading,
                coverage(),
                List.of(plan.targets().fates()),
                frequencies,
                r2,
                track,
                leftOut,
                samples,
                pairs,
                all);
    }

    private int targetsInPanel() {
        return (int) plan.targets().samples().names().stream()
                .filter(name -> panel.samples().indexOf(name) >= 0)
                .count();
    }

    private List<SampleQuality> samples() {
        List<SampleQuality> samples = new ArrayList<>();
        for (int s = 0; s < plan.targets().count(); s++) samples.add(sample(s));
        return samples;
    }

    private SampleQuality sample(int s) {
        int called = 0;
        int heterozygous = 0;
        int phased = 0;
        int first = haplotypes.first(s);
        int last = haplotypes.end(s) - 1;
        byte[] one = typed.row(first);
        byte[] two = typed.row(last);
        for (int t = 0; t < one.length; t++) {
            if (one[t] < 0 || two[t] < 0) continue;
            called++;
            if (one[t] == two[t]) continue;
            heterozygous++;
            if (typed.phaseKnown(s, t)) phased++;
        }
        return new SampleQuality(
                plan.targets().samples().name(s),
                called / (double) one.length,
                first == last ? Double.NaN : heterozygous / (double) called,
                phased / (double) heterozygous,
                phasedHere[s] == 0 ? Double.NaN : 1 - phaseDoubt[s] / phasedHere[s],
                leftOut.ofSample(s),
                groups.get(s));
    }
}
