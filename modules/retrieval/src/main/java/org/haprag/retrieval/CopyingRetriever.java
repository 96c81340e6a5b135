package org.haprag.retrieval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
        private final class Found extends PhasedQuery {
            private final TypedHaplotypes targets;
            private final Exclusions exclusions;
            private final CopyingPriors priors;

            /** Of haplotypes; empty where every sample's phase is unknown. */
            private final Optional<PbwtSelection> ofHaplotypes;

            /** By sample, of those whose phase is unknown. */
            private final Map<Integer, StateClasses> ofSample = new HashMap<>();

            Found(TypedHaplotypes targets, Exclusions exclusions) {
                super(targets);
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
                StateClasses[] states = new UnphasedSelection(
                                panel, config, targets, exclusions, s -> priors.ofSample(targets, s, exclusions))
                        .select(unphased);
                for (int i = 0; i < unphased.length; i++) ofSample.put(unphased[i], states[i]);
            }

            @Override
            public RetrievedSample retrieveSample(int sample, boolean covariance) {
                StateClasses states = ofSample.get(sample);
                if (states == null) return super.retrieveSample(sample, covariance);
                return unphased.with(r -> r.retrieve(targets, sample, states, visible(sample), covariance));
            }

            @Override
            public RetrievedHaplotype retrieve(int hap) {
                int sample = targets.haplotypes().sampleOf(hap);
                if (ofSample.containsKey(sample)) {
                    throw new IllegalStateException("the phase of target sample " + sample + " is not known");
                }
                NeighbourCollector collector =
                        new NeighbourCollector(panel, anchors, config, new TargetBits(targets, hap), visible(sample));
                return posteriors.with(posterior -> {
                    posterior.run(
                            targets.weights(hap),
                            ofHaplotypes.orElseThrow().states(hap),
                            priors.ofHaplotype(targets, hap, exclusions),
                            collector);
                    return collector.finish();
                });
            }

            private float[] visible(int sample) {
                return VisibleFrequency.of(panel.panel(), frequency, exclusions, sample);
            }
        }
    }
}
