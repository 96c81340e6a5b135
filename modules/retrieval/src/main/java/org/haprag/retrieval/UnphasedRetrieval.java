package org.haprag.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;

/**
 * Retrieves for one diploid sample whose phase is not known, in one thread. At the middle scale a state's posterior sums over
 * all phasings ({@link PairedPosterior}); at the others it is that of the most likely phasing. Names of haplotypes begin
 * anew at every heterozygote; joined by the likelier of the two ways, they are the sample's haplotypes 1 and 2.
 */
final class UnphasedRetrieval {
    private final TypedPanel panel;
    private final Anchors anchors;
    private final RetrievalConfig config;
    private final PairedPosterior pairs;
    private final ClassPosterior single;
    private final Marginals marginals;

    UnphasedRetrieval(TypedPanel panel, Anchors anchors, RetrievalConfig config) {
        this.panel = panel;
        this.anchors = anchors;
        this.config = config;
        this.pairs = new PairedPosterior(panel, config);
        this.single = new ClassPosterior(panel, config);
        this.marginals = new Marginals(panel);
    }

    /**
     * @param selected of the sample
     * @param frequency (R) ALT frequencies among what the sample may see
     * @param covariance whether it is asked for
     */
    RetrievedSample retrieve(
            TypedHaplotypes targets,
            int sample,
            UnphasedSelection.Selected selected,
            float[] frequency,
            boolean covariance) {
        StateClasses states = selected.states();
        DiploidObservations given = DiploidObservations.of(targets, sample);
        DiploidObservations observed = CrossingSets.join(given, states, selected.rate(), pairs);
        marginals.begin(states, covariance);
        pairs.run(observed, states, selected.rate(), marginals);
        boolean[] exchanged = marginals.exchanged(observed);
        byte[][] phased = phased(observed, states, marginals, exchanged);
        TypedHaplotypes alone =
                new TypedHaplotypes(targets.panelSites(), Haplotypes.diploid(1), phased, Phasing.known());
        List<RetrievedHaplotype> found = new ArrayList<>();
        for (int h = 0; h < 2; h++) {
            found.add(collect(new TargetBits(alone, h), phased[h], selected, marginals, exchanged, h, frequency));
        }
        return RetrievedSample.unphased(
                found,
                alone,
                new RetrievedSample.Phase(
                        marginals.doubt,
                        marginals.covariance.map(c -> c.finish(found)).orElse(new float[0])));
    }

    private RetrievedHaplotype collect(
            TargetBits bits,
            byte[] alleles,
            UnphasedSelection.Selected selected,
            Marginals marginals,
            boolean[] exchanged,
            int haplotype,
            float[] frequency) {
        StateClasses states = selected.states();
        NeighbourCollector collector = new NeighbourCollector(panel, anchors, config, bits, frequency);
        int scales = config.scaleCount();
        float[][][] posteriors = new float[scales][][];
        for (int c = 0; c < scales; c++) {
            posteriors[c] = c == config.middleScale()
                    ? marginals.of(haplotype, exchanged)
                    : single.run(
                            alleles, states, selected.rate() * config.scales().get(c));
        }
        float[][] ofClasses = new float[scales][];
        for (int b = states.count() - 1; b >= 0; b--) {
            StateClasses.Block block = states.block(b);
            int from = states.firstTyped(b);
            int to = states.endTyped(b);
            NeighbourCollector.Members members = members(block, copied(posteriors, block, from, to));
            for (int t = to - 1; t >= from; t--) {
                for (int c = 0; c < scales; c++) ofClasses[c] = posteriors[c][t];
                collector.accept(t, members, ofClasses);
            }
        }
        return collector.finish();
    }

    /** The classes of a block that are handed over ({@link CopyingPosterior#LEAST_COPIED}); all where these are few. */
    private int[] copied(float[][][] posteriors, StateClasses.Block block, int from, int to) {
        float[] sums = new float[block.count()];
        for (float[][] ofScale : posteriors) {
            for (int t = from; t < to; t++) FloatVectors.add(sums, ofScale[t], sums.length);
        }
        int[] out = new int[sums.length];
        int n = 0;
        int members = 0;
        for (int j = 0; j < sums.length; j++) {
            if (sums[j] < CopyingPosterior.LEAST_COPIED) continue;
            out[n++] = j;
            members += block.size(j);
        }
        return members < config.neighbours() ? IntStream.range(0, block.count()).toArray() : Arrays.copyOf(out, n);
    }

    private static NeighbourCollector.Members members(StateClasses.Block block, int[] classes) {
        int count = Arrays.stream(classes).map(block::size).sum();
        int[] haps = new int[count];
        int[] classOf = new int[count];
        float[] parts = new float[count];
        int n = 0;
        for (int j : classes) {
            int size = block.size(j);
            System.arraycopy(block.members(), block.starts()[j], haps, n, size);
            System.arraycopy(block.parts(), block.starts()[j], parts, n, size);
            Arrays.fill(classOf, n, n + size, j);
            n += size;
        }
        return new NeighbourCollector.Members(haps, classOf, parts);
    }

    /** The alleles on haplotypes 1 and 2. */
    private byte[][] phased(
            DiploidObservations observed, StateClasses states, Marginals marginals, boolean[] exchanged) {
        byte[][] out = new byte[2][panel.typedCount()];
        int before = -1;
        double wrongBefore = 0;
        for (int b = 0; b < states.count(); b++) {
            for (int t = states.firstTyped(b); t < states.endTyped(b); t++) {
                double crossed =
                        observed.ordered(t) ? observed.doubt(t) : crossed(observed, t, states.block(b), marginals);
                boolean straight = crossed <= .5;
                if (observed.heterozygous(t)) {
                    double wrong = Math.min(crossed, 1 - crossed);
                    boolean told = before >= 0 && observed.orderTold(before, t);
                    if (!observed.renames(t) && !told) {
                        marginals.doubt[t] = (float) (wrong + wrongBefore - 2 * wrong * wrongBefore);
                    }
                    before = t;
                    wrongBefore = wrong;
                }
                boolean turned = !observed.phaseKnown(t) && straight == exchanged[t];
                out[turned ? 1 : 0][t] = (byte) observed.first(t);
                out[turned ? 0 : 1][t] = (byte) observed.second(t);
            }
        }
        return out;
    }

    /**
     * The probability that a genotype of unknown phase inside a phase set has its first allele on the haplotype that is called
     * second.
     */
    private double crossed(DiploidObservations observed, int t, StateClasses.Block block, Marginals marginals) {
        int x = observed.first(t);
        int y = observed.second(t);
        if (x == y) return 0;
        double straight = carried(t, block, marginals.first[t], x) * carried(t, block, marginals.second[t], y);
        double crossed = carried(t, block, marginals.first[t], y) * carried(t, block, marginals.second[t], x);
        return crossed / (straight + crossed);
    }

    private double carried(int t, StateClasses.Block block, float[] posterior, int allele) {
        if (allele < 0) return 1;
        double sum = config.mismatch();
        for (int j = 0; j < block.count(); j++) {
            if (panel.panel().allele(panel.panelSite(t), block.example(j)) == allele) sum += posterior[j];
        }
        return sum;
    }

    /** What is kept of the posterior of pairs. Used again from sample to sample. */
    private static final class Marginals implements PairedPosterior.Sink {
        private final TypedPanel panel;

        /** (T, K at least) */
        private final float[][] first;

        private final float[][] second;
        private final double[] exchanges;
        private float[] doubt = {};
        private Optional<PairCovariance> covariance = Optional.empty();

        Marginals(TypedPanel panel) {
            this.panel = panel;
            first = new float[panel.typedCount()][0];
            second = new float[panel.typedCount()][0];
            exchanges = new double[panel.typedCount()];
        }

        void begin(StateClasses states, boolean withCovariance) {
            int k = states.largest();
            if (first[0].length < k) {
                for (int t = 0; t < first.length; t++) {
                    first[t] = new float[k];
                    second[t] = new float[k];
                }
            }
            Arrays.fill(exchanges, 0);
            doubt = new float[first.length];
            covariance = withCovariance ? Optional.of(new PairCovariance(panel)) : Optional.empty();
        }

        /** (T, K) the posteriors of haplotype 1 or 2, counted from 0. */
        float[][] of(int haplotype, boolean[] exchanged) {
            float[][] out = new float[first.length][];
            for (int t = 0; t < out.length; t++) out[t] = exchanged[t] == (haplotype == 0) ? second[t] : first[t];
            return out;
        }

        @Override
        public void accept(int typed, StateClasses.Block states, PairOfHaplotypes pair) {
            System.arraycopy(pair.marginal(0), 0, first[typed], 0, states.count());
            System.arraycopy(pair.marginal(1), 0, second[typed], 0, states.count());
            if (covariance.isPresent()) covariance.get().add(typed, states, pair);
        }

        @Override
        public void renamed(int typed, double exchanged) {
            exchanges[typed] = exchanged;
        }

        /**
         * (T) whether what the chain calls the first haplotype at a site is haplotype 2. Haplotype 1 carries the first allele where
         * names begin for the first time, or where a phase set begins.
         */
        boolean[] exchanged(DiploidObservations observed) {
            boolean[] out = new boolean[first.length];
            boolean now = false;
            int fixed = -1;
            int earliest = -1;
            for (int t = 0; t < out.length; t++) {
                if (observed.renames(t)) {
                    if (earliest >= 0) {
                        if (exchanges[t] > .5) now = !now;
                        doubt[t] = (float) Math.min(exchanges[t], 1 - exchanges[t]);
                    }
                    if (earliest < 0) earliest = t;
                    if (fixed < 0 && observed.phaseKnown(t)) fixed = t;
                }
                out[t] = now;
            }
            boolean invert = fixed >= 0 && out[fixed];
            for (int t = 0; t < out.length && invert; t++) out[t] = !out[t];
            return out;
        }
    }
}
