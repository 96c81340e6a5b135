package org.haprag.loss.weighting;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Map;

/** The gradient of each task by itself, for the schemes that compare them. */
public final class TaskGradients {
    private TaskGradients() {}

    /**
     * One backward pass a task over the same graph, which stays usable for one more. Must run while a gradient collector is
     * open, before its own backward. Parameters' gradients are zero afterwards. (DJL's public {@code backward} frees the
     * graph, hence the call into the engine.)
     *
     * @param losses float32 scalar of each task, with gradient
     * @param baseWeights of the same tasks
     * @param parameters float32, requiring gradient, the same order each time
     * @return [task][flat parameters], gradients of base weight x loss
     */
    public static float[][] of(Map<Task, NDArray> losses, Map<Task, Double> baseWeights, List<NDArray> parameters) {
        int size = Math.toIntExact(parameters.stream().mapToLong(NDArray::size).sum());
        float[][] gradients = new float[losses.size()][size];
        int task = 0;
        for (Map.Entry<Task, NDArray> e : losses.entrySet()) {
            NDArray loss = e.getValue();
            try (NDArray scale = loss.onesLike().muli(baseWeights.get(e.getKey()))) {
                JniUtils.backward((PtNDArray) loss, (PtNDArray) scale, true, false);
            }
            take(parameters, gradients[task++]);
        }
        return gradients;
    }

    /**
     * How far tasks agree.
     *
     * @param gradients as {@link #of} gives them
     * @return [task][task], cosine of the angle between two tasks' gradients; 0 where either is 0
     */
    public static double[][] cosines(float[][] gradients) {
        double[][] cosines = new double[gradients.length][gradients.length];
        for (int i = 0; i < gradients.length; i++) {
            for (int j = 0; j < gradients.length; j++) {
                cosines[i][j] = FlatGradients.cosine(gradients[i], gradients[j]);
            }
        }
        return cosines;
    }

    private static void take(List<NDArray> parameters, float[] into) {
        int at = 0;
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                float[] values = gradient.toFloatArray();
                System.arraycopy(values, 0, into, at, values.length);
                at += values.length;
                gradient.subi(gradient);
            }
        }
    }
}
