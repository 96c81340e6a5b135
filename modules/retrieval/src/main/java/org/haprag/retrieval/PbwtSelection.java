package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.TypedHaplotypes;

/**
 * Picks the states of the copying model for many targets in two sweeps over the panel: at selection sites, the panel
 * haplotypes with the longest match that ends there (forward sweep) and that starts there (backward sweep), found around
 * the target's place in the positional Burrows-Wheeler order (Durbin 2014, doi:10.1093/bioinformatics/btu014).
 *
 * <p>A sweep costs O(T N) for the order, shared by all targets, and O(T + matches) a target.
 */
final class PbwtSelection {
    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final Exclusions exclusions;
    private final TargetBits[] targets;
    private final int[][][] picked;
    private final int[][] pickedCount;

    private PbwtSelection(TypedPanel panel, RetrievalConfig config, Exclusions exclusions, TargetBits[] targets) {
        this.panel = panel;
        this.config = config;
        this.exclusions = exclusions;
        this.targets = targets;
        int blocks = StateBlocks.blockCount(panel.typedCount(), config.blockSites());
        int room = 2 * config.matchesPerSide() * (config.selectionsPerBlock() + 1);
        this.picked = new int[targets.length][blocks][room];
        this.pickedCount = new int[targets.length][blocks];
    }

    /** The states of every target haplotype: all that are not excluded in a small panel, the selected ones otherwise. */
    static StateBlocks[] select(
            TypedPanel panel, RetrievalConfig config, TypedHaplotypes haplotypes, Exclusions exclusions) {
        StateBlocks[] out = new StateBlocks[haplotypes.haplotypeCount()];
        if (panel.panel().haplotypeCount() <= config.exactUpTo()) {
            for (int h = 0; h < out.length; h++) out[h] = all(panel, config, exclusions, h >> 1);
            return out;
        }
        TargetBits[] bits = new TargetBits[out.length];
        for (int h = 0; h < out.length; h++) bits[h] = new TargetBits(haplotypes, h);
        PbwtSelection selection = new PbwtSelection(panel, config, exclusions, bits);
        selection.sweep(true);
        selection.sweep(false);
        for (int h = 0; h < out.length; h++) out[h] = selection.merged(h);
        return out;
    }

    private static StateBlocks all(TypedPanel panel, RetrievalConfig config, Exclusions exclusions, int sample) {
        int[] states = new int[panel.panel().haplotypeCount()];
        int n = 0;
        for (int hap = 0; hap < states.length; hap++) if (!exclusions.excludes(sample, hap)) states[n++] = hap;
        int[][] blocks = new int[StateBlocks.blockCount(panel.typedCount(), config.blockSites())][];
        Arrays.fill(blocks, Arrays.copyOf(states, n));
        return new StateBlocks(config.blockSites(), panel.typedCount(), blocks);
    }

    /** One pass over the typed sites in rising or falling order, keeping the PBWT order and each target's place in it. */
    private void sweep(boolean forward) {
        int typed = panel.typedCount();
        PbwtOrder order = new PbwtOrder(panel.carriers());
        int[] place = new int[targets.length];
        int stride = Math.max(1, config.blockSites() / config.selectionsPerBlock());
        for (int step = 0; step < typed; step++) {
            int site = forward ? step : typed - 1 - step;
            order.advance(site);
            for (int q = 0; q < targets.length; q++)
                place[q] = order.follow(place[q], carries(q, site, order, place[q]));
            if (site % stride == stride / 2 || typed < stride) {
                for (int q = 0; q < targets.length; q++) pick(q, place[q], site, forward, order);
            }
        }
    }

    /** The target's allele; where it is missing, that of the haplotype it stands next to. */
    private boolean carries(int q, int site, PbwtOrder order, int place) {
        if (!targets[q].missing(site)) return targets[q].carries(site);
        return panel.carriers().get(site, order.hapBefore(Math.min(place, order.size() - 1)));
    }

    /** Takes the longest matches around the target's place, walking up and down by match start. */
    private void pick(int q, int place, int site, boolean forward, PbwtOrder order) {
        int last = order.step() - 1;
        int sample = q >> 1;
        int up = place - 1;
        int down = place;
        int upStart = up >= 0 ? matchStart(q, order.hap(up), site, forward) : Integer.MAX_VALUE;
        int downStart = down < order.size() ? matchStart(q, order.hap(down), site, forward) : Integer.MAX_VALUE;
        int block = site / config.blockSites();
        int left = config.matchesPerSide();
        int[] into = picked[q][block];
        while (left > 0 && (upStart <= last || downStart <= last)) {
            int hap;
            if (upStart <= downStart) {
                hap = order.hap(up);
                upStart = up > 0 ? Math.max(upStart, order.start(up)) : Integer.MAX_VALUE;
                up--;
            } else {
                hap = order.hap(down++);
                downStart = down < order.size() ? Math.max(downStart, order.start(down)) : Integer.MAX_VALUE;
            }
            if (exclusions.excludes(sample, hap)) continue;
            if (pickedCount[q][block] < into.length) into[pickedCount[q][block]++] = hap;
            left--;
        }
    }

    private int matchStart(int q, int panelHap, int site, boolean forward) {
        if (forward) return targets[q].mismatchBefore(panel, panelHap, site + 1) + 1;
        return panel.typedCount() - targets[q].mismatchFrom(panel, panelHap, site);
    }

    /** Each block's states: what was picked in it and in its neighbours; never empty. */
    private StateBlocks merged(int q) {
        int blocks = picked[q].length;
        int[][] states = new int[blocks][];
        for (int b = 0; b < blocks; b++) {
            int from = Math.max(0, b - 1);
            int to = Math.min(blocks - 1, b + 1);
            int total = 0;
            for (int i = from; i <= to; i++) total += pickedCount[q][i];
            int[] all = new int[total];
            int at = 0;
            for (int i = from; i <= to; i++) {
                System.arraycopy(picked[q][i], 0, all, at, pickedCount[q][i]);
                at += pickedCount[q][i];
            }
            states[b] = distinct(all);
            if (states[b].length == 0) states[b] = fallback(q >> 1);
        }
        return new StateBlocks(config.blockSites(), panel.typedCount(), states);
    }

    private static int[] distinct(int[] haps) {
        Arrays.sort(haps);
        int n = 0;
        for (int i = 0; i < haps.length; i++) if (i == 0 || haps[i] != haps[i - 1]) haps[n++] = haps[i];
        return Arrays.copyOf(haps, n);
    }

    /** Where nothing matches at all: the first haplotypes that are not excluded. */
    private int[] fallback(int sample) {
        int[] out = new int[Math.min(config.matchesPerSide(), panel.panel().haplotypeCount())];
        int n = 0;
        for (int hap = 0; n < out.length && hap < panel.panel().haplotypeCount(); hap++) {
            if (!exclusions.excludes(sample, hap)) out[n++] = hap;
        }
        return Arrays.copyOf(out, n);
    }
}
