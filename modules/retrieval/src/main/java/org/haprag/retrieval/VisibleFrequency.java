package org.haprag.retrieval;

import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;

/** ALT frequencies among the panel haplotypes that a target may see. */
final class VisibleFrequency {
    private VisibleFrequency() {}

    /** (R) among all haplotypes. */
    static float[] ofAll(HaplotypePanel panel) {
        float[] out = new float[panel.alleleRowCount()];
        for (int row = 0; row < out.length; row++) out[row] = (float) panel.altFrequency(row);
        return out;
    }

    /** (R) without the samples excluded for one target; {@code all} itself if there are none. */
    static float[] of(HaplotypePanel panel, float[] all, Exclusions exclusions, int targetSample) {
        int[] hidden = exclusions.samples(targetSample);
        if (hidden.length == 0) return all;
        float[] out = new float[all.length];
        Haplotypes haplotypes = panel.haplotypes();
        int seen = exclusions.copyable(targetSample, haplotypes);
        for (int row = 0; row < out.length; row++) {
            int count = panel.altCount(row);
            for (int sample : hidden) {
                for (int h = haplotypes.first(sample); h < haplotypes.end(sample); h++) {
                    if (panel.alleles().get(row, h)) count--;
                }
            }
            out[row] = count / (float) seen;
        }
        return out;
    }
}
