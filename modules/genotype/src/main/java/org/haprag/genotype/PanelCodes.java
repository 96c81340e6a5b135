package org.haprag.genotype;

import java.util.Arrays;

/** What the allele codes of one target record mean at one panel site. */
final class PanelCodes {
    private final int targetSite;
    private final int panelSite;
    private final byte[] codes;
    private final boolean[] told;

    /**
     * @param codes panel code of each target code: 0 REF or an ALT of another panel site, i the i-th ALT, -1 nothing
     * @param panelAlts how many ALTs the panel site has
     */
    PanelCodes(int targetSite, int panelSite, byte[] codes, int panelAlts) {
        this.targetSite = targetSite;
        this.panelSite = panelSite;
        this.codes = codes;
        this.told = new boolean[panelAlts + 1];
        for (byte code : codes) if (code > 0) told[code] = true;
    }

    /** Of a record whose calls are REF, and so deny every ALT. @param codes as above, none above 0 */
    static PanelCodes denying(int targetSite, int panelSite, byte[] codes, int panelAlts) {
        PanelCodes out = new PanelCodes(targetSite, panelSite, codes, panelAlts);
        Arrays.fill(out.told, 1, panelAlts + 1, true);
        return out;
    }

    int targetSite() {
        return targetSite;
    }

    int panelSite() {
        return panelSite;
    }

    /** The panel's code of a target's, or {@link TargetGenotypes#MISSING}. */
    byte of(byte targetCode) {
        return targetCode < 0 ? TargetGenotypes.MISSING : codes[targetCode];
    }

    /** Whether a call of this record says yes or no to an ALT of the panel site. */
    boolean tells(int panelCode) {
        return told[panelCode];
    }

    /** Whether the record asks for the same ALTs as another of the same panel site. */
    boolean asksTheSame(PanelCodes other) {
        return Arrays.equals(told, other.told);
    }

    /** How many codes a panel allele may have, REF included. */
    int panelAlleles() {
        return told.length;
    }
}
