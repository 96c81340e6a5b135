package org.haprag.imputation;

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
import org.haprag.metrics.run.RunSummary.Coverage;
import org.haprag.metrics.run.SiteFrequencies;
import org.haprag.retrieval.RateByStretch;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.SwitchRate;

/** Adds what one stretch tells while it is imputed: sums over the sites as they are written, and a spot check of typed sites a window. */
final class StretchTally implements RunWatch {
    /** Genotypes of a window from which on the estimate of its switch rate is at most a hundredth of its cost. */
    private static final long WORTH_A_RATE = 20_000_000;

    private final ImputationPlan plan;
    private final HaplotypePanel panel;
    private final TypedHaplotypes typed;
    private final Haplotypes haplotypes;
    private final Coverage coverage;
    private final ImputedR2 r2;
    private final LeftOutScores leftOut;
    private final ChromosomeTrack track;
    private final List<SampleTally> samples;
    private final SpotCheck spotCheck;
    private int nextSite;
    private int nextTyped;

    /**
     * @param frequencies at the typed sites of the plan
     * @param r2 is added to
     * @param leftOut is added to
     * @param track is added to
     * @param samples are added to
     */
    StretchTally(
            ImputationPlan plan,
            Coverage coverage,
            SiteFrequencies frequencies,
            ImputedR2 r2,
            LeftOutScores leftOut,
            ChromosomeTrack track,
            List<SampleTally> samples) {
        this.plan = plan;
        this.panel = plan.panel();
        this.typed = plan.targets().typed();
        this.haplotypes = typed.haplotypes();
        this.coverage = coverage;
        this.r2 = r2;
        this.leftOut = leftOut;
        this.track = track;
        this.samples = samples;
        this.spotCheck = new SpotCheck(panel, plan.siteCm(), plan.targets(), frequencies, leftOut);
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
        for (int s = 0; s < samples.size(); s++) samples.get(s).addPhase(calls.quality(s));
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
        if (coverage == Coverage.SAMPLE) spotCheck.window(extent, window, imputation);
        Optional<SwitchRate> known = imputation.method().rate();
        if (known.isPresent()) addRates(extent, known.get());
        else if ((long) extent.coreSiteCount() * plan.targets().count() >= WORTH_A_RATE) addRate(extent);
    }

    /** The rate of each part of a window's core that has its own. */
    private void addRates(CmWindow extent, SwitchRate rate) {
        for (RateByStretch.Part part :
                rate.byStretch().parts(plan.siteCm(), extent.coreFromSite(), extent.coreToSite())) {
            int start = panel.site(part.from()).pos();
            int end = panel.site(part.to() - 1).pos();
            track.addRate(new ChromosomeTrack.Rate(start, end, rate.perCm() * part.relative()));
        }
    }

    private void addRate(CmWindow extent) {
        int[] sites = Arrays.stream(typed.panelSites())
                .filter(s -> s >= extent.coreFromSite() && s < extent.coreToSite())
                .toArray();
        if (sites.length < 2) return;
        RetrievalConfig copying = RetrievalConfig.copyingAlone();
        SwitchRate rate = SwitchRate.estimate(
                panel, plan.siteCm(), sites, copying, plan.targets().exclusions());
        addRates(extent, rate);
    }
}
