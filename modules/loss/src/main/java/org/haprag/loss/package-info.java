/**
 * What is minimised in training: {@link org.haprag.loss.TrainingLoss} computes the losses of a batch ({@link
 * org.haprag.loss.LossInputs}) and their weighted total ({@link org.haprag.loss.LossParts}). What single heads and embeddings
 * cost is in {@code criterion}, how tasks are weighed against each other in {@code weighting}, and the configuration that names
 * both in {@code config}.
 *
 * <p>Shapes, as in the model: B targets, L sites, D width, K classes (2 for a haplotype: REF, ALT; 4 for a genotype: 0/0,
 * 0/1, 1/1, 1/2). Everything starts from <b>logits</b>; softmax happens once, in here. Losses are means over the hidden,
 * unpadded sites, for which {@code mask} is 1.
 *
 * <p>Formulas, sources and YAML names: docs/losses.md.
 */
package org.haprag.loss;
