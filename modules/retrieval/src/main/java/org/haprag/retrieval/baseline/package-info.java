/**
 * Retrieval of the snvbert baseline, kept so that it can be measured: the panel haplotypes nearest to a target in one search
 * window of typed sites, by the distance of their tokens ({@link org.haprag.retrieval.baseline.NearestWindowRetriever}) or of
 * their embeddings ({@link org.haprag.retrieval.baseline.EmbeddingRetriever}). The only part of retrieval that loads ND4J.
 *
 * <p>Letters in shapes are those of {@code org.haprag.retrieval}; w is the number of typed sites in a search window.
 */
package org.haprag.retrieval.baseline;
