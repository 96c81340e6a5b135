package org.haprag.training;

import org.haprag.training.monitor.MonitorReport;

/** Hears of a training run while it goes on, in the thread that trains. */
public interface TrainingListener {
    /** Hears and does nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** A step is done. @param loss of its batch, before the step @param gradientNorm before clipping */
    default void step(long step, double loss, double gradientNorm) {}

    /** The averaged weights were validated; step 0 is before training. @param best whether they are the best so far */
    default void validated(long step, ValidationScore score, boolean best) {}

    /** What the monitors saw at the validation that was just told of. */
    default void monitored(MonitorReport report) {}
}
