/**
 * What a training run tells of itself beside its loss: which sites the loss and its gradient come from, how many of them are
 * really used, whether tasks pull against each other, how steady it is and whether it overfits; and what to do about it
 * ({@link org.haprag.training.monitor.HealthRules}). Arithmetic only; {@code org.haprag.training} feeds it.
 */
package org.haprag.training.monitor;
