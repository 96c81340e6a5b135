package org.haprag.imputation;

import java.util.Locale;

/** What stops a run whose files are sound, one by one, and do not seem to belong together; each can be accepted. */
public enum Safeguard {
    /** Hardly any site of the panel is typed. */
    FEW_SITES,
    /** The panel lacks nearly all of the targets' sites. */
    LOW_OVERLAP,
    /** Panel and targets look exchanged. */
    EXCHANGED,
    /** Positions are shared, alleles are not: another genome build. */
    WRONG_BUILD,
    /** A sample has hardly any calls. */
    SAMPLE_CALLS,
    /** The targets' frequencies do not follow the panel's. */
    FREQUENCIES,
    /** All targets are in the panel. */
    TARGETS_IN_PANEL;

    /** As it is given on the command line, such as {@code low-overlap}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
