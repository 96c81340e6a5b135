package org.haprag.training.monitor;

/**
 * What a monitor's figure means.
 *
 * @param level whether something should be done
 * @param monitor which it is: the same name at every validation
 * @param sentence with the figure and, for a warning, what to do
 */
public record Sign(Level level, String monitor, String sentence) {
    /** Of a sign. */
    public enum Level {
        HEALTHY,
        WARNING
    }
}
