/**
 * What a head, an embedding or an auxiliary head costs: losses with a value at every site ({@link
 * org.haprag.loss.criterion.SiteLoss}), losses of a whole batch ({@link org.haprag.loss.criterion.BatchLoss}), what a head is
 * trained with ({@link org.haprag.loss.criterion.HeadLoss}), and losses of embeddings and of two heads. Shapes and masks:
 * {@link org.haprag.loss}.
 */
package org.haprag.loss.criterion;
