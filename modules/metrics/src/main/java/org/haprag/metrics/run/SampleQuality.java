package org.haprag.metrics.run;

import java.util.Optional;

/**
 * What the observed genotypes of a target say of it.
 *
 * @param name of the sample
 * @param callRate share of the typed sites at which it has a call
 * @param heterozygosity share of heterozygotes among its called genotypes; NaN of a haploid sample
 * @param phaseKnown share of its heterozygotes whose phase the input tells; NaN where it has none
 * @param phaseConfidence mean probability that a heterozygote which the run phased lies the right way round relative to the one
 *     before it; NaN where there is none
 * @param leftOut its score where typed genotypes were left out
 * @param group the nearest group of the panel, where its samples have labels
 */
public record SampleQuality(
        String name,
        double callRate,
        double heterozygosity,
        double phaseKnown,
        double phaseConfidence,
        LeftOutScores.Score leftOut,
        Optional<String> group) {}
