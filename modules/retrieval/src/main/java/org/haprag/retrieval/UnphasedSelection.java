package org.haprag.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.Pool;
import org.haprag.genotype.TypedHaplotypes;

/**
 * Selects the states of diploid samples whose phase is not known. First those that the homozygotes speak for; with these as
 * states, phasings are drawn from the posterior; what their haplotypes match longest are the states of the next round. So
 * states come from all phasings that are likely, not from one guess.
 */
final class UnphasedSelection {
    /** K of the posterior that phasings are drawn from: what is drawn has to be likely, not exact. */
    private static final int FIRST_STATES = 64;

    /**
     * K of the posterior that is the result, for each root of what may be copied: those that match longest are better than all, and
     * of a larger panel more of them are good. So many at one switch in 26 typed sites or fewer; with more sites between two
     * switches these tell the states apart, and fewer do.
     */
    private static final double STATES = 8.6;

    private static final double STATES_RATE = 1 / 26.0;
    private static final double LEAST_PART = .5;
    private static final int MOST_STATES = 1024;

    /** Phasings drawn for a sample. */
    private static final int PHASINGS = 8;

    /** Samples whose phasings are looked up in the panel in one sweep, so that memory is bounded. */
    private static final int TOGETHER = 32;

    /** So many times as many are worked on at a time: a sweep keeps two threads busy, the others draw and vote meanwhile. */
    private static final int SIDE_BY_SIDE = 4;

    /** Longest matches taken of each drawn haplotype at a selection site from each side. */
    private static final int MATCHES = 16;

    /** The same of those that reach the end of the typed sites, where nothing tells which is longer: in short windows most do. */
    private static final int TIED = 100;

    /** Selection sites a block. */
    private static final int SELECTIONS = 2;

    /** What a match that is shorter by the mean length between two switches counts, relative: this power of 1/e. */
    private static final double STEEPNESS = 1.4;

    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final TypedHaplotypes targets;
    private final Exclusions exclusions;
    private final IntFunction<CopyingPrior> priors;
    private final Pool<PairedPosterior> posteriors;

    /**
     * The states of one sample.
     *
     * @param rate how often its copying switches, over the panel's rate ({@link TargetRate})
     */
    record Selected(StateClasses states, double rate) {}

    /** The haplotypes of phasings drawn for a sample, two each, and its rate. */
    private record DrawnPhasings(byte[][] haplotypes, double rate) {}

    /** @param priors by target sample */
    UnphasedSelection(
            TypedPanel panel,
            RetrievalConfig config,
            TypedHaplotypes targets,
            Exclusions exclusions,
            IntFunction<CopyingPrior> priors) {
        this.priors = priors;
        this.panel = panel;
        this.config = config;
        this.targets = targets;
        this.exclusions = exclusions;
        this.posteriors = new Pool<>(() -> new PairedPosterior(panel, config));
    }

    /** K of the posterior that is the result. */
    private int states(int sample) {
        int copyable = exclusions.copyable(sample, panel.panel().haplotypes());
        double cm = panel.typedCm(panel.typedCount() - 1) - panel.typedCm(0);
        double switches = config.switchesPerCm() * cm / panel.typedCount();
        double part = Math.max(LEAST_PART, Math.min(1, Math.sqrt(switches / STATES_RATE)));
        return (int) Math.min(MOST_STATES, Math.ceil(part * STATES * Math.sqrt(copyable)));
    }

    /** Those of some of the samples, in their order. */
    Selected[] select(int[] samples) {
        if (samples.length > 0) panel.alikeHaplotypes(); // once, before samples ask for it side by side
        int[] starts = IntStream.iterate(0, from -> from < samples.length, from -> from + TOGETHER)
                .toArray();
        Selected[] out = new Selected[samples.length];
        for (int first = 0; first < starts.length; first += SIDE_BY_SIDE) {
            IntStream.of(starts).skip(first).limit(SIDE_BY_SIDE).parallel().forEach(from -> {
                int[] some = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + TOGETHER));
                System.arraycopy(selectTogether(some), 0, out, from, some.length);
            });
        }
        return out;
    }

    private Selected[] selectTogether(int[] samples) {
        CopyingPrior[] prior = new CopyingPrior[samples.length];
        DrawnPhasings[] drawn = new DrawnPhasings[samples.length];
        IntStream.range(0, samples.length).parallel().forEach(i -> {
            prior[i] = priors.apply(samples[i]);
            drawn[i] = draw(samples[i], prior[i]);
        });
        byte[][] haps =
                Arrays.stream(drawn).flatMap(of -> Arrays.stream(of.haplotypes)).toArray(byte[][]::new);
        TypedHaplotypes phasings =
                new TypedHaplotypes(targets.panelSites(), Haplotypes.diploid(haps.length / 2), haps, Phasing.known());
        int[][] hidden = new int[haps.length / 2][];
        for (int i = 0; i < hidden.length; i++) hidden[i] = exclusions.samples(samples[i / PHASINGS]);
        RetrievalConfig picks = config.picking(AlikeHaplotypes.BLOCK_SITES, MATCHES, SELECTIONS, TIED);
        PbwtSelection picked = new PbwtSelection(panel, picks, phasings, Exclusions.of(hidden));
        Selected[] out = new Selected[samples.length];
        IntStream.range(0, samples.length).parallel().forEach(i -> {
            Ballot ballot = new Ballot(samples[i], prior[i], drawn[i].rate);
            for (int h = 2 * PHASINGS * i; h < 2 * PHASINGS * (i + 1); h++) {
                ballot.vote(new TargetBits(phasings, h), picked.states(h));
            }
            out[i] = new Selected(ballot.votes.elect(states(samples[i]), prior[i]), drawn[i].rate);
        });
        return out;
    }

    /** What is drawn depends on the sample's genotypes alone. */
    private DrawnPhasings draw(int sample, CopyingPrior prior) {
        DiploidObservations given = DiploidObservations.of(targets, sample);
        StateClasses states = byHomozygotes(sample, prior);
        SplittableRandom random = new SplittableRandom(given.digest());
        PairedPosterior.Drawn[] drawn = new PairedPosterior.Drawn[PHASINGS];
        for (int i = 0; i < drawn.length; i++) drawn[i] = new PairedPosterior.Drawn(panel.typedCount(), random.split());
        double rate = posteriors.with(pairs -> {
            double found = rate(CrossingSets.join(given, states, 1, pairs), states, pairs);
            pairs.draw(CrossingSets.join(given, states, found, pairs), states, found, drawn);
            return found;
        });
        byte[][] haps = new byte[2 * PHASINGS][];
        for (int i = 0; i < drawn.length; i++) {
            haps[2 * i] = drawn[i].first();
            haps[2 * i + 1] = drawn[i].second();
        }
        return new DrawnPhasings(haps, rate);
    }

    private double rate(DiploidObservations observed, StateClasses states, PairedPosterior pairs) {
        if (panel.rate().filter(SwitchRate::estimated).isEmpty()) return 1;
        List<TargetRate.Run> runs =
                TargetRate.runs(states.count(), AlikeHaplotypes.BLOCK_SITES, TargetRate.SITES_UNPHASED);
        return TargetRate.relative(times -> {
            double[] rates = TargetRate.around(times);
            double[] sum = new double[rates.length];
            for (TargetRate.Run run : runs) {
                double[] log = pairs.logLikelihood(observed, states, rates, run);
                for (int i = 0; i < sum.length; i++) sum[i] += log[i];
            }
            return sum;
        });
    }

    /** The states that share with a sample the longest stretches in which no homozygote contradicts. */
    private StateClasses byHomozygotes(int sample, CopyingPrior prior) {
        TargetBits homozygotes = TargetBits.ofHomozygotes(targets, sample);
        Ballot ballot = new Ballot(sample, prior, 1);
        AlikeHaplotypes alike = panel.alikeHaplotypes();
        Haplotypes haplotypes = panel.panel().haplotypes();
        int[] haps = {};
        for (int b = 0; b < alike.blockCount(); b++) {
            AlikeHaplotypes.Block block = alike.block(b);
            if (haps.length < block.count()) haps = new int[block.count()];
            int n = 0;
            for (int j = 0; j < block.count(); j++) {
                for (int m = block.starts()[j]; m < block.starts()[j + 1]; m++) {
                    if (exclusions.excludes(sample, haplotypes, block.members()[m])) continue;
                    haps[n++] = block.members()[m];
                    break;
                }
            }
            ballot.vote(homozygotes, b, haps, n, 2 * FIRST_STATES);
        }
        return ballot.votes.elect(FIRST_STATES, prior);
    }

    /** The votes for a sample's states, and the working memory of voting. */
    private final class Ballot {
        private final StateVotes votes;
        private final CopyingPrior prior;
        private final double steepness;
        private final Largest largest = new Largest();
        private long[] byLength = {};

        /** @param rate the sample's over the panel's */
        Ballot(int sample, CopyingPrior prior, double rate) {
            this.votes = new StateVotes(panel, exclusions, sample);
            this.prior = prior;
            this.steepness = STEEPNESS * config.switchesPerCm() * rate;
        }

        void vote(TargetBits bits, StateBlocks picked) {
            for (int b = 0; b < picked.count(); b++) {
                int[] haps = picked.states(b);
                vote(bits, b, haps, haps.length, Integer.MAX_VALUE);
            }
        }

        /**
         * Votes for the haplotypes with the longest matches around a block's middle, for those more that are likelier to be copied.
         *
         * @param haps the first {@code n} of them
         * @param most so many
         */
        void vote(TargetBits bits, int block, int[] haps, int n, int most) {
            int middle = middle(block);
            if (byLength.length < n) byLength = new long[2 * n];
            float longest = 0;
            for (int i = 0; i < n; i++) {
                int left = bits.mismatchBefore(panel, haps[i], middle + 1);
                int right = bits.mismatchFrom(panel, haps[i], middle);
                double cm = panel.typedCm(Math.min(right, panel.typedCount() - 1)) - panel.typedCm(Math.max(left, 0));
                byLength[i] = Largest.number((float) cm, i);
                longest = Math.max(longest, (float) cm);
            }
            long least = largest.least(byLength, n, most);
            for (int i = 0; i < n; i++) {
                if (byLength[i] < least) continue;
                float vote = (float) Math.exp((Largest.value(byLength[i]) - longest) * steepness) + 1e-9f;
                votes.add(block, haps[i], vote * prior.of(haps[i]));
            }
        }
    }

    private int middle(int block) {
        int from = block * AlikeHaplotypes.BLOCK_SITES;
        return (from + Math.min(from + AlikeHaplotypes.BLOCK_SITES, panel.typedCount())) / 2;
    }
}
