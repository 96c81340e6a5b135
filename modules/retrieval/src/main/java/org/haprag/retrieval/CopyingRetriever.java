package org.haprag.retrieval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.haprag.genotype.AlleleWeights;
import org.haprag.genotype.Pool;
import org.haprag.genotype.TypedHaplotypes;

/** Neighbours by the copying posterior of {@link CopyingPosterior}: the default retriever. */
public final class CopyingRetriever implements Retriever {
    private final RetrievalConfig config;

    public CopyingRetriever(RetrievalConfig config) {
        this.config = config;
    }

    @Override
    public Prepared prepare(TypedPanel panel) {
        return new Search(panel, config);
    }

    /** One panel: its frequencies, and the working memory of posteriors that are not running, which go from target to target. */
    private static final class Search implements Prepared {
        private final TypedPanel panel;
        private final RetrievalConfig config;
        private final float[] frequency;
        private final Anchors anchors;
        private final double switches;
        private int[] seenLast = {};
        private Optional<CopyingPriors> priorsLast = Optional.empty();
        private final Pool<CopyingPosterior> posteriors;

        /** For {@link TargetRate}; empty where the panel's rate is not known. */
        private final Optional<Pool<CopyingPosterior>> likelihoods;

        private final Pool<UnphasedRetrieval> unphased;

        Search(TypedPanel panel, RetrievalConfig config) {
            this.panel = panel;
            this.config = config;
            this.frequency = VisibleFrequency.ofAll(panel.panel());
            double perCm = config.switchesPerCmAmongAll();
            this.anchors = Anchors.apart(panel, perCm);
            this.switches = perCm * (panel.typedCm(panel.typedCount() - 1) - panel.typedCm(0));
            this.posteriors = new Pool<>(() -> new CopyingPosterior(panel, config));
            this.unphased = new Pool<>(() -> new UnphasedRetrieval(panel, anchors, config));
            this.likelihoods = panel.rate().filter(SwitchRate::estimated).map(rate -> {
                RetrievalConfig tried = config.tried(
                        DoubleStream.of(TargetRate.around(rate.perCm())).boxed().toList(), config.tiedMatches());
                return new Pool<>(() -> new CopyingPosterior(panel, tried));
            });
            // Once, before targets ask for them side by side.
            panel.localHaplotypes();
            panel.blockKinds(config.blockSites());
        }

        /** Of what all targets may see; found once as long as that is the same. */
        private synchronized CopyingPriors priors(Exclusions exclusions) {
            int[] seen = exclusions.seenByAll(panel.panel().samples().count());
            if (priorsLast.isEmpty() || !Arrays.equals(seen, seenLast)) {
                priorsLast = Optional.of(new CopyingPriors(panel, seen, switches));
                seenLast = seen;
            }
            return priorsLast.get();
        }

        @Override
        public Query open(TypedHaplotypes targets, Exclusions exclusions) {
            if (targets.typedCount() != panel.typedCount()) {
                throw new IllegalArgumentException(
                        "panel has " + panel.typedCount() + " typed sites, targets " + targets.typedCount());
            }
            return new Found(targets, exclusions);
        }

        /** The states of all targets. */
        private final class Found implements Query {
            private final TypedHaplotypes targets;
            private final Exclusions exclusions;
            private final CopyingPriors priors;

            /** Of haplotypes; empty where every sample's phase is unknown. */
            private final Optional<PbwtSelection> ofHaplotypes;

            /** By sample, of those whose phase is unknown. */
            private final Map<Integer, UnphasedSelection.Selected> ofSample = new HashMap<>();

            Found(TypedHaplotypes targets, Exclusions exclusions) {
                this.targets = targets;
                this.exclusions = exclusions;
                this.priors = priors(exclusions);
                int count = targets.haplotypes().sampleCount();
                int[] unphased = IntStream.range(0, count)
                        .filter(sample -> !targets.phaseKnown(sample))
                        .toArray();
                ofHaplotypes = unphased.length == count
                        ? Optional.empty()
                        : Optional.of(new PbwtSelection(panel, config, targets, exclusions));
                UnphasedSelection.Selected[] states = new UnphasedSelection(
                                panel, config, targets, exclusions, s -> priors.ofSample(targets, s, exclusions))
                        .select(unphased);
                for (int i = 0; i < unphased.length; i++) ofSample.put(unphased[i], states[i]);
            }

            @Override
            public RetrievedSample retrieveSample(int sample, boolean covariance) {
                UnphasedSelection.Selected selected = ofSample.get(sample);
                if (selected == null)
                    return RetrievedSample.phased(phased(sample), targets.samples(sample, sample + 1));
                return unphased.with(r -> r.retrieve(targets, sample, selected, visible(sample), covariance));
            }

            @Override
            public RetrievedHaplotype retrieve(int hap) {
                int sample = targets.haplotypes().sampleOf(hap);
                if (ofSample.containsKey(sample)) {
                    throw new IllegalStateException("the phase of target sample " + sample + " is not known");
                }
                StateBlocks own = ofHaplotypes.orElseThrow().states(hap);
                return phased(sample, hap, own, likelihoods.isEmpty() ? 1 : rate(sample, states(sample)));
            }

            private List<RetrievedHaplotype> phased(int sample) {
                int first = targets.haplotypes().first(sample);
                StateBlocks[] states = states(sample);
                double rate = rate(sample, states);
                return IntStream.range(0, states.length)
                        .mapToObj(h -> phased(sample, first + h, states[h], rate))
                        .toList();
            }

            private StateBlocks[] states(int sample) {
                return IntStream.range(
                                targets.haplotypes().first(sample),
                                targets.haplotypes().end(sample))
                        .mapToObj(ofHaplotypes.orElseThrow()::states)
                        .toArray(StateBlocks[]::new);
            }

            private RetrievedHaplotype phased(int sample, int hap, StateBlocks states, double rate) {
                NeighbourCollector collector =
                        new NeighbourCollector(panel, anchors, config, new TargetBits(targets, hap), visible(sample));
                return posteriors.with(posterior -> {
                    posterior.run(
                            targets.weights(hap),
                            states,
                            priors.ofHaplotype(targets, hap, exclusions),
                            rate,
                            collector);
                    return collector.finish();
                });
            }

            /** What a sample's rate is over the panel's. @param states of its haplotypes */
            private double rate(int sample, StateBlocks[] states) {
                if (likelihoods.isEmpty()) return 1;
                int first = targets.haplotypes().first(sample);
                int copyable = exclusions.copyable(sample, panel.panel().haplotypes());
                List<TargetRate.Run> runs =
                        TargetRate.runs(states[0].count(), config.blockSites(), TargetRate.SITES_PHASED);
                return likelihoods
                        .get()
                        .with(model -> TargetRate.relative(times -> {
                            double[][] log = new double[panel.typedCount()][TargetRate.AT_ONCE];
                            for (int h = 0; h < states.length; h++) {
                                AlleleWeights observed = targets.weights(first + h);
                                for (TargetRate.Run run : runs) {
                                    model.addLogLikelihood(observed, states[h], copyable, times, run, log);
                                }
                            }
                            double[] sum = new double[TargetRate.AT_ONCE];
                            for (double[] ofSite : log) for (int i = 0; i < sum.length; i++) sum[i] += ofSite[i];
                            return sum;
                        }));
            }

            private float[] visible(int sample) {
                return VisibleFrequency.of(panel.panel(), frequency, exclusions, sample);
            }
        }
    }
}
