package org.haprag.retrieval;

import org.haprag.genotype.HaplotypePanel;

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
        int seen = panel.haplotypeCount() - 2 * hidden.length;
        for (int row = 0; row < out.length; row++) {
            int count = panel.altCount(row);
            for (int sample : hidden) {
                if (panel.alleles().get(row, 2 * sample)) count--;
                if (panel.alleles().get(row, 2 * sample + 1)) count--;
            }
            out[row] = count / (float) seen;
        }
        return out;
    }
}
