/**
 * How panels become arrays of numbers: masks (which sites stay typed), windows in cM, tokens, and the haplotype, AF and
 * position tensors in ND4J and as .npy files. A mask decides from {@link org.haprag.encoding.SiteFrequencies} alone and
 * is applied once, for retrieval and network together, so that a hidden site is hidden from both.
 */
package org.haprag.encoding;
