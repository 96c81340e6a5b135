/**
 * The network: token embedding, BERT encoder over the anchors, fusion with retrieved panel haplotypes (RAG), the decoder
 * for every site, and the heads; in DJL for training and GPUs, in plain Java ({@link org.haprag.model.CpuNetwork}) for imputing
 * on a CPU; and its weights on disk.
 *
 * <p>Letters in shapes have these meanings here and in every other module:
 * <ul>
 *   <li>the panel: N panel haplotypes, R allele rows, one for each (site, ALT allele), L sites (allele rows where the network
 *       predicts them);
 *   <li>the targets: B targets, 2 haplotypes of a target, T typed sites;
 *   <li>retrieval: S states of the copying model, C copying scales, A anchors,
 *       the typed sites at which neighbours are known ({@link org.haprag.retrieval.Anchors}), K neighbours at each, F features of a
 *       neighbour;
 *   <li>tokens: a token is an anchor of one haplotype; I token windows, W tokens of a token window, M anchors of a batch, those
 *       that something is predicted from, D width;
 *   <li>predictions: P predictions, each of one allele row of one haplotype (P = B L 2 where both haplotypes of B targets are
 *       predicted at L allele rows), H fusion heads, E features of a prediction;
 *   <li>small letters are numbers that one comment speaks of, as in (n, D): any n.
 * </ul>
 *
 * <p>A <em>token window</em> is what attends to itself, W neighbouring anchors; a <em>window</em> without more is a part of
 * a chromosome that is imputed at once, and its <em>core</em> the part of it whose results are kept.
 */
package org.haprag.model;
