package org.haprag.loss.criterion;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.OptionalDouble;
import org.haprag.model.Scalar;

/**
 * Focal loss, -alpha_t (1 - p_t)^gamma log p_t (Lin et al., ICCV 2017, doi:10.1109/ICCV.2017.324, eq. 5). Gamma 0 without
 * alpha is cross-entropy.
 *
 * @param gamma focusing parameter, &gt;= 0, constant or scheduled
 * @param alpha weight of each class
 */
public record Focal(GammaSchedule gamma, ClassAlpha alpha) implements SiteLoss {

    /** At a constant gamma, without class weights. */
    public Focal(double gamma) {
        this(new GammaSchedule.Constant(gamma), new ClassAlpha.None());
    }

    @Override
    public NDArray perSite(NDArray logits, NDArray labels, int epoch) {
        TrueClass truth = TrueClass.of(logits, labels);
        NDArray loss = Scalar.times(truth.logNotPt(), gamma.at(epoch))
                .exp()
                .mul(truth.logPt().neg());
        return alpha.weigh(loss, truth.oneHot());
    }

    @Override
    public OptionalDouble gamma(int epoch) {
        return OptionalDouble.of(gamma.at(epoch));
    }

    @Override
    public Optional<ClassAlpha.Adaptive> adaptiveAlpha() {
        return alpha instanceof ClassAlpha.Adaptive adaptive ? Optional.of(adaptive) : Optional.empty();
    }
}
