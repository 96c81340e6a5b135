package org.haprag.experiment;

import java.util.List;
import org.haprag.training.config.RunConfig;

/**
 * Configurations to be compared (data-schemas/suite.schema.json), every setting filled in.
 *
 * @param name the file's, without .yaml
 * @param question what the suite is meant to settle
 * @param reference the configuration that the others are compared with
 * @param start what every run begins with
 * @param seeds one run each of every configuration
 * @param leftOutSamples of the first panel, which training never sees
 * @param typedSpacingBp mean distance of the sites that are shown of them
 * @param unphased whether they are shown without phase, as array data are
 * @param entries in the order of the table
 */
record Suite(
        String name,
        String question,
        String reference,
        Start start,
        List<Long> seeds,
        int leftOutSamples,
        double typedSpacingBp,
        boolean unphased,
        List<Entry> entries) {
    /** What a run begins with. */
    enum Start {
        /** Weights that know nothing, the same for the same seed. */
        RANDOM,
        /** The weights that ship with the program. */
        BUNDLED
    }

    /**
     * One configuration.
     *
     * @param name in tables and file names
     * @param about one clause, may be empty
     * @param config all its settings
     */
    record Entry(String name, String about, RunConfig config) {
        /** What this does not share with the reference, so that start or batches are its own; empty if it shares both. */
        String note(RunConfig reference) {
            boolean network = !config.model().equals(reference.model())
                    || !config.retrieval().equals(reference.retrieval());
            if (network) return "another network, so the start and the batches are its own";
            return config.training().equals(reference.training()) ? "" : "other training settings than the reference's";
        }
    }

    Suite {
        seeds = List.copyOf(seeds);
        entries = List.copyOf(entries);
    }

    Entry referenceEntry() {
        return entries.stream()
                .filter(e -> e.name().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    Suite withEntries(List<Entry> others) {
        return new Suite(name, question, reference, start, seeds, leftOutSamples, typedSpacingBp, unphased, others);
    }

    Suite withSeeds(List<Long> others) {
        return new Suite(name, question, reference, start, others, leftOutSamples, typedSpacingBp, unphased, entries);
    }
}
