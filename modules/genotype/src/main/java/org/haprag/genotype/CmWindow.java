package org.haprag.genotype;

import java.io.Serializable;

/**
 * A stretch of panel sites that is worked on at once. Results are kept for its core only; the sites around the core give
 * context. All bounds are panel sites, half-open.
 *
 * @param fromSite first site of the window
 * @param toSite after its last site
 * @param coreFromSite first site of the core
 * @param coreToSite after the core's last site
 */
public record CmWindow(int fromSite, int toSite, int coreFromSite, int coreToSite) implements Serializable {
    public CmWindow {
        if (!(0 <= fromSite && fromSite <= coreFromSite && coreFromSite < coreToSite && coreToSite <= toSite)) {
            throw new IllegalArgumentException("a window holds its core and a core holds a site, found window ["
                    + fromSite + ", " + toSite + ") and core [" + coreFromSite + ", " + coreToSite + ")");
        }
    }

    /** Sites of the window, core and context. */
    public int siteCount() {
        return toSite - fromSite;
    }

    /** Sites of the core. */
    public int coreSiteCount() {
        return coreToSite - coreFromSite;
    }
}
