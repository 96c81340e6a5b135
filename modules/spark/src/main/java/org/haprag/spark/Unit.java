package org.haprag.spark;

import java.io.Serializable;

/**
 * A batch of targets in a window.
 *
 * @param window number in the job, from 0
 * @param batch number in the window, from 0
 */
record Unit(int window, int batch) implements Serializable {}
