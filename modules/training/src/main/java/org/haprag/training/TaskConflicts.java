package org.haprag.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haprag.loss.LossParts;
import org.haprag.loss.TrainingLoss;
import org.haprag.loss.weighting.Task;
import org.haprag.loss.weighting.TaskGradients;

/** Whether tasks pull the weights that they share in the same direction. */
final class TaskConflicts {
    private TaskConflicts() {}

    /**
     * The cosine of each pair of tasks' gradients, by "task task"; none where there is one task only. Costs a backward pass
     * a task. No gradient collector may be open; no gradient is left behind.
     */
    static Map<String, Double> cosines(
            Trainee trainee, TrainingLoss loss, NDManager parent, TrainingBatch batch, int epoch) {
        List<Task> tasks = loss.tasks();
        Map<String, Double> cosines = new LinkedHashMap<>();
        if (tasks.size() < 2) return cosines;
        double[][] all;
        try (NDManager manager = parent.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            LossParts parts = loss.evaluate(manager, trainee.forward(manager, batch, false), epoch);
            all = TaskGradients.cosines(parts.gradients(trainee.sharedArrays()));
            trainee.takeGradients(); // what reached the auxiliary head
        }
        for (int i = 0; i < tasks.size(); i++) {
            for (int j = i + 1; j < tasks.size(); j++) {
                cosines.put(tasks.get(i).key() + " " + tasks.get(j).key(), all[i][j]);
            }
        }
        return cosines;
    }
}
