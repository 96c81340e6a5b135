package org.haprag.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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

    private final FourierFeatures af = new FourierFeatures(AF_PERIOD, AF_FREQUENCIES);
    private final FourierFeatures cm = new FourierFeatures(CM_PERIOD, CM_FREQUENCIES);
    private final NDArray allele;
    private final NDArray other;
    private final Dense place;

    TokenEmbedding(Parameters parameters, int width) {
        allele = parameters.normal("embedding.allele", new Shape(3, width), 0.5);
        other = parameters.normal("embedding.other", new Shape(3, width), 0.1);
        place = Dense.random(parameters, "embedding.place", 2 * af.size() + cm.size(), width);
    }

    /**
     * @param alleles int64 (...) in {0, 1, UNKNOWN}
     * @param otherAlleles int64 (...), the target's other haplotype
     * @param frequency float32 (...), ALT frequency in the panel
     * @param localFrequency float32 (...), ALT frequency among the neighbours
     * @param cmFromMiddle float32 (...)
     * @return float32 (..., D)
     */
    NDArray apply(
            NDArray alleles, NDArray otherAlleles, NDArray frequency, NDArray localFrequency, NDArray cmFromMiddle) {
        NDArray placed = place.apply(
                NDArrays.concat(new NDList(af.apply(frequency), af.apply(localFrequency), cm.apply(cmFromMiddle)), -1));
        return placed.add(lookUp(alleles, allele)).add(lookUp(otherAlleles, other));
    }

    /**
     * The expected embedding of an allele that is ALT with some probability.
     *
     * @param alt float32 (R, 1)
     * @return float32 (R, D)
     */
    NDArray expected(NDArray alt) {
        return NDArrays.concat(new NDList(alt.neg().add(1), alt, alt.zerosLike()), 1)
                .matMul(allele);
    }

    private static NDArray lookUp(NDArray codes, NDArray table) {
        return Embedding.embedding(codes, table, SparseFormat.DENSE).singletonOrThrow();
    }
}
