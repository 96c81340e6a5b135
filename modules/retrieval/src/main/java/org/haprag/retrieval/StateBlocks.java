package org.haprag.retrieval;

/** The states (panel haplotypes, ascending) of one target haplotype in each block of typed sites. */
final class StateBlocks {
    private final int blockSites;
    private final int typedCount;
    private final int[][] states;

    StateBlocks(int blockSites, int typedCount, int[][] states) {
        this.blockSites = blockSites;
        this.typedCount = typedCount;
        this.states = states;
    }

    static int blockCount(int typedCount, int blockSites) {
        return (typedCount + blockSites - 1) / blockSites;
    }

    int count() {
        return states.length;
    }

    int[] states(int block) {
        return states[block];
    }

    int firstTyped(int block) {
        return block * blockSites;
    }

    int endTyped(int block) {
        return Math.min((block + 1) * blockSites, typedCount);
    }

    int largest() {
        int max = 0;
        for (int[] s : states) max = Math.max(max, s.length);
        return max;
    }
}
