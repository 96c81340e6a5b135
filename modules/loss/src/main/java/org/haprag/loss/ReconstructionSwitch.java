package org.haprag.loss;

import java.util.EnumMap;
import java.util.Map;

/**
 * Configuration A's jump: while both reconstruction losses exceed the threshold the tasks weigh 1 in sum, and 10 as soon as
 * either does not. It is kept because its instability is one of the seed documents' claims.
 */
final class ReconstructionSwitch {
    private static final double HAP_WITHOUT = 3;
    private static final double GT_WITHOUT = 4;

    private ReconstructionSwitch() {}

    /** The weights in force at these losses; tasks outside configuration A keep theirs. */
    static Map<Task, Double> weights(TasksConfig config, Map<Task, Double> base, Map<Task, Double> losses) {
        if (config.kind() != TasksConfig.Kind.RECONSTRUCTION_A) return base;
        boolean above = losses.get(Task.RECON1) > config.threshold() && losses.get(Task.RECON2) > config.threshold();
        if (above) return base;
        Map<Task, Double> without = new EnumMap<>(base);
        without.put(Task.HAP1, HAP_WITHOUT);
        without.put(Task.HAP2, HAP_WITHOUT);
        without.put(Task.GT, GT_WITHOUT);
        without.put(Task.RECON1, 0.);
        without.put(Task.RECON2, 0.);
        return without;
    }
}
