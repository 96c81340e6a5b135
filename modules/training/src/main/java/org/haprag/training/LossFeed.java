package org.haprag.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.haprag.loss.LossInputs;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.model.NetworkOutputs;

/** Brings a batch's labels and the network's outputs together for the loss. */
final class LossFeed {
    private LossFeed() {}

    static LossInputs of(NDManager manager, TrainingBatch batch, NetworkOutputs out) {
        Shape sites = new Shape(batch.targets(), batch.rowsPerTarget());
        NDArray first = manager.create(batch.alt1(), sites);
        NDArray second = manager.create(batch.alt2(), sites);
        return new LossInputs(
                out.hap1(),
                out.hap2(),
                out.gt(),
                new HapPair(out.hap1Before(), out.hap2Before()),
                new HapPair(out.hap1After(), out.hap2After()),
                first,
                second,
                manager.create(batch.genotype(), sites),
                manager.create(batch.mask(), sites),
                manager.create(batch.maf(), sites),
                null,
                null,
                null);
    }
}
