package org.haprag.training;

import org.haprag.genotype.HaplotypePanel;

/**
 * Where a panel's spectrum of minor allele counts begins. Panels are often filtered, say to alleles that were seen five times or
 * more. Such a filter tells on pseudo-targets: an allele with four carriers beside the pseudo-target is in the panel because
 * the pseudo-target is the fifth. So nothing may be learned from rows with fewer visible carriers than the panel's rarest
 * alleles have, as nothing may from those without any.
 */
final class SpectrumEdge {
    /** The spectrum is falling from its edge on; below it there may be stragglers, of samples that were taken out. */
    private static final double OF_HIGHEST = 0.5;

    private final HaplotypePanel panel;

    /** By sample; 0 where not asked for yet. */
    private final int[] edges;

    SpectrumEdge(HaplotypePanel panel) {
        this.panel = panel;
        this.edges = new int[panel.samples().count()];
    }

    /**
     * The least count, from 1 on, that half as many allele rows have as the commonest count; 1 if no row varies. Counted
     * without a sample, whose alleles are the answer. Any thread may ask.
     */
    int without(int sample) {
        if (edges[sample] == 0) edges[sample] = find(sample);
        return edges[sample];
    }

    private int find(int sample) {
        int others = panel.haplotypeCount() - 2;
        int[] rows = new int[others / 2 + 1];
        int highest = 0;
        for (int row = 0; row < panel.alleleRowCount(); row++) {
            int alt = panel.altCount(row);
            for (int h = 2 * sample; h < 2 * sample + 2; h++)
                alt -= panel.alleles().get(row, h) ? 1 : 0;
            int minor = Math.min(alt, others - alt);
            rows[minor]++;
            if (minor > 0) highest = Math.max(highest, rows[minor]);
        }
        for (int count = 1; count < rows.length; count++) {
            if (rows[count] > 0 && rows[count] >= OF_HIGHEST * highest) return count;
        }
        return 1;
    }
}
