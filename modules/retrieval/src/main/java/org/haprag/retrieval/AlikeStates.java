package org.haprag.retrieval;

import java.util.Arrays;

/**
 * States that are of one kind, or of one typed kind, in a block of typed sites ({@link BlockKinds}), put together: the chain runs once
 * for all of a typed kind, and what is carried over from typed sites to rows is carried over once for all of a kind. One instance
 * serves one thread.
 */
final class AlikeStates {
    /** Sums of {@link #sumWeighted}. */
    static final int WEIGHTED = 4;

    private final BlockKinds kinds;
    private int[] states = {};
    private int block = -1;
    private int[] examples = {};
    private int[] typedExamples = {};

    /** Working memory of {@link #find}. */
    private int[] found = {};

    private int[] typedFound = {};

    /** (states) */
    private int[] kindOf = {};

    /** (states) */
    private int[] typedKindOf = {};

    /** (kinds) */
    private int[] typedKindOfKind = {};

    /** (kinds of the block) its place among those of the states; -1 between calls. */
    private int[] places = {};

    /** (typed kinds of the block) the same. */
    private int[] typedPlaces = {};

    AlikeStates(BlockKinds kinds) {
        this.kinds = kinds;
    }

    /**
     * Takes the states of the block that a typed site lies in. Nothing is done as long as states and block are the same.
     *
     * @param ofSite not changed afterwards
     */
    void take(int typed, int[] ofSite) {
        if (ofSite == states && kinds.blockOf(typed) == block) return;
        states = ofSite;
        block = kinds.blockOf(typed);
        find();
    }

    /** (kinds) a panel haplotype of each. The same array as long as states and block are the same. */
    int[] examples() {
        return examples;
    }

    /** How many kinds there are. */
    int count() {
        return examples.length;
    }

    /** (typed kinds) a panel haplotype of each. */
    int[] typedExamples() {
        return typedExamples;
    }

    /** How many typed kinds there are. */
    int typedCount() {
        return typedExamples.length;
    }

    /** (states, or more) the typed kind of each. */
    int[] typedKindOf() {
        return typedKindOf;
    }

    /** (kinds, or more) the typed kind of each. */
    int[] typedKindOfKind() {
        return typedKindOfKind;
    }

    private void find() {
        reserve();
        char[] kinds = this.kinds.kinds(block);
        char[] typedKinds = this.kinds.typedKinds(block);
        int n = 0;
        int typed = 0;
        for (int j = 0; j < states.length; j++) {
            int kind = kinds[states[j]];
            boolean alone = kind == BlockKinds.ALONE;
            int place = alone ? -1 : places[kind];
            if (place < 0) {
                place = n;
                found[n++] = states[j];
                int typedPlace = alone ? -1 : typedPlaces[typedKinds[kind]];
                if (typedPlace < 0) {
                    typedPlace = typed;
                    typedFound[typed++] = states[j];
                    if (!alone) typedPlaces[typedKinds[kind]] = typedPlace;
                }
                if (!alone) places[kind] = place;
                typedKindOfKind[place] = typedPlace;
            }
            kindOf[j] = place;
            typedKindOf[j] = typedKindOfKind[place];
        }
        examples = Arrays.copyOf(found, n);
        typedExamples = Arrays.copyOf(typedFound, typed);
        for (int example : examples) {
            int kind = kinds[example];
            if (kind == BlockKinds.ALONE) continue;
            places[kind] = -1;
            typedPlaces[typedKinds[kind]] = -1;
        }
    }

    private void reserve() {
        if (places.length < kinds.count(block)) {
            places = new int[2 * kinds.count(block)];
            typedPlaces = new int[places.length];
            Arrays.fill(places, -1);
            Arrays.fill(typedPlaces, -1);
        }
        if (kindOf.length < states.length) {
            found = new int[2 * states.length];
            typedFound = new int[2 * states.length];
            kindOf = new int[2 * states.length];
            typedKindOf = new int[2 * states.length];
            typedKindOfKind = new int[2 * states.length];
        }
    }

    /**
     * Sums up what the states of each kind have.
     *
     * @param values (scales, states) with stride {@code stride}
     * @param to gets the sum of kind k at scale c at [k * step + c]; what lies between scales and step is of no meaning
     */
    void sum(float[] values, int stride, int scales, float[] to, int step) {
        Arrays.fill(to, 0, examples.length * step, 0);
        for (int c = 0; c < scales; c++) {
            for (int j = 0; j < states.length; j++) to[kindOf[j] * step + c] += values[c * stride + j];
        }
    }

    /**
     * Adds what the states of each kind have of what their classes have.
     *
     * @param classOf (states)
     * @param parts (states)
     * @param to kind k at [k * step + from]
     */
    void addParts(int[] classOf, float[] parts, float[] ofClasses, float[] to, int from, int step) {
        for (int j = 0; j < states.length; j++) to[kindOf[j] * step + from] += ofClasses[classOf[j]] * parts[j];
    }

    /** Sums up what the states of each typed kind have. @param to (typed kinds) */
    void sumTyped(float[] values, float[] to) {
        Arrays.fill(to, 0, typedExamples.length, 0);
        for (int j = 0; j < states.length; j++) to[typedKindOf[j]] += values[j];
    }

    /**
     * Sums up two weights of the states of each kind, and values weighted by them.
     *
     * @param to (kinds, 4) the sums of a * values, a, b * values and b
     */
    void sumWeighted(float[] values, float[] a, float[] b, float[] to) {
        Arrays.fill(to, 0, WEIGHTED * examples.length, 0);
        for (int j = 0; j < states.length; j++) {
            int at = WEIGHTED * kindOf[j];
            to[at] += a[j] * values[j];
            to[at + 1] += a[j];
            to[at + 2] += b[j] * values[j];
            to[at + 3] += b[j];
        }
    }
}
