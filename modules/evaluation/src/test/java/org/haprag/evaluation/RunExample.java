package org.haprag.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Site;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.run.ChromosomeTrack;
import org.haprag.metrics.run.FrequencySummary;
import org.haprag.metrics.run.ImputedR2;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.RunSummary;
import org.haprag.metrics.run.RunWarnings;
import org.haprag.metrics.run.SamplePair;
import org.haprag.metrics.run.SampleQuality;
import org.haprag.metrics.run.SiteFates;
import org.haprag.metrics.run.SiteFrequencies;
import org.haprag.testkit.TinyPanels;

/** Summaries of runs that never were. */
final class RunExample {
    private static final int SITES = 300;

    private RunExample() {}

    /** Sixty samples, some inverted sites, a duplicate, suspects, groups, rates. */
    static RunSummary withTrouble() {
        return of(60, true);
    }

    /** One sample without anything odd. */
    static RunSummary oneSample() {
        return of(1, false);
    }

    private static RunSummary of(int targets, boolean trouble) {
        Random random = new Random(5);
        HaplotypePanel panel = TinyPanels.random(200, SITES, 3);
        FrequencySummary frequencies = FrequencySummary.of(new SiteFrequencies(panel, typed(panel, targets, trouble)));
        if (trouble) {
            Site palindrome = new Site("20", 4_000_000, "rs4", "A", List.of("T"));
            frequencies.addDropped(List.of(SiteFrequencies.Outlier.dropped(palindrome, .1, .9)));
        }
        ImputedR2 r2 = new ImputedR2();
        ChromosomeTrack track = new ChromosomeTrack("20");
        LeftOutScores leftOut = new LeftOutScores(targets);
        for (int i = 0; i < SITES; i++) {
            int pos = panel.site(i).pos() * 100;
            double maf = i % 3 == 0 ? .004 * random.nextDouble() : panel.maf(i);
            if (i % 2 == 0) {
                track.addTyped(pos);
                for (int s = 0; s < targets; s++) {
                    boolean wrong = trouble && i == 10;
                    leftOut.add(maf, LeftOutScores.Purpose.MEASURE, s, .9f, .1f * random.nextFloat(), wrong ? 0 : 1);
                }
                leftOut.endSite(panel.site(i), maf, LeftOutScores.Purpose.MEASURE);
                continue;
            }
            double estimate = random.nextDouble();
            r2.add(maf, estimate);
            track.addImputed(pos, maf, estimate);
        }
        if (trouble) {
            track.addRate(new ChromosomeTrack.Rate(1, 15_000_000, .4));
            track.addRate(new ChromosomeTrack.Rate(15_000_001, 30_000_000, 1.7));
        }
        List<SampleQuality> samples = new ArrayList<>();
        for (int s = 0; s < targets; s++) {
            samples.add(new SampleQuality(
                    "a-rather-long-sample-name-" + s,
                    s == 3 ? .8 : .99,
                    .3 + .01 * random.nextGaussian(),
                    trouble ? 0 : 1,
                    trouble ? .9 + .001 * s : Double.NaN,
                    leftOut.ofSample(s),
                    trouble ? Optional.of("POP" + s % 3) : Optional.empty()));
        }
        List<SamplePair> pairs = trouble
                ? List.of(new SamplePair(
                        "a-rather-long-sample-name-1",
                        "another-rather-long-name",
                        SamplePair.Kind.IN_PANEL_BY_ANOTHER_NAME,
                        .999,
                        280))
                : List.of();
        SiteFates fates = new SiteFates(
                "20",
                List.of(
                        new SiteFates.Fate("MATCHED", "", true, 150),
                        new SiteFates.Fate("OTHER_STRAND", "", false, 27)),
                SITES,
                150,
                30);
        return new RunSummary(
                new RunSummary.Heading("out.vcf.gz", "panel.vcf.gz", "target.vcf.gz", "the bundled model", "HapRAG 1"),
                trouble ? RunSummary.Coverage.ALL : RunSummary.Coverage.SAMPLE,
                List.of(fates),
                frequencies,
                r2,
                List.of(track),
                leftOut,
                samples,
                pairs,
                new RunWarnings()
                        .sites(fates, frequencies)
                        .leftOut(leftOut)
                        .samples(samples, pairs, SITES)
                        .run(trouble, 0)
                        .list());
    }

    private static TypedHaplotypes typed(HaplotypePanel panel, int targets, boolean trouble) {
        byte[][] alleles = new byte[2 * targets][SITES];
        for (int h = 0; h < alleles.length; h++) {
            for (int t = 0; t < SITES; t++) {
                int allele = panel.allele(t, h);
                alleles[h][t] = (byte) (trouble && t % 40 == 0 ? 1 - allele : allele);
            }
        }
        return new TypedHaplotypes(IntStream.range(0, SITES).toArray(), alleles);
    }

    static long imputed(RunSummary run) {
        return run.r2().sites(MafStratum.ALL);
    }
}
