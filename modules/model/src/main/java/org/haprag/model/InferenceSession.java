package org.haprag.model;

/** Predicts target after target: {@link #begin}, {@link #encode} the anchors, then ask. One instance serves one thread. */
public interface InferenceSession extends AutoCloseable {
    /** Forgets all tokens: a target begins. */
    void begin();

    /**
     * Encodes anchors. The batch's anchors are numbered on from those encoded since {@link #begin}, which is how predictions
     * refer to them.
     *
     * @param weights how much each neighbour of each anchor counts, (M, K, H), written from {@code at} on; nothing where the
     *     network has no fusion
     */
    void encode(TypedBatch batch, float[] weights, int at);

    /** The log odds of ALT, (P), of a batch whose mixtures its caller has mixed ({@link SiteBatch.Mixing#BY_CALLER}). */
    float[] odds(SiteBatch batch);

    /**
     * The gt head for biallelic genotypes.
     *
     * @param odds1 log odds of ALT on haplotype 1, (n)
     * @param odds2 on haplotype 2, (n)
     * @return (n, 3) logits of 0/0, 0/1, 1/1
     */
    float[] genotypes(float[] odds1, float[] odds2);

    @Override
    void close();
}
