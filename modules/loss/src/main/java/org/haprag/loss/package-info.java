/**
 * What is minimised in training: the losses, their weighting over sites (by MAF) and over tasks, and the configuration
 * that names them.
 *
 * <p>Shapes, as in the model: B targets, L sites, D width, K classes (2 for a haplotype: REF, ALT; 4 for a genotype: 0/0,
 * 0/1, 1/1, 1/2). Everything starts from <b>logits</b>; softmax happens once, in here. Losses are means over the hidden,
 * unpadded sites, for which {@code mask} is 1.
 *
 * <p>Formulas, sources and YAML names: docs/losses.md.
 */
package org.haprag.loss;
