package org.haprag.model.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.retrieval.baseline.NativeMemory;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class HaplotypeTensorsTest {
    private static final HaplotypePanel PANEL = TinyPanels.of("0123", "1000", "0020", "0101");

    @Test
    void allelesAreCodesAndTokensKnowOneOtherAlt() {
        HaplotypeTensors tensors = HaplotypeTensors.of(PANEL);
        assertThat(tensors.alleles(DataType.FLOAT).toFloatMatrix())
                .isDeepEqualTo(new float[][] {{0, 1, 2, 3}, {1, 0, 0, 0}, {0, 0, 2, 0}, {0, 1, 0, 1}});
        assertThat(tensors.tokens(DataType.INT8).toIntMatrix())
                .isDeepEqualTo(new int[][] {{0, 1, 3, 3}, {1, 0, 0, 0}, {0, 0, 3, 0}, {0, 1, 0, 1}});
    }

    @Test
    void hiddenSitesAreMaskForEveryHaplotype() {
        INDArray tokens = HaplotypeTensors.of(PANEL).tokens(new int[] {1, 3}, DataType.INT8);
        assertThat(tokens.toIntMatrix())
                .isDeepEqualTo(new int[][] {{2, 1, 2, 3}, {2, 0, 2, 0}, {2, 0, 2, 0}, {2, 1, 2, 1}});
        assertThat(HaplotypeTensors.of(PANEL).mask(new int[] {1, 3}).toIntVector())
                .containsExactly(1, 0, 1, 0);
    }

    @Test
    void aRangeHoldsItsOwnSitesAndHaplotypes() {
        HaplotypeTensors tensors = new HaplotypeTensors(PANEL, 1, 3);
        assertThat(tensors.alleles(2, 4, DataType.INT8).toIntMatrix()).isDeepEqualTo(new int[][] {{0, 2}, {1, 0}});
        assertThat(tensors.mask(new int[] {0, 2, 3}).toIntVector()).containsExactly(1, 0);
        assertThat(tensors.af().toFloatVector()).containsExactly(.5f, .5f);
    }

    @Test
    void panelsWiderThanAWordAreUnpackedRightly() {
        HaplotypePanel panel = TinyPanels.mosaicPanel(150, 130, 20, .2, 3);
        INDArray alleles = new HaplotypeTensors(panel, 5, 127).alleles(7, 149, DataType.INT8);
        assertThat(alleles.shape()).containsExactly(142, 122);
        int[][] codes = alleles.toIntMatrix();
        for (int h = 0; h < 142; h++) {
            for (int l = 0; l < 122; l++) assertThat(codes[h][l]).isEqualTo(panel.allele(l + 5, h + 7));
        }
    }

    @Test
    void positionsKeepTheirUnits() {
        GeneticMap map = new GeneticMap(new int[] {1000, 3000}, new double[] {2, 6});
        HaplotypeTensors tensors = HaplotypeTensors.of(PANEL);
        assertThat(tensors.posBp().dataType()).isEqualTo(DataType.INT64);
        assertThat(tensors.posBp().toLongVector()).containsExactly(1000, 2000, 3000, 4000);
        assertThat(tensors.posCm(map).dataType()).isEqualTo(DataType.DOUBLE);
        assertThat(tensors.posCm(map).toDoubleVector()).containsExactly(2, 4, 6, 6.001);
    }

    @Test
    void whatCannotFitIsRefusedBeforeItIsAllocated() {
        assertThatThrownBy(() -> NativeMemory.require("haplotypes", 1L << 40))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("haplotypes: the tensor does not fit into memory; found 1048576.0 MiB")
                .hasMessageContaining("take a smaller region");
    }

    @Test
    void wrongRangesAndTypesAreRefused() {
        assertThatThrownBy(() -> new HaplotypeTensors(PANEL, 2, 2)).hasMessageContaining("sites [2, 2)");
        HaplotypeTensors tensors = HaplotypeTensors.of(PANEL);
        assertThatThrownBy(() -> tensors.alleles(DataType.DOUBLE)).hasMessageContaining("asked for DOUBLE");
        assertThatThrownBy(() -> tensors.alleles(3, 9, DataType.INT8)).hasMessageContaining("haplotypes [3, 9)");
        assertThatThrownBy(() -> tensors.mask(new int[] {2, 1})).hasMessageContaining("found 1 at index 1");
    }
}
