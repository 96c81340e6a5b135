/** Rules that choose which panel sites stay typed where the program hides sites itself: in training, {@code mask} and {@code tensors}. */
package org.haprag.genotype.mask;
