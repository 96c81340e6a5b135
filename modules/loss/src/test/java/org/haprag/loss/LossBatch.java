package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.haprag.loss.LossInputs.HapPair;

/** A small random batch with everything that any configuration could need. */
final class LossBatch {
    static final int TARGETS = 3;
    static final int SITES = 6;
    static final int WIDTH = 4;
    static final Shape SHAPE = new Shape(TARGETS, SITES);

    private LossBatch() {}

    static LossInputs of(NDManager manager, long seed) {
        NDArray label1 = Tensors.labels(manager, seed, 2, SHAPE);
        NDArray label2 = Tensors.labels(manager, seed + 1, 2, SHAPE);
        return LossInputs.of(
                        pair(manager, seed + 2, 2),
                        Tensors.gaussian(manager, seed + 4, 1, SHAPE.add(4)),
                        new HapPair(label1, label2),
                        label1.add(label2),
                        Tensors.labels(manager, seed + 5, 2, SHAPE).maximum(firstSite(manager)),
                        Tensors.labels(manager, seed + 6, 40, SHAPE).div(100f).add(.002f))
                .withEmbeddings(pair(manager, seed + 7, WIDTH), pair(manager, seed + 9, WIDTH))
                .withAuxiliary(pair(manager, seed + 11, 2), pair(manager, seed + 13, 2))
                .withTruth(pair(manager, seed + 15, WIDTH));
    }

    /** The same batch twice, as one of double size. */
    static LossInputs twice(LossInputs in) {
        return new LossInputs(
                twice(in.hap1()),
                twice(in.hap2()),
                twice(in.gt()),
                twice(in.before()),
                twice(in.after()),
                twice(in.hap1Label()),
                twice(in.hap2Label()),
                twice(in.gtLabel()),
                twice(in.mask()),
                twice(in.maf()),
                twice(in.auxiliary()),
                twice(in.teacher()),
                twice(in.truth()));
    }

    private static HapPair twice(HapPair pair) {
        return new HapPair(twice(pair.hap1()), twice(pair.hap2()));
    }

    private static NDArray twice(NDArray x) {
        return x.concat(x, 0);
    }

    private static HapPair pair(NDManager manager, long seed, int last) {
        return new HapPair(
                Tensors.gaussian(manager, seed, 2, SHAPE.add(last)),
                Tensors.gaussian(manager, seed + 1, 2, SHAPE.add(last)));
    }

    private static NDArray firstSite(NDManager manager) {
        float[] flat = new float[TARGETS * SITES];
        flat[0] = 1; // at least one site is hidden
        return manager.create(flat, SHAPE);
    }
}
