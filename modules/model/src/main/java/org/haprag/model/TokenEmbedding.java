package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import org.haprag.genotype.Tokens;

/**
 * A token's embedding: allele (REF, ALT or MASK, which is missing, hidden or not typed) on this and on the other haplotype, plus a linear map of the Fourier
 * features of AF, local AF and position in cM from the window's middle.
 */
final class TokenEmbedding {
    /** Rows of the allele tables: {@link Tokens} REF, ALT (any of them) and MASK. */
    static final int CODES = Math.max(Tokens.ALT, Tokens.MASK) + 1;

    private static final double AF_PERIOD = 2; // AF and its complement stay apart
    private static final int AF_FREQUENCIES = 4;
    private static final double CM_PERIOD = 8; // longer than a window at array density
    private static final int CM_FREQUENCIES = 8;

    static final FourierFeatures PLACES = new FourierFeatures(
            new double[] {AF_PERIOD, AF_PERIOD, CM_PERIOD}, new int[] {AF_FREQUENCIES, AF_FREQUENCIES, CM_FREQUENCIES});

    private final NDArray allele;
    private final NDArray other;
    private final Dense place;

    TokenEmbedding(Parameters parameters, int width) {
        allele = parameters.normal("embedding.allele", new Shape(CODES, width), 0.5);
        other = parameters.normal("embedding.other", new Shape(CODES, width), 0.1);
        place = Dense.random(parameters, "embedding.place", place(width));
    }

    static Dense.Size place(int width) {
        return new Dense.Size(PLACES.size(), width);
    }

    /** Multiply-adds of {@link #apply} and {@link #unknown} a token: alleles are looked up. */
    static double costOfToken(ModelConfig config) {
        return place(config.width()).cost();
    }

    /** Multiply-adds of {@link #expected} a prediction: between two embeddings. */
    static double costOfExpected(ModelConfig config) {
        return config.width();
    }

    /**
     * @param alleles int64 (n), {@link Tokens} REF, ALT (any of them) or MASK
     * @param otherAlleles int64 (n), the target's other haplotype
     * @param frequency float32 (n, 1), ALT frequency in the panel
     * @param localFrequency float32 (n, 1), ALT frequency among what is copied
     * @param cmFromMiddle float32 (n, 1), from the token window's middle
     * @return float32 (n, D)
     */
    NDArray apply(
            NDArray alleles, NDArray otherAlleles, NDArray frequency, NDArray localFrequency, NDArray cmFromMiddle) {
        return placed(frequency, localFrequency, cmFromMiddle)
                .add(lookUp(alleles, allele))
                .add(lookUp(otherAlleles, other));
    }

    /** As {@link #apply} where both alleles are {@link Tokens#MASK}. */
    NDArray unknown(NDArray frequency, NDArray localFrequency, NDArray cmFromMiddle) {
        NDManager manager = frequency.getManager();
        NDArray nothing = one(manager, Tokens.MASK, allele).add(one(manager, Tokens.MASK, other)); // (1, D)
        return placed(frequency, localFrequency, cmFromMiddle).add(nothing);
    }

    private NDArray placed(NDArray frequency, NDArray localFrequency, NDArray cmFromMiddle) {
        NDArray values = NDArrays.concat(new NDList(frequency, localFrequency, cmFromMiddle), -1); // (n, 3)
        return place.apply(PLACES.apply(values));
    }

    /**
     * The expected embedding of an allele that is ALT with some probability.
     *
     * @param alt float32 (P, 1)
     * @return float32 (P, D)
     */
    NDArray expected(NDArray alt) {
        NDArray ref = one(alt.getManager(), Tokens.REF, allele);
        return alt.mul(one(alt.getManager(), Tokens.ALT, allele).sub(ref)).add(ref);
    }

    /** One code's embedding, (1, D), in the batch's memory: what comes of a weight alone would stay with the weights. */
    private static NDArray one(NDManager manager, int code, NDArray table) {
        return lookUp(manager.create(new long[] {code}), table);
    }

    private static NDArray lookUp(NDArray codes, NDArray table) {
        return Embedding.embedding(codes, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
