/** A panel as ND4J tensors of haplotypes, allele frequencies and positions, and their export as {@code .npy}. */
package org.haprag.model.tensors;
