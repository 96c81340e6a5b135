package org.haprag.evaluation.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.InputException;
import org.haprag.metrics.CallRule;

/** How an imputed file, or its parts, are read, and what was found in their fields. Ask for the latter at the end. */
public final class ImputedReading {
    private final String name;
    private final List<OfLane> lanes = new ArrayList<>();
    private Optional<CallRule> callRule = Optional.empty();

    /** One lane: the decoder at work, and what those before found. */
    final class OfLane {
        private final Set<String> dosageSources = new LinkedHashSet<>();
        private final Set<String> posteriorSources = new LinkedHashSet<>();
        private Optional<ImputedDecoder> decoder = Optional.empty();
        private long missing;

        private OfLane() {}

        /** Takes the decoder of the next part; that of the part before has come to its end. */
        void next(Path part, ImputedDecoder next) {
            requireAlike(part, next.callRule());
            end();
            decoder = Optional.of(next);
        }

        private void end() {
            decoder.ifPresent(d -> {
                dosageSources.addAll(d.dosageSources());
                posteriorSources.addAll(d.posteriorSources());
                missing += d.missing();
            });
            decoder = Optional.empty();
        }
    }

    /** @param name of the method */
    ImputedReading(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Another lane. */
    OfLane lane() {
        OfLane lane = new OfLane();
        lanes.add(lane);
        return lane;
    }

    private void requireAlike(Path part, CallRule rule) {
        if (callRule.isEmpty()) callRule = Optional.of(rule);
        if (callRule.get() == rule) return;
        throw new InputException(
                part.toString(),
                "parts of " + name + " have other FORMAT fields",
                rule == CallRule.LARGEST_POSTERIOR
                        ? "GP, or no DS, after a part with DS and no GP"
                        : "DS and no GP, after a part with GP or without DS",
                "parts that one program wrote with the same options",
                "impute them alike, or judge them under two names");
    }

    /** How genotypes are called: by GP if there is GP, or nothing but haplotype dosages; else by DS. */
    public CallRule callRule() {
        return callRule.orElseThrow();
    }

    /** FORMAT fields that dosages were read from, such as {@code DS}. */
    public String dosageSource() {
        Set<String> all = new LinkedHashSet<>();
        for (OfLane lane : ended()) all.addAll(lane.dosageSources);
        return String.join(",", all);
    }

    /** FORMAT fields that posteriors were read from, empty if none. */
    public String posteriorSource() {
        Set<String> all = new LinkedHashSet<>();
        for (OfLane lane : ended()) all.addAll(lane.posteriorSources);
        return String.join(",", all);
    }

    /** How many dosages of scored samples were missing in records that are there. */
    public long missing() {
        return ended().stream().mapToLong(lane -> lane.missing).sum();
    }

    private List<OfLane> ended() {
        lanes.forEach(OfLane::end);
        return lanes;
    }
}
