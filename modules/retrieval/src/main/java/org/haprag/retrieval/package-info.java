/**
 * Which panel haplotypes a target haplotype is likely to copy, and how likely, at every site.
 *
 * <p>The way of the data: {@link org.haprag.retrieval.TypedPanel} (the panel at the typed sites) is indexed once a region;
 * {@link org.haprag.retrieval.PbwtSelection} picks candidate states a block of typed sites;
 * {@link org.haprag.retrieval.CopyingPosterior} runs the Li-Stephens forward-backward over them at several scales;
 * {@link org.haprag.retrieval.NeighbourCollector} turns posteriors into neighbours, their features and the panel-wide
 * copying probability of every allele row: a {@link org.haprag.retrieval.RetrievedHaplotype}.
 *
 * <p>{@link org.haprag.retrieval.baseline.NearestWindowRetriever} and {@link org.haprag.retrieval.baseline.EmbeddingRetriever} find neighbours by
 * distance instead; the latter is handed a {@link org.haprag.retrieval.WindowEmbedder} by who has a network.
 *
 * <p>Letters: T typed sites, N panel haplotypes, S states, K neighbours, C scales, R allele rows.
 */
package org.haprag.retrieval;
