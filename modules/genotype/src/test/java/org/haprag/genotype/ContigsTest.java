package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContigsTest {
    @Test
    void aFileOfHumansMayNumberTheSexChromosomes() {
        assertThat(Contigs.named(List.of("22", "23", "24", "26"), "chrX")).contains("23");
        assertThat(Contigs.named(List.of("22", "23", "24", "26"), "Y")).contains("24");
        assertThat(Contigs.named(List.of("chr23"), "X")).contains("chr23");
        assertThat(Contigs.named(List.of("26"), "chrM")).contains("26");
        assertThat(Contigs.named(List.of("chrX", "chrM"), "23")).contains("chrX");
        assertThat(Contigs.named(List.of("22", "Y"), "X")).isEmpty();
    }

    @Test
    void aContigsOwnNameComesFirst() {
        assertThat(Contigs.named(List.of("23", "X"), "X")).contains("X");
        assertThat(Contigs.named(List.of("23", "chr23"), "chr23")).contains("23");
    }

    @Test
    void numbersAbove26TellOfAnotherSpecies() {
        assertThat(Contigs.named(List.of("22", "23", "29"), "X")).isEmpty();
        assertThat(Contigs.named(List.of("22", "23", "chr38"), "23")).contains("23");
    }
}
