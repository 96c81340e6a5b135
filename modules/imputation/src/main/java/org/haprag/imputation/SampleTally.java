package org.haprag.imputation;

import java.util.Optional;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ImputedSite;
import org.haprag.metrics.run.LeftOutScores;
import org.haprag.metrics.run.SampleQuality;

/** Counts the observed genotypes of one target, over any number of stretches. */
final class SampleTally {
    private long typed;
    private long called;
    private long calledDiploid;
    private long heterozygous;
    private long phased;
    private double phaseDoubt;
    private long phasedHere;

    /** Adds the sample's genotypes in a stretch. */
    void add(TypedHaplotypes observed, int sample) {
        Haplotypes haplotypes = observed.haplotypes();
        int first = haplotypes.first(sample);
        int last = haplotypes.end(sample) - 1;
        byte[] one = observed.row(first);
        byte[] two = observed.row(last);
        typed += one.length;
        for (int t = 0; t < one.length; t++) {
            if (one[t] < 0 || two[t] < 0) continue;
            called++;
            if (first == last) continue;
            calledDiploid++;
            if (one[t] == two[t]) continue;
            heterozygous++;
            if (observed.phaseSet(sample, t) != Phasing.OPEN) phased++;
        }
    }

    /** Adds a heterozygote that the run phased. @param quality as PQ; none counts for nothing */
    void addPhase(byte quality) {
        if (quality == ImputedSite.PhaseCalls.NO_QUALITY) return;
        phaseDoubt += PhaseQualities.wrong(quality);
        phasedHere++;
    }

    /** What they tell. @param leftOut the sample's score */
    SampleQuality quality(String name, LeftOutScores.Score leftOut, Optional<String> group) {
        return new SampleQuality(
                name,
                called / (double) typed,
                heterozygous / (double) calledDiploid,
                phased / (double) heterozygous,
                phasedHere == 0 ? Double.NaN : 1 - phaseDoubt / phasedHere,
                leftOut,
                group);
    }
}
