package org.haprag.imputation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.Samples;
import org.haprag.io.ContigLine;
import org.haprag.io.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run imputes: the contigs of a panel, in the order of the panel, X in stretches of one ploidy each. One stretch is read,
 * planned and imputed at a time. Of a {@link Chunk}, which is counted over all contigs, they are all read before, and those that it
 * has windows of once more. Made by {@link Imputer#open}.
 */
public final class Genome implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Genome.class);

    /** Typed sites below which a window is warned of. */
    private static final int ENOUGH_TYPED = 3;

    private final ImputeRequest request;
    private final MatchedGenome matched;
    private final Deque<Part> chunk = new ArrayDeque<>();
    private final Chunk.Lengths lengths = new Chunk.Lengths();
    private Optional<PlannedStretch> first = Optional.empty();
    private Samples samples;
    private Samples panelSamples;

    /** A plan for one stretch, and what hears of its results. */
    public record PlannedStretch(ImputationPlan plan, RunRecorder recorder) {
        /** Tells what is imputed of it. */
        public void tell() {
            recorder.result("sites", plan.siteCount());
            recorder.result("typedSites", plan.targets().typed().typedCount());
            recorder.result("windows", plan.windowCount());
        }
    }

    /** Those windows of a stretch that a chunk has. */
    private record Part(Stretch stretch, StretchResults results, List<CmWindow> windows) {}

    private Genome(ImputeRequest request, MatchedGenome matched) {
        this.request = request;
        this.matched = matched;
    }

    /**
     * Reads and plans the first stretch.
     *
     * @throws InputException if a file is malformed, the region or chunk is empty, or no target site can be used
     */
    static Genome open(ImputeRequest request, RunRecorder recorder) throws IOException {
        Genome genome = new Genome(request, new MatchedGenome(request, recorder));
        try {
            genome.begin();
            return genome;
        } catch (IOException | RuntimeException | Error e) {
            try {
                genome.close();
            } catch (IOException | RuntimeException later) {
                e.addSuppressed(later);
            }
            throw e;
        }
    }

    private void begin() throws IOException {
        MatchedGenome.Matched stretch = matched.next().orElseThrow(matched::nothing);
        samples = stretch.inputs().targets().samples();
        panelSamples = stretch.inputs().panel().panel().samples();
        List<CmWindow> windows = windows(stretch);
        if (request.windows().chunk().isEmpty()) {
            first = Optional.of(planned(stretch, windows));
        } else if (matched.several()) {
            take(request.windows().chunk().get(), survey(stretch, windows));
            first = nextOfChunk();
        } else {
            lengths.add(windows, stretch.inputs().siteCm());
            Chunk.Range range = request.windows().chunk().get().of(lengths);
            first = Optional.of(planned(stretch, windows.subList(range.from(), range.to())));
        }
    }

    /** Reads everything once, for the windows of all stretches. */
    private List<Part> survey(MatchedGenome.Matched begun, List<CmWindow> windows) throws IOException {
        List<Part> all = new ArrayList<>();
        lengths.add(windows, begun.inputs().siteCm());
        all.add(new Part(begun.inputs().stretch(), begun.results(), windows));
        for (Optional<MatchedGenome.Matched> next = matched.next(); next.isPresent(); next = matched.next()) {
            List<CmWindow> here = windows(next.get());
            lengths.add(here, next.get().inputs().siteCm());
            all.add(new Part(next.get().inputs().stretch(), next.get().results(), here));
        }
        return all;
    }

    private void take(Chunk wanted, List<Part> all) {
        Chunk.Range range = wanted.of(lengths);
        int before = 0;
        for (Part part : all) {
            int from = Math.max(0, range.from() - before);
            int to = Math.min(part.windows().size(), range.to() - before);
            if (from < to) {
                chunk.add(
                        new Part(part.stretch(), part.results(), part.windows().subList(from, to)));
            }
            before += part.windows().size();
        }
    }

    private Optional<PlannedStretch> nextOfChunk() throws IOException {
        if (chunk.isEmpty()) return Optional.empty();
        Part part = chunk.removeFirst();
        return Optional.of(planned(matched.again(part.stretch(), part.results()), part.windows()));
    }

    private List<CmWindow> windows(MatchedGenome.Matched stretch) {
        ImputeInputs inputs = stretch.inputs();
        TargetMatching matching = stretch.matching();
        List<CmWindow> windows =
                request.windows().of(inputs.siteCm(), matching.typed(), inputs.fromSite(), inputs.toSite());
        long sparse = windows.stream()
                .filter(w -> matching.typed().typedCount(w.fromSite(), w.toSite()) < ENOUGH_TYPED)
                .count();
        if (sparse > 0) {
            LOG.warn(
                    "{} of {} windows have less than {} typed sites: what is imputed there is little more than allele"
                            + " frequencies",
                    sparse,
                    windows.size(),
                    ENOUGH_TYPED);
        }
        return windows;
    }

    private PlannedStretch planned(MatchedGenome.Matched stretch, List<CmWindow> windows) {
        ImputeInputs inputs = stretch.inputs();
        ImputationPlan plan = new ImputationPlan(
                inputs.panel().panel(),
                inputs.siteCm(),
                stretch.matching().targets(request.sites().targetOnly()),
                windows,
                request.empirical());
        return new PlannedStretch(plan, stretch.results());
    }

    /** The targets. */
    public Samples samples() {
        return samples;
    }

    /** Samples of the panel, as its first contig has them. */
    public Samples panelSamples() {
        return panelSamples;
    }

    /** The contigs that records can be of, in their order. */
    public List<ContigLine> contigs() {
        return matched.contigs();
    }

    /** Whether there are several stretches to impute. */
    boolean several() {
        return matched.several();
    }

    /** The next stretch to impute, the first one first; empty if there are no more. */
    public Optional<PlannedStretch> next() throws IOException {
        if (first.isPresent()) {
            Optional<PlannedStretch> given = first;
            first = Optional.empty();
            return given;
        }
        if (request.windows().chunk().isPresent()) return nextOfChunk();
        Optional<MatchedGenome.Matched> stretch = matched.next();
        return stretch.isEmpty() ? Optional.empty() : Optional.of(planned(stretch.get(), windows(stretch.get())));
    }

    /** Ends the table of sites, and tells the run what was found. */
    @Override
    public void close() throws IOException {
        matched.close();
    }
}
