package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import org.haprag.model.Scalar;

/**
 * Focal loss, -alpha_t (1 - p_t)^gamma log p_t (Lin et al., ICCV 2017, doi:10.1109/ICCV.2017.324, eq. 5). Gamma 0 without
 * alpha is cross-entropy.
 *
 * @param gamma focusing parameter, &gt;= 0, constant or scheduled
 * @param alpha weight of each class
 */
public record Focal(GammaSchedule gamma, ClassAlpha alpha) implements SiteLoss {

    public Focal(double gamma) {
        this(GammaSchedule.constant(gamma), new ClassAlpha.None());
    }

    @Override
    public NDArray perSite(NDArray logits, NDArray labels, int epoch) {
        TrueClass truth = TrueClass.of(logits, labels);
        NDArray loss = Scalar.times(truth.logNotPt(), gamma.at(epoch))
                .exp()
                .mul(truth.logPt().neg());
        NDArray classWeights = alpha.array(logits.getManager());
        if (classWeights == null) return loss;
        long classes = logits.getShape().get(logits.getShape().dimension() - 1);
        if (classWeights.size() != classes)
            throw new IllegalArgumentException(classWeights.size() + " alphas for " + classes + " classes");
        return loss.mul(truth.oneHot().mul(classWeights).sum(new int[] {-1})); // alpha_t, (B, L)
    }
}
