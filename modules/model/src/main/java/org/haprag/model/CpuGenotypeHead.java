package org.haprag.model;

/** {@link GenotypeHead} of the three genotypes without another ALT, a pair of haplotypes at a time. */
final class CpuGenotypeHead {
    private static final int IN = GenotypeHead.TO_HIDDEN.in();
    private static final int HIDDEN = GenotypeHead.TO_HIDDEN.out();

    private final float[] hiddenWeight;
    private final float[] hiddenBias;
    private final float[] lastWeight;
    private final float[] lastBias;

    CpuGenotypeHead(CpuWeights weights) {
        hiddenWeight = weights.take("genotype.hidden.weight", IN * HIDDEN);
        hiddenBias = weights.take("genotype.hidden.bias", HIDDEN);
        lastWeight = weights.take("genotype.last.weight", HIDDEN * GenotypeHead.TO_CORRECTION.out());
        lastBias = weights.take("genotype.last.bias", GenotypeHead.TO_CORRECTION.out());
    }

    /** Writes the logits of 0/0, 0/1 and 1/1 from {@code at} on. */
    void write(float odds1, float odds2, float[] to, int at) {
        float sum = GenotypeHead.INPUT_SCALE * (odds1 + odds2);
        float difference = GenotypeHead.INPUT_SCALE * Math.abs(odds1 - odds2);
        float smaller = GenotypeHead.INPUT_SCALE * Math.min(odds1, odds2);
        float heterozygote = lastBias[0];
        float homozygote = lastBias[1];
        for (int h = 0, w = 0; h < HIDDEN; h++, w += IN) {
            float hidden = hiddenBias[h]
                    + hiddenWeight[w] * sum
                    + hiddenWeight[w + 1] * difference
                    + hiddenWeight[w + 2] * smaller;
            if (hidden <= 0) continue;
            heterozygote += lastWeight[h] * hidden;
            homozygote += lastWeight[HIDDEN + h] * hidden;
        }
        double ref1 = -softplus(odds1);
        double ref2 = -softplus(odds2);
        double alt1 = odds1 + ref1;
        double alt2 = odds2 + ref2;
        double one = ref1 + alt2;
        double other = alt1 + ref2;
        to[at] = (float) (ref1 + ref2);
        to[at + 1] = (float) (Math.max(one, other) + softplus(-Math.abs(one - other)) + heterozygote);
        to[at + 2] = (float) (alt1 + alt2 + homozygote);
    }

    /** log(1 + e^x). */
    private static double softplus(double x) {
        return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
