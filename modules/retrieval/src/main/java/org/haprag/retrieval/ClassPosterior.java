package org.haprag.retrieval;

import java.util.Arrays;

/**
 * Li and Stephens' forward-backward over the classes of {@link StateClasses} for one haplotype whose alleles are taken as they
 * are. One instance serves one thread.
 */
final class ClassPosterior {
    private final TypedPanel panel;
    private final double mismatch;
    private float[] backward = {};
    private float[] weighted = {};
    private StateClasses.Passage[] passages = {};

    ClassPosterior(TypedPanel panel, RetrievalConfig config) {
        this.panel = panel;
        this.mismatch = config.mismatch();
    }

    /**
     * @param alleles one a typed site, -1 where missing
     * @return (T, K of the site's block), each site's sum 1
     */
    float[][] run(byte[] alleles, StateClasses blocks, double perCm) {
        int k = blocks.largest();
        if (backward.length < k) {
            backward = new float[k];
            weighted = new float[k];
        }
        passages = blocks.passages(0, blocks.count());
        float[][] out = forward(alleles, blocks, perCm);
        for (int b = blocks.count() - 1; b >= 0; b--) {
            if (b == blocks.count() - 1) Arrays.fill(backward, 0, k, 1);
            else enterFromRight(blocks, b, perCm);
            StateClasses.Block states = blocks.block(b);
            for (int t = blocks.endTyped(b) - 1; t >= blocks.firstTyped(b); t--) {
                float[] here = out[t];
                FloatVectors.product(here, backward, here, here.length);
                FloatVectors.scale(here, 1 / FloatVectors.sum(here, here.length), here, here.length);
                emit(alleles[t], t, states, backward, weighted);
                if (t == blocks.firstTyped(b)) break;
                double r = StateClasses.switchProbability(panel.switchCm(t), perCm);
                double mean = FloatVectors.dot(weighted, states.shares(), here.length);
                for (int j = 0; j < here.length; j++) backward[j] = (float) ((1 - r) / mean * weighted[j] + r);
            }
        }
        return out;
    }

    private float[][] forward(byte[] alleles, StateClasses blocks, double perCm) {
        float[][] out = new float[panel.typedCount()][];
        for (int b = 0; b < blocks.count(); b++) {
            StateClasses.Block states = blocks.block(b);
            float[] shares = states.shares();
            int k = shares.length;
            for (int t = blocks.firstTyped(b); t < blocks.endTyped(b); t++) {
                float[] here = new float[k];
                if (t == 0) {
                    System.arraycopy(shares, 0, here, 0, k);
                } else if (t == blocks.firstTyped(b)) {
                    enterFromLeft(blocks, b, out[t - 1], perCm, here);
                } else {
                    double r = StateClasses.switchProbability(panel.switchCm(t), perCm);
                    for (int j = 0; j < k; j++) here[j] = (float) ((1 - r) * out[t - 1][j] + r * shares[j]);
                }
                emit(alleles[t], t, states, here, here);
                FloatVectors.scale(here, 1 / FloatVectors.sum(here, k), here, k);
                out[t] = here;
            }
        }
        return out;
    }

    private void emit(int allele, int typed, StateClasses.Block states, float[] from, float[] to) {
        int k = states.count();
        if (allele < 0) {
            System.arraycopy(from, 0, to, 0, k);
            return;
        }
        float hit = (float) (1 - mismatch);
        float miss = (float) mismatch;
        int site = panel.panelSite(typed);
        boolean biallelic = panel.panel().firstRow(site + 1) - panel.panel().firstRow(site) == 1;
        for (int j = 0; j < k; j++) {
            int carried = biallelic
                    ? (panel.carriers().get(typed, states.example(j)) ? 1 : 0)
                    : panel.panel().allele(site, states.example(j));
            to[j] = from[j] * (carried == allele ? hit : miss);
        }
    }

    private void enterFromLeft(StateClasses blocks, int block, float[] from, double perCm, float[] to) {
        StateClasses.Passage passage = passages[block - 1];
        float r = (float) StateClasses.switchProbability(panel.switchCm(blocks.firstTyped(block)), perCm);
        float jumped = 0;
        for (int a = 0; a < from.length; a++) {
            jumped += from[a] * ((1 - r) * passage.leaves()[a] + r);
            for (int i = passage.starts()[a]; i < passage.starts()[a + 1]; i++) {
                to[passage.to()[i]] += from[a] * (1 - r) * passage.share()[i];
            }
        }
        FloatVectors.addScaled(to, blocks.block(block).shares(), jumped, to.length);
    }

    private void enterFromRight(StateClasses blocks, int block, double perCm) {
        StateClasses.Passage passage = passages[block];
        float[] shares = blocks.block(block + 1).shares();
        float r = (float) StateClasses.switchProbability(panel.switchCm(blocks.firstTyped(block + 1)), perCm);
        float mean = FloatVectors.dot(weighted, shares, shares.length);
        for (int a = 0; a < blocks.block(block).count(); a++) {
            float v = (1 - r) * passage.leaves()[a] + r;
            for (int i = passage.starts()[a]; i < passage.starts()[a + 1]; i++) {
                v += (1 - r) * passage.share()[i] * weighted[passage.to()[i]] / mean;
            }
            backward[a] = v;
        }
    }
}
