package org.haprag.cli.doctor;

/**
 * What one check found.
 *
 * @param level how bad it is
 * @param subject what was looked at, in a word or two
 * @param detail what was found
 * @param fix how to fix it; empty where nothing needs fixing
 */
public record Finding(Level level, String subject, String detail, String fix) {
    /** How bad a finding is. */
    public enum Level {
        OK,
        /** HapRAG works, but slower or with less room than it could. */
        WARN,
        /** HapRAG cannot do its job. */
        FAIL
    }

    static Finding ok(String subject, String detail) {
        return new Finding(Level.OK, subject, detail, "");
    }

    static Finding warn(String subject, String detail, String fix) {
        return new Finding(Level.WARN, subject, detail, fix);
    }

    static Finding fail(String subject, String detail, String fix) {
        return new Finding(Level.FAIL, subject, detail, fix);
    }
}
