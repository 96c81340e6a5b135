/**
 * Learning from the panel itself: panel samples become pseudo-targets, typed at the sites of a random array and hidden from
 * their own retrieval ({@link org.haprag.training.Episode}); a single producer turns episodes into batches in a seeded order
 * ({@link org.haprag.training.BatchSource}); the loop ({@link org.haprag.training.Trainer}) takes steps with our own
 * optimiser and keeps the weights that validate best.
 */
package org.haprag.training;
