package org.haprag.retrieval;

import java.util.Arrays;
import org.haprag.genotype.Haplotypes;

/**
 * One sweep of {@link PbwtSelection} over the typed sites, forward (matches that end at a selection site) or backward
 * (matches that start there): the PBWT order, each target's place in it, and the longest matches around that place.
 *
 * <p>Excluded haplotypes keep their rank, since the order is shared by all targets, but nothing is read off them: leaving
 * haplotypes out of a PBWT order leaves the order of the others as it is, so a target gets what a panel without them gives.
 */
final class PbwtSweep {
    private final TypedPanel panel;
    private final RetrievalConfig config;
    private final Exclusions exclusions;
    private final TargetBits[] targets;
    private final boolean forward;
    private final PbwtOrder order;
    private final int[][][] picked;
    private final int[][] pickedCount;

    /** (targets, blocks) one array a selection site, of targets that are alike there the same. */
    private final int[][][][] tied;

    /** By target: longest matches taken at a selection site. */
    private final int[] matches;

    PbwtSweep(TypedPanel panel, RetrievalConfig config, Exclusions exclusions, TargetBits[] targets, boolean forward) {
        this.panel = panel;
        this.config = config;
        this.exclusions = exclusions;
        this.targets = targets;
        this.forward = forward;
        this.order = new PbwtOrder(panel.carriers());
        int blocks = StateBlocks.blockCount(panel.typedCount(), config.blockSites());
        int selections = Math.max(config.blockSites() / stride() + 1, Math.min(panel.typedCount(), stride()));
        this.matches = new int[targets.length];
        this.picked = new int[targets.length][blocks][];
        Haplotypes haplotypes = panel.panel().haplotypes();
        for (int q = 0; q < targets.length; q++) {
            matches[q] = config.matches(exclusions.copyable(targets[q].sample(), haplotypes));
            for (int b = 0; b < blocks; b++) picked[q][b] = new int[matches[q] * selections];
        }
        this.pickedCount = new int[targets.length][blocks];
        this.tied = new int[targets.length][blocks][0][];
    }

    /** Typed sites from one selection site to the next; where there are fewer in all, each is one. */
    private int stride() {
        return Math.max(1, config.blockSites() / config.selectionsPerBlock());
    }

    void run() {
        int typed = panel.typedCount();
        int[] place = new int[targets.length];
        int stride = stride();
        for (int step = 0; step < typed; step++) {
            int site = forward ? step : typed - 1 - step;
            order.advance(site);
            boolean selects = site % stride == stride / 2 || typed < stride;
            TiedHaplotypes alike = null;
            for (int q = 0; q < place.length; q++) {
                place[q] = order.follow(place[q], carries(q, site, place[q]));
                if (!selects) continue;
                int left = pick(q, place[q], site);
                if (left < 0 || config.tiedMatches() == 0) continue;
                if (alike == null) alike = new TiedHaplotypes(order, config.tiedMatches());
                addTied(q, site / config.blockSites(), alike.of(left, hidden(q)));
            }
        }
    }

    /** Haplotypes picked for a target in a block, {@link #pickedCount} of them, in any order and perhaps repeated. */
    int[] picked(int target, int block) {
        return picked[target][block];
    }

    int pickedCount(int target, int block) {
        return pickedCount[target][block];
    }

    /** By selection site, those that nothing tells from ones that were picked ({@link RetrievalConfig#tiedMatches}). */
    int[][] tied(int target, int block) {
        return tied[target][block];
    }

    private void addTied(int q, int block, int[] haps) {
        int[][] before = tied[q][block];
        tied[q][block] = Arrays.copyOf(before, before.length + 1);
        tied[q][block][before.length] = haps;
    }

    /** Panel haplotypes, ascending, that a target must not see. */
    private int[] hidden(int q) {
        return exclusions.haplotypes(targets[q].sample(), panel.panel().haplotypes());
    }

    /** The target's allele; where it is missing, that of the visible haplotype it stands next to. */
    private boolean carries(int q, int site, int place) {
        if (!targets[q].missing(site)) return targets[q].carries(site);
        int sample = targets[q].sample();
        Haplotypes haplotypes = panel.panel().haplotypes();
        int n = order.size();
        int rank = place;
        while (rank < n && exclusions.excludes(sample, haplotypes, order.hapBefore(rank))) rank++;
        if (rank == n) {
            rank = place - 1;
            while (rank >= 0 && exclusions.excludes(sample, haplotypes, order.hapBefore(rank))) rank--;
        }
        return rank >= 0 && panel.carriers().get(site, order.hapBefore(rank));
    }

    /**
     * Takes the longest matches around the target's place, walking up and down by match start.
     *
     * @return the rank of one that is left and, like all before it, begins where the sweep began; -1 if there is none
     */
    private int pick(int q, int place, int site) {
        int last = order.step() - 1;
        int sample = targets[q].sample();
        int n = order.size();
        int up = above(place, sample);
        int down = below(place, sample);
        int upStart = up >= 0 ? matchStart(q, order.hap(up), site) : Integer.MAX_VALUE;
        int downStart = down < n ? matchStart(q, order.hap(down), site) : Integer.MAX_VALUE;
        int block = site / config.blockSites();
        int[] into = picked[q][block];
        int at = pickedCount[q][block];
        int end = at + matches[q];
        while (at < end && (upStart <= last || downStart <= last)) {
            if (at == into.length) into = picked[q][block] = Arrays.copyOf(into, 2 * at);
            if (upStart <= downStart) {
                into[at++] = order.hap(up);
                for (int next = above(up, sample); up > next; up--) upStart = Math.max(upStart, order.start(up));
                if (up < 0) upStart = Integer.MAX_VALUE;
            } else {
                into[at++] = order.hap(down);
                for (int next = below(down + 1, sample); down < next; ) {
                    downStart = ++down < n ? Math.max(downStart, order.start(down)) : Integer.MAX_VALUE;
                }
            }
        }
        pickedCount[q][block] = at;
        if (upStart == 0) return up;
        return downStart == 0 ? down : -1;
    }

    /** The last rank before one whose haplotype a target sample may see; -1 if there is none. */
    private int above(int rank, int sample) {
        int up = rank - 1;
        while (up >= 0 && exclusions.excludes(sample, panel.panel().haplotypes(), order.hap(up))) up--;
        return up;
    }

    /** The first from a rank on whose haplotype a target sample may see; the order's size if there is none. */
    private int below(int rank, int sample) {
        int down = rank;
        while (down < order.size() && exclusions.excludes(sample, panel.panel().haplotypes(), order.hap(down))) down++;
        return down;
    }

    private int matchStart(int q, int panelHap, int site) {
        if (forward) return targets[q].mismatchBefore(panel, panelHap, site + 1) + 1;
        return panel.typedCount() - targets[q].mismatchFrom(panel, panelHap, site);
    }
}
