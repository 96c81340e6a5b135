package org.haprag.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "chr20,chr20,1,2147483647",
        "20:5-9,20,5,9",
        "'20:1,000-2,000',20,1000,2000",
        "20:7-,20,7,2147483647",
        "20:7,20,7,2147483647",
        "HLA-A*01:01:01:01,HLA-A*01:01:01:01,1,2147483647",
        "HLA-A*01:01:01:01:5-,HLA-A*01:01:01:01,5,2147483647",
        "'HLA-A*01:01:01:01:5-1,000',HLA-A*01:01:01:01,5,1000"
    })
    void regionsAreReadInTheirUsualForms(String text, String contig, int startBp, int endBp) {
        assertThat(Region.parse(text)).isEqualTo(new Region(contig, startBp, endBp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20:", "20:0-5", "20:9-5", "20:a-b", "20:1-99999999999", "20:,-5", "20:1-2-3"})
    void regionsInNoFormAreTheUsersToMend(String text) {
        assertThatThrownBy(() -> Region.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--region: the region cannot be read; found '" + text + "'");
    }

    @Test
    void aRegionContainsBothItsEndsOnItsContigByEitherName() {
        Region region = Region.parse("chr20:10-20");
        assertThat(region.contains("20", 10)).isTrue();
        assertThat(region.contains("chr20", 20)).isTrue();
        assertThat(region.contains("20", 9)).isFalse();
        assertThat(region.contains("20", 21)).isFalse();
        assertThat(region.contains("2", 15)).isFalse();
        assertThat(region).hasToString("chr20:10-20");
    }

    @ParameterizedTest
    @CsvSource({"chr20,20,true", "CHR20,20,true", "chrM,MT,true", "M,chrMT,true", "chr2,20,false", "chrX,X,true"})
    void contigNamesArePrefixedOrNot(String a, String b, boolean same) {
        assertThat(Contigs.same(a, b)).isEqualTo(same);
        assertThat(Contigs.same(b, a)).isEqualTo(same);
    }

    @Test
    void aContigCalledChrKeepsItsName() {
        assertThat(Contigs.plain("chr")).isEqualTo("chr");
    }

    @Test
    void samplesAreFoundByName() {
        Samples samples = new Samples(List.of("A", "B"));
        assertThat(samples.indexOf("B")).isEqualTo(1);
        assertThat(samples.indexOf("C")).isEqualTo(-1);
        assertThat(samples).isEqualTo(new Samples(List.of("A", "B"))).isNotEqualTo(new Samples(List.of("B", "A")));
        assertThatThrownBy(() -> new Samples(List.of("A", "A"))).hasMessage("sample A occurs twice");
    }

    @Test
    void onlySingleBasesAreSnvs() {
        assertThat(site("A", "C").snv()).isTrue();
        assertThat(site("A", "C", "G").snv()).isTrue();
        assertThat(site("A", "C", "G").multiAllelic()).isTrue();
        assertThat(site("A", "*").snv()).isFalse();
        assertThat(site("A", "<DEL>").snv()).isFalse();
        assertThat(site("AT", "A").snv()).isFalse();
        assertThat(site("A").snv()).isFalse();
        assertThatThrownBy(() -> new Site("20", 0, ".", "A", List.of())).hasMessage("20: pos must be >= 1, found 0");
        assertThatThrownBy(() -> new Site("20", 1, ".", "", List.of())).hasMessage("20:1: REF is empty");
    }

    @Test
    void typedSitesMustIncreaseAndRowsMustFit() {
        TypedHaplotypes typed = new TypedHaplotypes(
                new int[] {2, 5}, Haplotypes.of(2, 1), new byte[][] {{0, 1}, {-1, 3}, {0, 0}}, Phasing.known());
        assertThat(typed.haplotypeCount()).isEqualTo(3);
        assertThat(typed.typedCount()).isEqualTo(2);
        assertThat(typed.panelSite(1)).isEqualTo(5);
        assertThat(typed.allele(1, 0)).isEqualTo(TargetGenotypes.MISSING);
        typed.panelSites()[0] = 99;
        assertThat(typed.panelSite(0)).isEqualTo(2);
        assertThatThrownBy(() -> new TypedHaplotypes(new int[] {1}, new byte[3][1]))
                .hasMessage("1 samples with 2 haplotypes, but alleles of 3");
        assertThatThrownBy(() -> new TypedHaplotypes(
                        new int[] {1}, Haplotypes.diploid(1), new byte[2][1], Phasing.unknownAt(ones(2, 1))))
                .hasMessage("the phasing is not that of 1 typed sites and 1 samples");
        assertThatThrownBy(() -> new TypedHaplotypes(new int[] {5, 5}, new byte[0][]))
                .hasMessage("typed sites must increase, found 5 then 5 at index 1");
        assertThatThrownBy(() -> new TypedHaplotypes(new int[] {1}, new byte[][] {{0, 1}, {0, 1}}))
                .hasMessage("1 typed sites, but a haplotype with 2 alleles");
    }

    @Test
    void targetGenotypesMustFitTheirSamplesAndSites() {
        Samples samples = new Samples(List.of("A"));
        assertThatThrownBy(() -> new TargetGenotypes(samples, List.of(site("A", "C")), new byte[0][]))
                .hasMessage("1 sites, but 0 rows of alleles");
        assertThatThrownBy(() -> new TargetGenotypes(samples, List.of(site("A", "C")), new byte[][] {{0}}))
                .hasMessage("2 haplotypes, but a row of 1 alleles");
    }

    @Test
    void targetGenotypesKnowThePloidyOfTheirSamples() {
        Samples samples = new Samples(List.of("A", "B"));
        Haplotypes mixed = Haplotypes.of(1, 2);
        List<Site> sites = List.of(site("A", "C"));
        TargetGenotypes targets =
                new TargetGenotypes(samples, mixed, sites, new byte[][] {{1, 0, -1}}, Phasing.known());
        assertThat(targets.haplotypes()).isEqualTo(mixed);
        assertThat(targets.allele(0, 2)).isEqualTo(TargetGenotypes.MISSING);
        assertThatThrownBy(() -> new TargetGenotypes(samples, mixed, sites, new byte[1][4], Phasing.known()))
                .hasMessage("3 haplotypes, but a row of 4 alleles");
        assertThatThrownBy(() ->
                        new TargetGenotypes(samples, Haplotypes.diploid(1), sites, new byte[1][2], Phasing.known()))
                .hasMessage("2 samples, but haplotypes of 1");
        assertThatThrownBy(
                        () -> new TargetGenotypes(samples, mixed, sites, new byte[1][3], Phasing.unknownAt(ones(1, 3))))
                .hasMessage("the phasing is not that of 1 sites and 2 samples");
    }

    private static BitMatrix ones(int rows, int columns) {
        BitMatrix ones = new BitMatrix(rows, columns);
        for (int r = 0; r < rows; r++) for (int c = 0; c < columns; c++) ones.set(r, c);
        return ones;
    }

    @Test
    void anInputErrorNamesPlaceFindingExpectationAndCure() {
        assertThat(new InputException("a.vcf:8", "GT is unphased", "0/1", "0|1", "phase it"))
                .hasMessage("a.vcf:8: GT is unphased; found 0/1, expected 0|1. Fix: phase it");
    }

    private static Site site(String ref, String... alts) {
        return new Site("20", 1, ".", ref, List.of(alts));
    }
}
