/**
 * The tasks that a network is trained on together ({@link org.haprag.loss.weighting.Task}) and the schemes that weigh them
 * against each other: by their losses, by their gradients, or by changing the gradients themselves.
 */
package org.haprag.loss.weighting;
