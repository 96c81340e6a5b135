package org.haprag.loss.criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.Stream;
import org.haprag.loss.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses of many sites together, by hand-computed values and gradients. */
class BatchLossTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<BatchLoss> losses() {
        return Stream.of(new Dice(Dice.Denominator.PLAIN), new Dice(Dice.Denominator.SQUARED), new Mmce(.4, 1024));
    }

    @Test
    void diceHasBothDenominators() {
        NDArray logits = Tensors.logits(manager, .8, .3, .5);
        NDArray labels = Tensors.row(manager, 1, 0, 1);
        NDArray mask = Tensors.row(manager, 1, 1, 0); // the third site is not hidden
        double plain =
                new Dice(Dice.Denominator.PLAIN).loss(logits, labels, mask).getFloat();
        double squared =
                new Dice(Dice.Denominator.SQUARED).loss(logits, labels, mask).getFloat();
        assertThat(plain).isCloseTo(1 - (2 * .8 + 1) / (1.1 + 1 + 1), within(1e-6));
        assertThat(squared).isCloseTo(1 - (2 * .8 + 1) / (.64 + .09 + 1 + 1), within(1e-6));
    }

    @Test
    void diceOfGenotypesIsTheMeanOverClasses() {
        NDArray logits = manager.zeros(new Shape(1, 2, 4));
        double found = new Dice(Dice.Denominator.PLAIN)
                .loss(logits, Tensors.row(manager, 0, 0), Tensors.row(manager, 1, 1))
                .getFloat();
        double zero = 1 - (2 * .5 + 1) / (.5 + 2 + 1);
        double others = 1 - 1 / (.5 + 1);
        assertThat(found).isCloseTo((zero + 3 * others) / 4, within(1e-6));
    }

    @Test
    void mmceIsTheKernelSumOverPairs() {
        NDArray logits = Tensors.logits(manager, .9, .4);
        double found = new Mmce(.4, 1024)
                .loss(logits, Tensors.row(manager, 1, 1), Tensors.row(manager, 1, 1))
                .getFloat();
        double right = 1 - .9; // called ALT at .9, is ALT
        double wrong = 0 - .6; // called REF at .6, is ALT
        double squared = (right * right + wrong * wrong + 2 * right * wrong * Math.exp(-.3 / .4)) / 4;
        assertThat(found).isCloseTo(Math.sqrt(squared), within(1e-6));
    }

    @Test
    void mmceUsesNoMoreSitesThanAllowedAndSpacesThem() {
        NDArray logits = Tensors.logits(manager, .9, .6, .7, .4);
        NDArray labels = Tensors.row(manager, 1, 1, 1, 1);
        NDArray all = Tensors.row(manager, 1, 1, 1, 1);
        NDArray first = Tensors.row(manager, 1, 0, 1, 0);
        assertThat(new Mmce(.4, 2).loss(logits, labels, all).getFloat())
                .isEqualTo(new Mmce(.4, 1024).loss(logits, labels, first).getFloat());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientAgreesWithFiniteDifferences(BatchLoss loss) {
        NDArray logits = Tensors.gaussian(manager, 7, 1.5, new Shape(2, 4, 2));
        NDArray labels = Tensors.labels(manager, 8, 2, new Shape(2, 4));
        NDArray mask = manager.create(new float[] {1, 1, 0, 1, 1, 1, 1, 0}, new Shape(2, 4));
        Tensors.assertGradient(logits, 2e-3, x -> loss.loss(x, labels, mask));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void repeatingTheBatchChangesNothing(BatchLoss loss) {
        NDArray logits = Tensors.gaussian(manager, 9, 2, new Shape(2, 4, 4));
        NDArray labels = Tensors.labels(manager, 10, 4, new Shape(2, 4));
        NDArray mask = manager.ones(new Shape(2, 4));
        double once = loss.loss(logits, labels, mask).getFloat();
        double twice = loss.loss(logits.concat(logits, 0), labels.concat(labels, 0), mask.concat(mask, 0))
                .getFloat();
        assertThat(twice).isCloseTo(once, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void correctLogitsTimes50CostNothingAndExtremesStayFinite(BatchLoss loss) {
        NDArray logits = manager.create(new float[] {50, -50, -50, 50}, new Shape(1, 2, 2));
        NDArray right = Tensors.row(manager, 0, 1);
        NDArray wrong = Tensors.row(manager, 1, 0);
        NDArray mask = Tensors.row(manager, 1, 1);
        assertThat(loss.loss(logits, right, mask).getFloat()).isLessThan(1e-6f);
        assertThat(loss.loss(logits, wrong, mask).getFloat()).isGreaterThan(.1f);
        for (NDArray labels : new NDArray[] {right, wrong})
            for (float g : Tensors.gradient(logits, x -> loss.loss(x, labels, mask)))
                assertThat(g).isFinite();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aBatchWithoutHiddenSitesCostsNothing(BatchLoss loss) {
        NDArray mask = Tensors.row(manager, 0, 0);
        NDArray logits = Tensors.logits(manager, .2, .3);
        assertThat(loss.loss(logits, Tensors.row(manager, 1, 1), mask).getFloat())
                .isZero();
    }
}
