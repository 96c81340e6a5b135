package org.haprag.loss.criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.haprag.loss.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** InfoNCE, reconstruction, distillation and consistency. */
class EmbeddingLossTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void infoNceContrastsTheOtherHaplotypeWithOtherTargets() {
        // Two targets, one site, two dimensions; cosines by hand.
        NDArray hap1 = manager.create(new float[] {1, 0, 0, 2}, new Shape(2, 1, 2));
        NDArray hap2 = manager.create(new float[] {3, 3, 0, 5}, new Shape(2, 1, 2));
        double c = Math.sqrt(.5);
        double tau = .5;
        // anchors a1=(1,0) b1=(0,1) with a2=(c,c) b2=(0,1)
        double a1 = -Math.log(e(c, tau) / (e(c, tau) + e(0, tau) + e(0, tau)));
        double b1 = -Math.log(e(1, tau) / (e(1, tau) + e(c, tau) + e(0, tau)));
        double a2 = -Math.log(e(c, tau) / (e(c, tau) + e(c, tau) + e(c, tau)));
        double b2 = -Math.log(e(1, tau) / (e(1, tau) + e(0, tau) + e(c, tau)));
        double found = new InfoNce(tau).loss(hap1, hap2, hidden(2, 1)).getFloat();
        assertThat(found).isCloseTo((a1 + b1 + a2 + b2) / 4, within(1e-5));
    }

    private static double e(double cosine, double tau) {
        return Math.exp(cosine / tau);
    }

    @Test
    void infoNceIgnoresTargetsForWhichTheSiteIsNotHidden() {
        NDArray hap1 = Tensors.gaussian(manager, 1, 1, new Shape(3, 1, 4));
        NDArray hap2 = Tensors.gaussian(manager, 2, 1, new Shape(3, 1, 4));
        NDArray two = manager.create(new float[] {1, 1, 0}, new Shape(3, 1));
        double masked = new InfoNce(.1).loss(hap1, hap2, HiddenSites.of(two)).getFloat();
        double without = new InfoNce(.1)
                .loss(hap1.get("0:2"), hap2.get("0:2"), hidden(2, 1))
                .getFloat();
        assertThat(masked).isCloseTo(without, within(1e-6));
    }

    @Test
    void infoNceOfASingleTargetHasNoNegativesAndCostsNothing() {
        NDArray hap = Tensors.gaussian(manager, 3, 1, new Shape(1, 3, 4));
        assertThat(new InfoNce(.1).loss(hap, hap.mul(2), hidden(1, 3)).getFloat())
                .isCloseTo(0, within(1e-6f));
    }

    @Test
    void infoNceGradientAgreesWithFiniteDifferences() {
        NDArray hap1 = Tensors.gaussian(manager, 4, 1, new Shape(3, 2, 3));
        NDArray hap2 = Tensors.gaussian(manager, 5, 1, new Shape(3, 2, 3));
        HiddenSites hidden = hidden(3, 2);
        Tensors.assertGradient(hap1, 3e-3, x -> new InfoNce(.5).loss(x, hap2, hidden));
        Tensors.assertGradient(hap2, 3e-3, x -> new InfoNce(.5).loss(hap1, x, hidden));
    }

    @Test
    void reconstructionIsTheMeanSquareAtHiddenSitesAndPullsBothEmbeddings() {
        NDArray after = manager.create(new float[] {1, 2, 9, 9}, new Shape(1, 2, 2));
        NDArray before = manager.create(new float[] {0, 4, 0, 0}, new Shape(1, 2, 2));
        HiddenSites hidden = HiddenSites.of(Tensors.row(manager, 1, 0));
        assertThat(Reconstruction.mse(after, before, hidden).getFloat()).isEqualTo(2.5f);
        Tensors.assertGradient(after, 2e-3, x -> Reconstruction.mse(x, before, hidden));
        Tensors.assertGradient(before, 2e-3, x -> Reconstruction.mse(after, x, hidden));
    }

    @Test
    void distillationIsScaledByTheSquareOfTheTemperatureAndSparesTheTeacher() {
        NDArray student = Tensors.logits(manager, .5);
        NDArray teacher = Tensors.logits(manager, .9);
        double loss = new Distillation(1).perSite(student, teacher).getFloat(0, 0);
        assertThat(loss).isCloseTo(.9 * Math.log(.9 / .5) + .1 * Math.log(.1 / .5), within(1e-6));
        double p = 1 / (1 + Math.exp(-Math.log(9) / 2));
        double soft = 4 * (p * Math.log(p / .5) + (1 - p) * Math.log((1 - p) / .5));
        assertThat((double) new Distillation(2).perSite(student, teacher).getFloat(0, 0))
                .isCloseTo(soft, within(1e-6));
        NDArray random = Tensors.gaussian(manager, 6, 2, new Shape(1, 3, 2));
        NDArray other = Tensors.gaussian(manager, 7, 2, new Shape(1, 3, 2));
        Tensors.assertGradient(
                random, 2e-3, x -> new Distillation(2).perSite(x, other).sum());
        assertThat(Tensors.gradient(
                        other,
                        x -> new Distillation(2)
                                .perSite(random, x)
                                .sum()
                                .add(x.sum().mul(0))))
                .containsOnly(0f);
    }

    @Test
    void consistencyCountsOnlySitesWhereBothHeadsAreConfidentAndReportsTheirShare() {
        NDArray main = Tensors.logits(manager, .9, .6, .9, .1);
        NDArray aux = Tensors.logits(manager, .8, .9, .6, .2);
        HiddenSites hidden = HiddenSites.of(Tensors.row(manager, 1, 1, 1, 1));
        Consistency.Outcome found = new Consistency(.7, false).of(main, aux, hidden);
        double one = .9 * Math.log(.9 / .8) + .1 * Math.log(.1 / .2);
        assertThat(found.share()).isEqualTo(.5);
        assertThat((double) found.loss().getFloat()).isCloseTo(2 * one / 4, within(1e-6));
    }

    @Test
    void consistencyStopsTheGradientOnTheTargetSideUnlessBidirectional() {
        NDArray main = Tensors.logits(manager, .9, .85);
        NDArray aux = Tensors.logits(manager, .8, .95);
        HiddenSites hidden = hidden(1, 2);
        Consistency oneWay = new Consistency(.7, false);
        Consistency bothWays = new Consistency(.7, true);
        Tensors.assertGradient(aux, 2e-3, x -> oneWay.of(main, x, hidden).loss());
        assertThat(Tensors.gradient(
                        main, x -> oneWay.of(x, aux, hidden).loss().add(x.sum().mul(0))))
                .containsOnly(0f);
        assertThat(Tensors.gradient(main, x -> bothWays.of(x, aux, hidden).loss())[0])
                .isNotZero();
    }

    private HiddenSites hidden(int targets, int sites) {
        return HiddenSites.of(manager.ones(new Shape(targets, sites)));
    }
}
