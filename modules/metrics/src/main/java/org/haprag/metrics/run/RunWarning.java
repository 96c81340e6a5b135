package org.haprag.metrics.run;

/**
 * Something that the user should look at.
 *
 * @param what a sentence without its full stop
 * @param fix what to do about it, a clause
 */
public record RunWarning(String what, String fix) {
    @Override
    public String toString() {
        return what + ". Fix: " + fix;
    }
}
