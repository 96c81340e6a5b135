package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;

/**
 * A token's embedding: allele (REF, ALT, unknown) on this and on the other haplotype, plus a linear map of the Fourier
 * features of AF, local AF and position in cM from the window's middle.
 */
final class TokenEmbedding {
    /** The code of an allele that is missing, hidden or not typed. */
    static final int UNKNOWN = 2;

    private static final double AF_PERIOD = 2; // AF and its complement stay apart
    private static final int AF_FREQUENCIES = 4;
    private static final double CM_PERIOD = 8; // longer than a window at array density
    private static final int CM_FREQUENCIES = 8;

    private final FourierFeatures places = new FourierFeatures(
            new double[] {AF_PERIOD, AF_PERIOD, CM_PERIOD}, new int[] {AF_FREQUENCIES, AF_FREQUENCIES, CM_FREQUENCIES});
    private final NDArray allele;
    private final NDArray other;
    private final Dense place;

    TokenEmbedding(Parameters parameters, int width) {
        allele = parameters.normal("embedding.allele", new Shape(3, width), 0.5);
        other = parameters.normal("embedding.other", new Shape(3, width), 0.1);
        place = Dense.random(parameters, "embedding.place", places.size(), width);
    }

    /**
     * @param alleles int64 (M) in {0, 1, UNKNOWN}
     * @param otherAlleles int64 (M), the target's other haplotype
     * @param frequency float32 (M, 1), ALT frequency in the panel
     * @param localFrequency float32 (M, 1), ALT frequency among the neighbours
     * @param cmFromMiddle float32 (M, 1)
     * @return float32 (M, D)
     */
    NDArray apply(
            NDArray alleles, NDArray otherAlleles, NDArray frequency, NDArray localFrequency, NDArray cmFromMiddle) {
        return placed(frequency, localFrequency, cmFromMiddle)
                .add(lookUp(alleles, allele))
                .add(lookUp(otherAlleles, other));
    }

    /** As {@link #apply} where both alleles are {@link #UNKNOWN}. */
    NDArray unknown(NDArray frequency, NDArray localFrequency, NDArray cmFromMiddle) {
        NDManager manager = frequency.getManager();
        NDArray nothing = row(manager, UNKNOWN, allele).add(row(manager, UNKNOWN, other)); // (1, D)
        return placed(frequency, localFrequency, cmFromMiddle).add(nothing);
    }

    private NDArray placed(NDArray frequency, NDArray localFrequency, NDArray cmFromMiddle) {
        NDArray values = NDArrays.concat(new NDList(frequency, localFrequency, cmFromMiddle), -1); // (M, 3)
        return place.apply(places.apply(values));
    }

    /**
     * The expected embedding of an allele that is ALT with some probability.
     *
     * @param alt float32 (R, 1)
     * @return float32 (R, D)
     */
    NDArray expected(NDArray alt) {
        NDArray ref = row(alt.getManager(), 0, allele);
        return alt.mul(row(alt.getManager(), 1, allele).sub(ref)).add(ref);
    }

    /** One row of a table, (1, D), in the batch's memory: what comes of a weight alone would stay with the weights. */
    private static NDArray row(NDManager manager, int code, NDArray table) {
        return lookUp(manager.create(new long[] {code}), table);
    }

    private static NDArray lookUp(NDArray codes, NDArray table) {
        return Embedding.embedding(codes, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
