package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.haprag.loss.LossInputs.Auxiliary;
import org.haprag.loss.LossInputs.HapPair;
import org.haprag.loss.LossInputs.Labels;
import org.haprag.model.NetworkOutputs;

/** A small random batch with everything that any configuration could need. */
public final class LossBatch {
    static final int TARGETS = 3;
    static final int SITES = 6;
    static final int WIDTH = 4;
    static final Shape SHAPE = new Shape(TARGETS, SITES);

    private LossBatch() {}

    public static LossInputs of(NDManager manager, long seed) {
        NDArray label1 = Tensors.labels(manager, seed, 2, SHAPE);
        NDArray label2 = Tensors.labels(manager, seed + 1, 2, SHAPE);
        HapPair logits = pair(manager, seed + 2, 2);
        HapPair before = pair(manager, seed + 7, WIDTH);
        HapPair after = pair(manager, seed + 9, WIDTH);
        return new LossInputs(
                        new NetworkOutputs(
                                logits.hap1(),
                                logits.hap2(),
                                Tensors.gaussian(manager, seed + 4, 1, SHAPE.add(4)),
                                before.hap1(),
                                before.hap2(),
                                after.hap1(),
                                after.hap2()),
                        new Labels(label1, label2, label1.add(label2)),
                        Tensors.labels(manager, seed + 5, 2, SHAPE).maximum(firstSite(manager)),
                        Tensors.labels(manager, seed + 6, 40, SHAPE).div(100f).add(.002f))
                .with(new Auxiliary(pair(manager, seed + 11, 2), Optional.of(pair(manager, seed + 13, 2))))
                .withTruth(pair(manager, seed + 15, WIDTH));
    }

    /** The same batch twice, as one of double size. */
    static LossInputs twice(LossInputs in) {
        NetworkOutputs out = in.outputs();
        Labels labels = in.labels();
        return new LossInputs(
                new NetworkOutputs(
                        twice(out.hap1()),
                        twice(out.hap2()),
                        twice(out.gt()),
                        twice(out.hap1Before()),
                        twice(out.hap2Before()),
                        twice(out.hap1After()),
                        twice(out.hap2After())),
                new Labels(twice(labels.hap1()), twice(labels.hap2()), twice(labels.gt())),
                twice(in.mask()),
                twice(in.maf()),
                in.auxiliary()
                        .map(a -> new Auxiliary(twice(a.logits()), a.teacher().map(LossBatch::twice))),
                in.truth().map(LossBatch::twice));
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
