package org.haprag.evaluation.report;

import org.haprag.metrics.MafBins;
import org.haprag.metrics.MafStratum;

/** Minor allele frequencies in words of a page. */
final class MafLabels {
    private MafLabels() {}

    /** Without the zero before the point. */
    static String edge(double maf) {
        return maf == 0 ? "0" : Decimals.cell(maf).substring(1);
    }

    /** Such as {@code MAF .01–.02}. */
    static String span(MafStratum row) {
        if (row.equals(MafStratum.ALL)) return "all MAF";
        if (row.equals(MafStratum.RARE)) return "MAF < .05";
        if (row.equals(MafStratum.COMMON)) return "MAF ≥ .05";
        return "MAF " + edge(MafBins.lower(row.fromBin())) + "–" + edge(MafBins.upper(row.fromBin()));
    }
}
