package org.haprag.genotype;

/**
 * Input that the user can correct. Ends the program with exit code 2 and no stack trace; the message names the place, what
 * was found, what was expected and how to fix it.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where file and line, option or sample, such as {@code target.vcf.gz:812}
     * @param what what is wrong, in one clause
     * @param found the offending value
     * @param expected what would have been right
     * @param fix what the user can do
     */
    public InputException(String where, String what, String found, String expected, String fix) {
        super(message(where, what, found, expected, fix));
    }

    /** As above, keeping the cause for the run log. */
    public InputException(String where, String what, String found, String expected, String fix, Throwable cause) {
        super(message(where, what, found, expected, fix), cause);
    }

    private static String message(String where, String what, String found, String expected, String fix) {
        return where + ": " + what + "; found " + found + ", expected " + expected + ". Fix: " + fix;
    }
}
