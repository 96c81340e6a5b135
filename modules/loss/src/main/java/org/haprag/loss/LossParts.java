package org.haprag.loss;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskGradients;
import org.haprag.model.Scalar;

/**
 * The losses of one batch.
 *
 * @param losses float32 scalar of each task, unweighted, with gradient
 * @param values the same, detached, for monitors
 * @param baseWeights of the tasks by the configuration (for reconstruction-a: on this side of its threshold)
 * @param weights base weights times those of a weighting scheme that looks at losses
 * @param total float32 scalar, S weights x losses, with gradient
 * @param offset a constant that belongs to the total's value but has no gradient (uncertainty weighting); not in total
 * @param consistencyShare share of hidden sites at which both heads are confident; NaN without consistency
 * @param hiddenSites how many sites the losses are means over
 */
public record LossParts(
        Map<Task, NDArray> losses,
        Map<Task, Double> values,
        Map<Task, Double> baseWeights,
        Map<Task, Double> weights,
        NDArray total,
        double offset,
        double consistencyShare,
        long hiddenSites) {

    public LossParts {
        losses = Collections.unmodifiableMap(new EnumMap<>(losses));
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        baseWeights = Collections.unmodifiableMap(new EnumMap<>(baseWeights));
        weights = Collections.unmodifiableMap(new EnumMap<>(weights));
    }

    /** Value of the total, detached, offset included. */
    public double totalValue() {
        double sum = offset;
        for (Map.Entry<Task, Double> e : values.entrySet()) sum += weights.get(e.getKey()) * e.getValue();
        return sum;
    }

    /** Base weight times loss of each task, in task order: what the gradient schemes are given. */
    public double[] baseWeighted() {
        double[] weighted = new double[values.size()];
        int i = 0;
        for (Map.Entry<Task, Double> e : values.entrySet()) weighted[i++] = baseWeights.get(e.getKey()) * e.getValue();
        return weighted;
    }

    /**
     * The gradient of each task by itself: {@link TaskGradients#of}, whose conditions hold.
     *
     * @param parameters float32, requiring gradient, the same order each time
     * @return [task][flat parameters], gradients of base weight x loss
     */
    public float[][] gradients(List<NDArray> parameters) {
        return TaskGradients.of(losses, baseWeights, parameters);
    }

    /**
     * The total under the weights of a gradient scheme.
     *
     * @param scheme factor of each base weight, in task order
     * @return float32 scalar, with gradient
     */
    public NDArray totalWith(double[] scheme) {
        if (scheme.length != losses.size())
            throw new IllegalArgumentException(scheme.length + " weights for " + losses.size() + " tasks");
        NDArray sum = null;
        int i = 0;
        for (Map.Entry<Task, NDArray> e : losses.entrySet()) {
            NDArray part = Scalar.times(e.getValue(), baseWeights.get(e.getKey()) * scheme[i++]);
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }
}
