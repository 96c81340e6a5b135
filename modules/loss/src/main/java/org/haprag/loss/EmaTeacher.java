package org.haprag.loss;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A teacher whose weights are the exponential moving average of the student's: decay x teacher + (1 - decay) x student (mean
 * teacher, Tarvainen and Valpola, NeurIPS 2017, arXiv:1703.01780), the decay ramped as min(1 - 1/(t+1), decay), so that the
 * first update copies the student.
 */
public final class EmaTeacher {
    private final double decay;
    private final Map<String, float[]> weights = new LinkedHashMap<>();
    private long updates;

    /** @param decay in (0, 1), such as .999 */
    public EmaTeacher(double decay) {
        if (!(decay > 0 && decay < 1)) throw new IllegalArgumentException("decay in (0, 1), found " + decay);
        this.decay = decay;
    }

    /**
     * Takes one step towards the student.
     *
     * @param student flat parameters by name, the same names and sizes each time
     */
    public void update(Map<String, float[]> student) {
        double now = Math.min(1 - 1. / (updates + 1), decay);
        if (updates > 0 && !student.keySet().equals(weights.keySet()))
            throw new IllegalArgumentException("student has " + student.keySet() + ", teacher " + weights.keySet());
        student.forEach((name, values) -> average(name, values, now));
        updates++;
    }

    private void average(String name, float[] student, double now) {
        float[] teacher = weights.computeIfAbsent(name, n -> new float[student.length]);
        if (teacher.length != student.length)
            throw new IllegalArgumentException(name + ": " + student.length + " numbers, had " + teacher.length);
        for (int i = 0; i < teacher.length; i++) teacher[i] = (float) (now * teacher[i] + (1 - now) * student[i]);
    }

    /** The teacher's parameters by name: a live view, to be copied into a network or a checkpoint, not changed. */
    public Map<String, float[]> weights() {
        return java.util.Collections.unmodifiableMap(weights);
    }

    public long updates() {
        return updates;
    }

    /**
     * Continues a saved teacher.
     *
     * @param updates how many it had had
     */
    public void restore(Map<String, float[]> saved, long updates) {
        weights.clear();
        saved.forEach((name, values) -> weights.put(name, values.clone()));
        this.updates = updates;
    }
}
