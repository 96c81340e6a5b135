package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.TargetGenotypes;
import org.junit.jupiter.api.Test;

class MaleCodingTest {
    private static TargetGenotypes targets(String contig, int sites, Haplotypes haplotypes, byte... alleles) {
        List<Site> list = new ArrayList<>();
        byte[][] rows = new byte[sites][];
        for (int i = 0; i < sites; i++) {
            list.add(new Site(contig, i + 1, ".", "A", List.of("C")));
            rows[i] = alleles;
        }
        return new TargetGenotypes(new Samples(List.of("F", "M1", "M2")), haplotypes, list, rows, Phasing.known());
    }

    @Test
    void diploidsWithoutHeterozygousCallsOnXAreNamed() {
        assertThat(MaleCoding.warning(targets("chrX", 30, Haplotypes.diploid(3), new byte[] {0, 1, 1, 1, 0, 0})))
                .contains(
                        "2 targets have no heterozygous call on chrX (M1, M2): if they are males, they are written as diploids;"
                                + " --sex FILE makes males haploid");
    }

    @Test
    void haploidsFewSitesAndOtherContigsSayNothing() {
        Haplotypes diploid = Haplotypes.diploid(3);
        assertThat(MaleCoding.warning(targets("X", 29, diploid, new byte[] {0, 1, 1, 1, 0, 0})))
                .isEmpty();
        assertThat(MaleCoding.warning(targets("20", 99, diploid, new byte[] {0, 1, 1, 1, 0, 0})))
                .isEmpty();
        assertThat(MaleCoding.warning(targets("X", 99, Haplotypes.of(2, 1, 1), new byte[] {0, 1, 1, 0})))
                .isEmpty();
        assertThat(MaleCoding.warning(targets("X", 99, diploid, new byte[] {0, 1, -1, -1, 0, 1})))
                .isEmpty();
    }
}
