package org.haprag.retrieval;

import java.util.Arrays;

/** Turns posteriors, typed site by typed site, into neighbours, features and copying probabilities. */
final class NeighbourCollector implements CopyingPosterior.Sink {
    /**
     * Members of classes of states.
     *
     * @param haps panel haplotypes
     * @param classOf of each the class
     * @param parts of each its part of what its class has
     */
    record Members(int[] haps, int[] classOf, float[] parts) {}

    /** Below this the floor of {@link #best} lets everything through. */
    private static final float LEAST_FLOOR = 1e-12f;

    private final TypedPanel panel;
    private final Anchors anchors;
    private final RetrievalConfig config;
    private final TargetBits target;
    private final float[] frequency;
    private final int scales;
    private final int k;
    private final int[] neighbours;
    private final float[] posteriors;
    private final float[] copying;
    private final int[] best;
    private final AlleleSpread spread;
    private final int step;
    private final AlikeStates alike;
    private final Largest largest = new Largest();
    private int[] rightKinds;
    private float[] ofMembers = {};
    private float[] right = {};
    private float[] spare = {};
    private long[] candidates = {};
    private float floor = -1;

    NeighbourCollector(
            TypedPanel panel, Anchors anchors, RetrievalConfig config, TargetBits target, float[] frequency) {
        this.panel = panel;
        this.anchors = anchors;
        this.config = config;
        this.target = target;
        this.frequency = frequency;
        this.scales = config.scaleCount();
        this.k = config.neighbours();
        this.neighbours = new int[anchors.count() * k];
        this.posteriors = new float[anchors.count() * k * scales];
        this.copying = new float[panel.panel().alleleRowCount() * scales];
        this.best = new int[k];
        this.spread = new AlleleSpread(panel, scales);
        this.step = AlleleSpread.stride(scales);
        this.alike = new AlikeStates(panel.blockKinds(config.blockSites()));
    }

    RetrievedHaplotype finish() {
        return new RetrievedHaplotype(panel, anchors, target, config, neighbours, posteriors, copying, frequency);
    }

    /**
     * Takes posteriors that are known state by state. Called from the last typed site to the first, or {@link #kinds} and {@link
     * #states} are.
     *
     * @param states panel haplotypes
     * @param posterior (C, S) flattened with stride {@code stride}
     */
    void accept(int typed, int[] states, float[] posterior, int stride) {
        float[] ofKinds = ofKinds(typed, states);
        alike.sum(posterior, stride, scales, ofKinds, step);
        kinds(typed, alike.examples(), ofKinds);
        if (asksStates(typed)) states(typed, states, posterior, stride);
    }

    /**
     * Takes posteriors that are known class by class, as {@link #accept(int, int[], float[], int)}.
     *
     * @param members of the classes; the same for all sites of a block is the least work
     * @param posterior (C, classes)
     */
    void accept(int typed, Members members, float[][] posterior) {
        int[] states = members.haps();
        float[] ofKinds = ofKinds(typed, states);
        Arrays.fill(ofKinds, 0, alike.count() * step, 0);
        for (int c = 0; c < scales; c++) {
            alike.addParts(members.classOf(), members.parts(), posterior[c], ofKinds, c, step);
        }
        kinds(typed, alike.examples(), ofKinds);
        if (!asksStates(typed)) return;
        if (ofMembers.length < scales * states.length) ofMembers = new float[2 * scales * states.length];
        for (int c = 0, at = 0; c < scales; c++) {
            for (int j = 0; j < states.length; j++, at++) {
                ofMembers[at] = posterior[c][members.classOf()[j]] * members.parts()[j];
            }
        }
        states(typed, states, ofMembers, states.length);
    }

    /** Takes the states of a typed site; returns room for what its kinds have, beside that of the site on the right. */
    private float[] ofKinds(int typed, int[] states) {
        alike.take(typed, states);
        if (spare.length < alike.count() * step) spare = new float[2 * alike.count() * step];
        float[] room = spare;
        spare = right;
        return room;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Adds to the copying probability of the rows on the right of the typed site, from it and from the one before (sites come
     * from right to left); of the outermost rows, too.
     */
    @Override
    public void kinds(int typed, int[] kinds, float[] posterior) {
        if (kinds == rightKinds) {
            spread.addBetween(typed, kinds, kinds.length, posterior, right, copying);
        } else {
            spread.addOnRight(typed, kinds, 0, kinds.length, posterior, copying);
            if (rightKinds != null) spread.addOnLeft(typed + 1, rightKinds, 0, rightKinds.length, right, copying);
        }
        if (typed == 0) spread.addOnLeft(0, kinds, 0, kinds.length, posterior, copying);
        right = posterior;
        rightKinds = kinds;
    }

    @Override
    public boolean asksStates(int typed) {
        return k > 0 && anchors.number(typed) >= 0;
    }

    @Override
    public void states(int typed, int[] states, float[] posterior, int stride) {
        int anchor = anchors.number(typed);
        int found = best(posterior, config.middleScale() * stride, states.length);
        Arrays.fill(neighbours, anchor * k + found, (anchor + 1) * k, RetrievedHaplotype.NOBODY);
        for (int i = 0; i < found; i++) {
            int at = anchor * k + i;
            neighbours[at] = states[best[i]];
            for (int c = 0; c < scales; c++) posteriors[at * scales + c] = posterior[c * stride + best[i]];
        }
    }

    /**
     * Indices of the K largest posteriors of one scale into {@link #best}, largest first, of equal ones the first. Only states
     * above a floor are sorted; it follows the K-th largest of the anchor before.
     */
    private int best(float[] posterior, int at, int s) {
        if (candidates.length < s) candidates = new long[2 * s];
        int n = candidates(posterior, at, s);
        while (n < Math.min(k, s)) {
            floor = floor > LEAST_FLOOR ? floor / 8 : -1;
            n = candidates(posterior, at, s);
        }
        int found = largest.toFront(candidates, n, k);
        for (int i = 0; i < found; i++) best[i] = Largest.index(candidates[found - 1 - i]);
        if (found > 0) floor = posterior[at + best[found - 1]] * 0.6f;
        return found;
    }

    /** States above the floor, by their posterior ({@link Largest#number}). */
    private int candidates(float[] posterior, int at, int s) {
        int n = 0;
        for (int j = 0; j < s; j++) {
            float p = posterior[at + j];
            if (p > floor) candidates[n++] = Largest.number(p, j);
        }
        return n;
    }
}
