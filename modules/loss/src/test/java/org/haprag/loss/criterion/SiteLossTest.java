package org.haprag.loss.criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.haprag.loss.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss with a value at each site: the values of docs/losses.md, gradients, stability. */
class SiteLossTest {
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<SiteLoss> losses() {
        return Stream.of(
                new CrossEntropy(),
                new Focal(0),
                new Focal(.5),
                new Focal(2),
                new Focal(5),
                new Focal(new GammaSchedule.Constant(2), new ClassAlpha.Given(List.of(.75, .25))),
                new Flsd53(),
                new Asymmetric(1, 4, .05),
                new Asymmetric(0, 0, 0),
                new Asymmetric(2, 1, 0),
                new LabelSmoothing(.1));
    }

    @ParameterizedTest
    @CsvSource({".9,.00105361", ".968,3.3304e-5", ".5,.1732868", ".1,1.8650939"})
    void focalWithGamma2HasThePapersValues(double pt, double expected) {
        double found = new Focal(2)
                .perSite(Tensors.logits(manager, pt), Tensors.row(manager, 1), 0)
                .getFloat(0, 0);
        assertThat(found).isCloseTo(expected, within(1e-4 * expected));
    }

    @ParameterizedTest
    @CsvSource({
        ".9,1,.01053605",
        ".9,0,.99030849",
        ".6,1,.20433025",
        ".6,0,.07306844",
        ".3,1,.84278096",
        ".3,0,.00112376",
        ".04,0,0"
    })
    void asymmetricHasItsTestVectors(double p, int label, double expected) {
        double found = new Asymmetric(1, 4, .05)
                .perSite(Tensors.logits(manager, p), Tensors.row(manager, label), 0)
                .getFloat(0, 0);
        assertThat(found).isCloseTo(expected, within(2e-4 * expected + 1e-9));
    }

    @Test
    void focalWithGamma0IsCrossEntropy() {
        NDArray logits = Tensors.gaussian(manager, 1, 3, new Shape(2, 5, 4));
        NDArray labels = Tensors.labels(manager, 2, 4, new Shape(2, 5));
        assertThat(new Focal(0).perSite(logits, labels, 0).toFloatArray())
                .containsExactly(new CrossEntropy().perSite(logits, labels, 0).toFloatArray(), within(1e-6f));
    }

    @Test
    void alphaWeighsThePositiveClassWithAlphaAndTheNegativeWithTheRest() {
        SiteLoss weighted = new Focal(new GammaSchedule.Constant(2), new ClassAlpha.Given(List.of(.75, .25)));
        NDArray logits = Tensors.logits(manager, .5, .5);
        float[] loss = weighted.perSite(logits, Tensors.row(manager, 0, 1), 0).toFloatArray();
        assertThat(loss[0]).isCloseTo(.75f * .1732868f, within(1e-6f));
        assertThat(loss[1]).isCloseTo(.25f * .1732868f, within(1e-6f));
    }

    @Test
    void adaptiveAlphaIsTheInverseClassFrequency() {
        ClassAlpha.Adaptive alpha = new ClassAlpha.Adaptive(2);
        alpha.observe(Tensors.row(manager, 0, 0, 0, 1, 1), Tensors.row(manager, 1, 1, 1, 1, 0));
        assertThat(alpha.perClass()).containsExactly(1. / 3, 2. / 3);
    }

    @Test
    void flsdTakesGamma5BelowProbabilityAFifthAndGamma3Above() {
        NDArray labels = Tensors.row(manager, 1, 1);
        float[] loss = new Flsd53()
                .perSite(Tensors.logits(manager, .19, .21), labels, 0)
                .toFloatArray();
        assertThat((double) loss[0]).isCloseTo(-Math.pow(.81, 5) * Math.log(.19), within(1e-5));
        assertThat((double) loss[1]).isCloseTo(-Math.pow(.79, 3) * Math.log(.21), within(1e-5));
    }

    @Test
    void labelSmoothingGivesNoShareToImpossibleGenotypes() {
        NDArray logits = manager.create(new float[] {2, 0, 1, -1e4f}, new Shape(1, 1, 4));
        double loss = new LabelSmoothing(.3)
                .perSite(logits, Tensors.row(manager, 0), 0)
                .getFloat(0, 0);
        double lse = Math.log(Math.exp(2) + 1 + Math.E);
        assertThat(loss).isCloseTo(-(.8 * (2 - lse) + .1 * (0 - lse) + .1 * (1 - lse)), within(1e-5));
    }

    @Test
    void gammaGoesLinearlyFromStartToEndAndStaysThere() {
        GammaSchedule gamma = new GammaSchedule.Linear(5, 2, 3);
        assertThat(List.of(gamma.at(0), gamma.at(1), gamma.at(3), gamma.at(9))).containsExactly(5., 4., 2., 2.);
    }

    @Test
    void aScheduleThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new GammaSchedule.Constant(-1)).hasMessageContaining("found -1");
        assertThatThrownBy(() -> new GammaSchedule.Linear(5, Double.NaN, 3)).hasMessageContaining("to NaN");
        assertThatThrownBy(() -> new GammaSchedule.Linear(5, 2, 0)).hasMessageContaining("over 0 epochs");
    }

    @Test
    void onlyLossesWithASingleGammaTellIt() {
        assertThat(new CrossEntropy().gamma(0)).hasValue(0);
        assertThat(new Focal(new GammaSchedule.Linear(5, 2, 3), new ClassAlpha.None()).gamma(1))
                .hasValue(4);
        assertThat(new Flsd53().gamma(0)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientAgreesWithFiniteDifferences(SiteLoss loss) {
        NDArray logits = Tensors.gaussian(manager, 3, 1.5, new Shape(2, 4, 2));
        NDArray labels = Tensors.labels(manager, 4, 2, new Shape(2, 4));
        Tensors.assertGradient(logits, 2e-3, x -> loss.perSite(x, labels, 0).sum());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void fourClassGradientAgreesWithFiniteDifferences(SiteLoss loss) {
        if (isForTwoClasses(loss)) return;
        NDArray logits = Tensors.gaussian(manager, 5, 1.5, new Shape(1, 6, 4));
        NDArray labels = Tensors.labels(manager, 6, 4, new Shape(1, 6));
        Tensors.assertGradient(logits, 2e-3, x -> loss.perSite(x, labels, 0).sum());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossAndGradientStayFiniteAtLogitsOf50(SiteLoss loss) {
        NDArray logits = manager.create(new float[] {50, -50, 50, -50, -50, 50, -50, 50}, new Shape(1, 4, 2));
        NDArray labels = Tensors.row(manager, 0, 1, 0, 1);
        for (float x : loss.perSite(logits, labels, 0).toFloatArray())
            assertThat(x).isFinite();
        for (float g : Tensors.gradient(logits, x -> loss.perSite(x, labels, 0).sum()))
            assertThat(g).isFinite();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void impossibleGenotypesLeaveLossAndGradientFinite(SiteLoss loss) {
        if (isForTwoClasses(loss)) return;
        NDArray logits = manager.create(new float[] {50, -50, 0, -1e4f, 1, 2, -50, -1e4f}, new Shape(1, 2, 4));
        NDArray labels = Tensors.row(manager, 1, 1);
        for (float x : loss.perSite(logits, labels, 0).toFloatArray())
            assertThat(x).isFinite();
        for (float g : Tensors.gradient(logits, x -> loss.perSite(x, labels, 0).sum()))
            assertThat(g).isFinite();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void correctLogitsTimes50CostNothingBecauseSoftmaxHappensOnce(SiteLoss loss) {
        NDArray logits = manager.create(new float[] {50, -50, -50, 50}, new Shape(1, 2, 2));
        double cost = loss.perSite(logits, Tensors.row(manager, 0, 1), 0).mean().getFloat();
        // Label smoothing's target is not the correct label: eps/2 of 100 nats remain by definition.
        if (loss instanceof LabelSmoothing) assertThat(cost).isCloseTo(5, within(1e-4));
        else assertThat(cost).isLessThan(1e-6);
    }

    private static boolean isForTwoClasses(SiteLoss loss) {
        if (loss instanceof Asymmetric) return true;
        return loss instanceof Focal focal && focal.alpha() instanceof ClassAlpha.Given;
    }

    @Test
    void integerLabelsAndUnknownLabelsOutsideTheMaskAreUnderstood() {
        NDArray logits = Tensors.logits(manager, .9, .9);
        NDArray codes = manager.create(new long[] {1, -1}, new Shape(1, 2));
        assertThat(codes.getDataType()).isEqualTo(DataType.INT64);
        float[] loss = new CrossEntropy().perSite(logits, codes, 0).toFloatArray();
        assertThat(loss[0]).isCloseTo(.1053605f, within(1e-6f));
        assertThat(loss[1]).isFinite();
    }
}
