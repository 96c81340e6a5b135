package org.haprag.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.io.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples to take out of panels, by name. */
public final class SampleNames {
    private static final Logger LOG = LoggerFactory.getLogger(SampleNames.class);

    private final String where;
    private final Set<String> names;
    private final Set<String> unknown;

    private SampleNames(String where, Set<String> names) {
        this.where = where;
        this.names = names;
        this.unknown = new LinkedHashSet<>(names);
    }

    /** Takes nobody out. */
    public static SampleNames none() {
        return new SampleNames("", Set.of());
    }

    /** Reads names, one a line; blank lines and lines that begin with # are passed over. */
    public static SampleNames read(RunRecorder recorder, Path file) throws IOException {
        recorder.input("exclude-samples", file);
        Set<String> names = new LinkedHashSet<>();
        for (String line : Files.readAllLines(file)) {
            String name = line.strip();
            if (!name.isEmpty() && !name.startsWith("#")) names.add(name);
        }
        return new SampleNames(file.toString(), names);
    }

    /** These names. @param where they come from, for errors */
    public static SampleNames of(String where, Set<String> names) {
        return new SampleNames(where, Set.copyOf(names));
    }

    /** The panel of these samples alone, in the panel's order; all of them must be in it. */
    public HaplotypePanel onlyOf(HaplotypePanel panel) {
        List<String> all = panel.samples().names();
        int[] kept = IntStream.range(0, all.size())
                .filter(s -> names.contains(all.get(s)))
                .toArray();
        if (kept.length != names.size()) {
            throw new IllegalArgumentException(kept.length + " of " + names.size() + " samples are in the panel");
        }
        return panel.subset(kept);
    }

    /** The panel without these samples. */
    public HaplotypePanel removeFrom(HaplotypePanel panel) {
        List<String> all = panel.samples().names();
        int[] kept = IntStream.range(0, all.size())
                .filter(s -> !names.contains(all.get(s)))
                .toArray();
        all.forEach(unknown::remove);
        if (kept.length == all.size()) return panel;
        if (kept.length == 0) {
            throw new InputException(
                    where, "no sample is left in a panel", "all " + all.size() + " named", "fewer", "shorten the list");
        }
        return panel.subset(kept);
    }

    /** Says which names no panel had. */
    public void warnOfUnknown() {
        if (unknown.isEmpty()) return;
        LOG.warn(
                "{}: {} of the {} names are in no panel, such as {}",
                where,
                unknown.size(),
                names.size(),
                unknown.iterator().next());
    }
}
