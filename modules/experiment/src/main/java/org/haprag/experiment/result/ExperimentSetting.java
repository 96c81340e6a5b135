package org.haprag.experiment.result;

import java.util.List;

/**
 * What all runs of an experiment share.
 *
 * @param suite its name
 * @param question what it is meant to settle
 * @param reference the configuration that the others are compared with
 * @param init what every run starts from
 * @param seeds one run each of every configuration
 * @param region where the left-out samples were imputed
 * @param panelSamples that they were imputed from
 * @param leftOutSamples that were imputed, and that training never saw
 * @param unphasedSamples of these, shown without phase
 * @param typedSites of the region, the only ones that were shown of a left-out sample
 * @param sites of the region
 * @param program version that ran it
 */
public record ExperimentSetting(
        String suite,
        String question,
        String reference,
        String init,
        List<Long> seeds,
        String region,
        int panelSamples,
        int leftOutSamples,
        int unphasedSamples,
        int typedSites,
        int sites,
        String program) {
    public ExperimentSetting {
        seeds = List.copyOf(seeds);
    }
}
