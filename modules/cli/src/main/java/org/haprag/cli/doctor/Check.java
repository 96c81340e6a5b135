package org.haprag.cli.doctor;

/** One thing that doctor looks at. */
@FunctionalInterface
interface Check {
    /** Looks; throws nothing that a user could cause. */
    Finding look();
}
