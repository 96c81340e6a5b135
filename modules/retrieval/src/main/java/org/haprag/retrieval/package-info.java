/**
 * Which panel haplotypes a target haplotype is likely to copy, and how likely, at every site.
 *
 * <p>The way of the data: {@link org.haprag.retrieval.TypedPanel} (the panel at the typed sites) is indexed once a region;
 * {@link org.haprag.retrieval.PbwtSelection} picks candidate states a block of typed sites;
 * {@link org.haprag.retrieval.CopyingPosterior} runs the Li-Stephens forward-backward over kinds of them, at one scale or several;
 * {@link org.haprag.retrieval.NeighbourCollector} turns posteriors into neighbours, their features and the panel-wide
 * copying probability of every allele row: a {@link org.haprag.retrieval.RetrievedHaplotype}.
 *
 * <p>The retrieval of the snvbert baseline, by distance, is in {@code org.haprag.retrieval.baseline}; neighbours found there
 * come back as {@link org.haprag.retrieval.WeighedNeighbours}.
 *
 * <p>Letters in shapes, as {@code org.haprag.model} defines them for all modules: N panel haplotypes, R allele rows of the
 * panel, T typed sites, S states of the copying model, C copying scales, K neighbours at a typed site, F features of a
 * neighbour, D width.
 */
package org.haprag.retrieval;
