package org.haprag.model;

import org.haprag.genotype.Tokens;

/**
 * {@link TokenEmbedding} over lanes. Alleles are looked up by the same dense layer that maps places: as inputs that are 1 for the
 * code that a lane has and 0 for the others. One instance serves one thread.
 */
final class CpuEmbedding {
    private static final int CODES = TokenEmbedding.CODES;
    private static final FourierFeatures PLACES = TokenEmbedding.PLACES;

    private final int width;
    private final float[] allele;
    private final CpuDense known;
    private final CpuDense unknown;
    private final LaneMath math;

    /** (places, this haplotype's codes, the other's)[lanes] */
    private final float[][] inputs;

    CpuEmbedding(CpuWeights weights, int width, int lanes) {
        this.width = width;
        allele = weights.take("embedding.allele", CODES * width);
        float[] other = weights.take("embedding.other", CODES * width);
        Dense.Size size = TokenEmbedding.place(width);
        float[] place = weights.take("embedding.place.weight", size.in() * size.out());
        float[] bias = weights.take("embedding.place.bias", size.out());
        known = new CpuDense(new Dense.Size(size.in() + 2 * CODES, width), withCodes(place, allele, other), bias);
        unknown = new CpuDense(size, place, masked(bias, allele, other));
        math = new LaneMath(lanes);
        inputs = Lanes.of(size.in() + 2 * CODES, lanes);
    }

    private float[] withCodes(float[] place, float[] allele, float[] other) {
        int places = PLACES.size();
        int in = places + 2 * CODES;
        float[] weight = new float[width * in];
        for (int d = 0; d < width; d++) {
            System.arraycopy(place, d * places, weight, d * in, places);
            for (int c = 0; c < CODES; c++) {
                weight[d * in + places + c] = allele[c * width + d];
                weight[d * in + places + CODES + c] = other[c * width + d];
            }
        }
        return weight;
    }

    private float[] masked(float[] bias, float[] allele, float[] other) {
        float[] out = new float[width];
        for (int d = 0; d < width; d++) {
            out[d] = bias[d] + (allele[Tokens.MASK * width + d] + other[Tokens.MASK * width + d]);
        }
        return out;
    }

    /**
     * @param alleles as of {@link TokenEmbedding#apply}, from {@code from} on
     * @param others as {@code alleles}
     * @param places (AF, local AF, cM)[n]
     * @param y (D)[n], written
     */
    void apply(long[] alleles, long[] others, int from, float[][] places, float[][] y, int n) {
        PLACES.apply(places, inputs, math, n);
        for (int c = 0; c < CODES; c++) {
            mark(inputs[PLACES.size() + c], alleles, from, c, n);
            mark(inputs[PLACES.size() + CODES + c], others, from, c, n);
        }
        known.apply(inputs, y, n);
    }

    private static void mark(float[] to, long[] codes, int from, int code, int n) {
        for (int i = 0; i < n; i++) to[i] = codes[from + i] == code ? 1 : 0;
    }

    /** As {@link TokenEmbedding#unknown}. @param places (AF, local AF, cM)[n] @param y (D)[n], written */
    void unknown(float[][] places, float[][] y, int n) {
        PLACES.apply(places, inputs, math, n);
        unknown.apply(inputs, y, n);
    }

    /** As {@link TokenEmbedding#expected}. @param alt [n] @param y (D)[n], written */
    void expected(float[] alt, float[][] y, int n) {
        for (int d = 0; d < width; d++) {
            float ref = allele[Tokens.REF * width + d];
            Lanes.copy(y[d], alt, n);
            Lanes.affine(y[d], allele[Tokens.ALT * width + d] - ref, ref, n);
        }
    }
}
