package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenomeBuildTest {
    @Test
    void theLengthOfAChromosomeTellsTheBuild() {
        assertThat(GenomeBuild.of("20", 63_025_520)).contains(GenomeBuild.GRCH37);
        assertThat(GenomeBuild.of("chr20", 64_444_167)).contains(GenomeBuild.GRCH38);
        assertThat(GenomeBuild.of("chrX", 156_040_895)).contains(GenomeBuild.GRCH38);
        assertThat(GenomeBuild.of("Y", 62_460_029)).contains(GenomeBuild.CHM13);
        assertThat(GenomeBuild.of("1", 247_249_719)).contains(GenomeBuild.NCBI36);
    }

    @Test
    void otherLengthsAndContigsTellNothing() {
        assertThat(GenomeBuild.of("20", 63_025_521)).isEmpty();
        assertThat(GenomeBuild.of("29", 63_025_520)).isEmpty();
        assertThat(GenomeBuild.of("MT", 16_569)).isEmpty();
        assertThat(GenomeBuild.of("0", 249_250_621)).isEmpty();
    }

    @Test
    void aBorderIsTakenWhereOneLiesBetweenTwoRecordsAndNoOther() {
        Optional<GenomeBuild> unknown = Optional.empty();
        assertThat(PseudoAutosomal.border(unknown, 2_780_000, 2_790_000)).isEqualTo(2_781_480);
        assertThat(PseudoAutosomal.border(unknown, 2_600_000, 2_790_000)).isEqualTo(2_790_000);
        assertThat(PseudoAutosomal.border(Optional.of(GenomeBuild.GRCH37), 2_600_000, 2_790_000))
                .isEqualTo(2_699_521);
        assertThat(PseudoAutosomal.border(unknown, 100, 200)).isEqualTo(200);
    }

    @Test
    void contigsAreOrderedAsPeopleCountThem() {
        List<String> names = new java.util.ArrayList<>(
                List.of("MT", "chr10", "GL000191.1", "X.2", "chr2", "Y", "X.1", "22", "1", "Un"));
        names.sort(Contigs.ORDER);
        assertThat(names).containsExactly("1", "chr2", "chr10", "22", "X.1", "X.2", "Y", "MT", "GL000191.1", "Un");
    }

    @Test
    void positionZeroLiesInAllOfAContig() {
        assertThat(Region.whole("20").contains("chr20", 0)).isTrue();
        assertThat(new Region("20", 1, 100).contains("20", 0)).isFalse();
        assertThat(Region.whole("20").from(5)).isEqualTo(new Region("20", 5, Integer.MAX_VALUE));
    }
}
