package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.haprag.genotype.HaplotypePanel;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;

class BlockKindsTest {
    /** Typed are sites 1 and 3, the latter with two ALT alleles; each is a block by itself, or both are one. */
    private static final HaplotypePanel PANEL = TinyPanels.of("01000", "01010", "01110", "11020", "00010", "01000");

    private static BlockKinds of(int blockSites) {
        return new BlockKinds(new TypedPanel(PANEL, new double[] {0, 1, 2, 3, 4}, new int[] {1, 3}), blockSites);
    }

    private static int[] typedKinds(BlockKinds kinds, int block) {
        int[] out = new int[PANEL.haplotypeCount()];
        for (int h = 0; h < out.length; h++) out[h] = kinds.typedKinds(block)[kinds.kinds(block)[h]];
        return out;
    }

    @Test
    void haplotypesThatAreTheSameAtAllRowsAreOfOneKind() {
        BlockKinds kinds = of(2);
        assertThat(kinds.count(0)).isEqualTo(5);
        assertThat(kinds.kinds(0)).containsExactly((char) 0, (char) 1, (char) 2, (char) 3, (char) 4, (char) 0);
    }

    @Test
    void typedKindsTellAltAllelesApartAndNotWhatLiesBetween() {
        assertThat(typedKinds(of(2), 0)).containsExactly(0, 1, 1, 2, 3, 0);
        assertThat(typedKinds(of(1), 0)).containsExactly(0, 0, 0, 0, 1, 0);
        assertThat(typedKinds(of(1), 1)).containsExactly(0, 1, 1, 2, 1, 0);
    }
}
