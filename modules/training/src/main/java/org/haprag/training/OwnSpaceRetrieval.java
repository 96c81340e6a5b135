package org.haprag.training;

import java.util.Map;
import org.haprag.model.HapRagModel;
import org.haprag.model.NetworkEmbedder;
import org.haprag.retrieval.Retriever;

/**
 * Retrieval in the space of a network that is being trained. Its weights stand still for an epoch: each epoch begins with the
 * averaged weights of its first step, and every panel is indexed anew by them. So the batches that are made ahead do not
 * depend on how far ahead they are made, and a run can be resumed to the bit.
 */
final class OwnSpaceRetrieval implements EpochRetrieval {
    private final HapRagModel frozen;
    private final NetworkEmbedder embedder;
    private final Retriever retriever;
    private long epoch = -1;
    private boolean closed;

    /** @param model searched by its present weights until an epoch begins */
    OwnSpaceRetrieval(HapRagModel model) {
        frozen = HapRagModel.of(
                model.toFile(Map.of()), "the model", model.manager().getDevice());
        embedder = new NetworkEmbedder(frozen);
        retriever = model.manifest().retrieval().retriever(this::embed);
    }

    @Override
    public Retriever retriever() {
        return retriever;
    }

    @Override
    public synchronized boolean begin(long newEpoch, Map<String, float[]> weights) {
        frozen.network().parameters().set(weights);
        epoch = newEpoch;
        notifyAll();
        return true;
    }

    @Override
    public synchronized void await(long wanted) throws InterruptedException {
        while (epoch < wanted) wait();
    }

    /** No one embeds while the weights are exchanged. */
    private synchronized float[] embed(byte[] tokens, float[] cmFromMiddle) {
        if (closed) throw new IllegalStateException("training has ended");
        return embedder.embed(tokens, cmFromMiddle);
    }

    @Override
    public synchronized void close() {
        closed = true;
        frozen.close();
    }
}
