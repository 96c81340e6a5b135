/**
 * The network in DJL: token embedding, BERT encoder over the typed sites, fusion with retrieved panel haplotypes (RAG),
 * the decoder for every site, and the heads; and its weights on disk.
 *
 * <p>Letters in shapes, here and in every module that handles tensors:
 * <ul>
 *   <li>B targets, L sites (allele rows) that are predicted, 2 the two haplotypes of a target;
 *   <li>I token windows, W tokens a window, N tokens that are not just context ("core" tokens);
 *   <li>K retrieved neighbours a token, F features a neighbour, H fusion heads, C copying scales;
 *   <li>D width, A attention heads, E features of a predicted site.
 * </ul>
 */
package org.haprag.model;
