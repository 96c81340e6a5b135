package org.haprag.training;

import java.util.SplittableRandom;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.RandomDraw;
import org.haprag.model.ModelConfig;
import org.haprag.model.Settled;
import org.haprag.model.SiteBatch;
import org.haprag.model.TypedBatch;
import org.haprag.retrieval.Anchors;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.TypedPanel;

/**
 * B token windows of pseudo-targets with L hidden allele rows each, in Java arrays: inputs, labels, and what the loss needs. Rows are
 * those that the copying model has not settled, drawn without repetition; where a window has fewer than L, rows are
 * repeated with mask 0.
 */
final class TrainingBatch {
    /** Neighbouring anchors of a token window that rows are drawn between: few, so that a batch holds many of them. */
    private static final int ANCHORS = 33;

    private final ModelConfig config;
    private final int targets;
    private final int rowsPerTarget;
    private final TypedBatch typed;
    private final SiteBatch sites;
    private final float[] alt1;
    private final float[] alt2;
    private final float[] genotype;
    private final float[] mask;
    private final float[] maf;
    private final float[] copying;
    private int filled;

    TrainingBatch(ModelConfig config, int targets, int rowsPerTarget) {
        this.config = config;
        this.targets = targets;
        this.rowsPerTarget = rowsPerTarget;
        typed = new TypedBatch(config, 2 * targets, 2 * targets * ANCHORS);
        sites = new SiteBatch(config, SiteBatch.Mixing.IN_NETWORK, 2 * targets * rowsPerTarget);
        int rows = targets * rowsPerTarget;
        alt1 = new float[rows];
        alt2 = new float[rows];
        genotype = new float[rows];
        mask = new float[rows];
        maf = new float[rows];
        copying = new float[2 * rows];
    }

    /** Whether B token windows have been added. */
    boolean full() {
        return filled == targets;
    }

    /**
     * Adds the token window of anchors [from, from + W) of a pseudo-target.
     *
     * @return false, with nothing added, if the window has no unsettled hidden row
     */
    boolean add(Episode episode, int index, int from, SplittableRandom random) {
        TypedPanel panel = episode.panel();
        Anchors anchors = episode.anchors();
        int to = Math.min(from + config.window(), anchors.count());
        int some = Math.min(ANCHORS, to - from);
        int anchorFrom = from + random.nextInt(to - from - some + 1);
        int[] rows = RandomDraw.some(unsettled(episode, index, anchorFrom, anchorFrom + some), rowsPerTarget, random);
        if (rows.length == 0) return false;
        boolean[] all = new boolean[anchors.count()];
        java.util.Arrays.fill(all, true);
        int anchor1 = typed.add(
                panel,
                episode.observed(index),
                episode.hap(index, 0),
                episode.retrieved(index, 0),
                from,
                all,
                anchorFrom,
                anchorFrom + some);
        int anchor2 = typed.add(
                panel,
                episode.observed(index),
                episode.hap(index, 1),
                episode.retrieved(index, 1),
                from,
                all,
                anchorFrom,
                anchorFrom + some);
        SiteBatch.Target target = episode.target(index);
        for (int i = 0; i < rowsPerTarget; i++) {
            int row = rows[i % rows.length];
            int interval = panel.intervalOfRow(row);
            int left = anchors.left(interval) - anchorFrom;
            sites.add(target, row, interval, 0, anchor1 + left, from);
            sites.add(target, row, interval, 1, anchor2 + left, from);
            label(episode, index, row, filled * rowsPerTarget + i, i < rows.length);
        }
        filled++;
        return true;
    }

    private void label(Episode episode, int index, int row, int at, boolean counts) {
        boolean first = episode.trulyAlt(index, 0, row);
        boolean second = episode.trulyAlt(index, 1, row);
        boolean two = first && episode.trulyOtherAlt(index, 1, row) || second && episode.trulyOtherAlt(index, 0, row);
        alt1[at] = first ? 1 : 0;
        alt2[at] = second ? 1 : 0;
        genotype[at] = two ? 3 : alt1[at] + alt2[at];
        mask[at] = counts ? 1 : 0;
        float frequency = episode.retrieved(index, 0).frequency()[row];
        maf[at] = Math.min(frequency, 1 - frequency);
        copying[2 * at] = Settled.probability(episode.retrieved(index, 0).copying(), row, config.scales());
        copying[2 * at + 1] = Settled.probability(episode.retrieved(index, 1).copying(), row, config.scales());
    }

    /** Hidden rows of a window that are seen in the visible panel and that the copying model has not settled. */
    private int[] unsettled(Episode episode, int index, int from, int to) {
        TypedPanel panel = episode.panel();
        HaplotypePanel haplotypes = panel.panel();
        RetrievedHaplotype h1 = episode.retrieved(index, 0);
        RetrievedHaplotype h2 = episode.retrieved(index, 1);
        Anchors anchors = episode.anchors();
        int start = from == 0 ? 0 : panel.intervalStart(anchors.typed(from) + 1);
        int end = to == anchors.count() ? haplotypes.alleleRowCount() : panel.intervalStart(anchors.typed(to - 1) + 1);
        int[] rows = new int[end - start];
        int n = 0;
        for (int row = start; row < end; row++) {
            float frequency = h1.frequency()[row];
            if (!episode.hidden(haplotypes.siteOfRow(row)) || frequency <= 0 || frequency >= 1) continue;
            boolean settled =
                    Settled.at(h1.copying(), row, config.scales()) && Settled.at(h2.copying(), row, config.scales());
            if (!settled) rows[n++] = row;
        }
        return java.util.Arrays.copyOf(rows, n);
    }

    int targets() {
        return targets;
    }

    int rowsPerTarget() {
        return rowsPerTarget;
    }

    TypedBatch typed() {
        return typed;
    }

    SiteBatch sites() {
        return sites;
    }

    /** (B, L) 1 where the first haplotype carries ALT. */
    float[] alt1() {
        return alt1;
    }

    float[] alt2() {
        return alt2;
    }

    /** (B, L) class of the gt head: 0, 1, 2, or 3 for two different ALTs. */
    float[] genotype() {
        return genotype;
    }

    /** (B, L) 1 where the row counts in the loss. */
    float[] mask() {
        return mask;
    }

    /** (B, L) in the panel that the pseudo-target sees. */
    float[] maf() {
        return maf;
    }

    /** (B, L, 2) P(ALT) by the copying model alone: what the network has to beat. */
    float[] copying() {
        return copying;
    }
}
