package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.TargetGenotypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaploidMalesTest {
    private static final Selection MALES =
            new Selection(Optional.empty(), Optional.empty(), new Males(Set.of("A", "C", "nobody")));

    @TempDir
    Path folder;

    private TargetGenotypes read(VcfText vcf, Selection selection) {
        return TargetReader.read(
                vcf.bgzip(folder.resolve("x.vcf.gz")),
                selection,
                ReadProgress.SILENT,
                new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT));
    }

    @Test
    void malesThatAreCodedAsHomozygousDiploidsAreHaploid() {
        VcfText vcf = VcfText.of("A", "B", "C");
        for (int pos = 1; pos < 100; pos++) vcf.calls("chrX", pos, "A", "C", "1/1", "0/1", pos == 50 ? "0/1" : "0|0");
        TargetGenotypes targets = read(vcf, MALES);
        assertThat(targets.haplotypes()).isEqualTo(Haplotypes.of(1, 2, 1));
        for (int site = 0; site < 99; site++) {
            assertThat(targets.allele(site, 0)).isOne();
            assertThat(targets.allele(site, 2)).isOne();
            assertThat(targets.allele(site, 3)).isEqualTo(site == 49 ? TargetGenotypes.MISSING : 0);
        }
    }

    @Test
    void malesOfAPanelCountOnce() {
        Path path = VcfText.of("A", "B", "C")
                .calls("X", 1, "A", "C", "1|1", "0|1", "0|0")
                .bgzip(folder.resolve("p.vcf.gz"));
        var panel = PanelReader.read(
                        path,
                        new PanelReadOptions(
                                MALES,
                                PanelReadOptions.MissingCalls.REFUSE,
                                FlawedRecords.Rule.LEAVE_OUT,
                                ReadProgress.SILENT))
                .panel();
        assertThat(panel.altFrequency(0)).isEqualTo(.5);
        assertThat(panel.haplotypeCount()).isEqualTo(4);
    }

    @Test
    void heterozygousMalesAndOtherContigsAreRefused() {
        VcfText par = VcfText.of("A", "B", "C").calls("X", 1, "A", "C", "0/1", "0/1", "0/0");
        assertThatThrownBy(() -> read(par, MALES))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "males are heterozygous at too many sites to be haploid there; found 1 of 2 calls");
        VcfText autosome = VcfText.of("A", "B", "C").calls("20", 1, "A", "C", "0/0", "0/1", "0/0");
        assertThatThrownBy(() -> read(autosome, MALES))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("males are haploid on X and Y only; found contig 20");
    }

    @Test
    void sexesAreReadFromTwoColumnsOrAFam() {
        Path file = folder.resolve("sex");
        VcfText.write(file, "#IID\tSEX\nA 1\nB F\nC\tmale\nD NA\n".getBytes());
        assertThat(Males.read(file).names()).containsExactlyInAnyOrder("A", "C");
        VcfText.write(file, "F1 A 0 0 1 -9\nF2 B 0 0 2 -9\n".getBytes());
        assertThat(Males.read(file).names()).containsExactly("A");
        VcfText.write(file, "A X\n".getBytes());
        assertThatThrownBy(() -> Males.read(file)).hasMessageContaining("sex:1: the sex of a sample is malformed");
        VcfText.write(file, "A F\n".getBytes());
        assertThatThrownBy(() -> Males.read(file)).hasMessageContaining("no sample is male");
    }

    /** Beyond the border of a pseudo-autosomal region males have another ploidy: what lies there is no context. */
    @Test
    void contextOfAnotherPloidyIsPassedOver() {
        Region region = new Region("X", 1, 100);
        for (List<Integer> core : List.of(List.of(1, 5), List.of(6, 10))) {
            Selection selection = new Selection(
                    Optional.of(region), Optional.of(new Region("X", core.get(0), core.get(1))), Males.UNKNOWN);
            VcfText vcf = VcfText.of("A", "B");
            for (int pos = 1; pos <= 10; pos++) vcf.calls("X", pos, "A", "C", pos <= 5 ? "0|1" : "1", "0|1");
            TargetGenotypes text = read(vcf, selection);
            BcfBytes bcf = BcfBytes.of("A", "B")
                    .line("##contig=<ID=X>")
                    .line("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">");
            for (int pos = 1; pos <= 10; pos++) {
                bcf.record(
                        0,
                        pos,
                        "",
                        "A,C",
                        List.of(),
                        List.of(BcfBytes.bytes(1, 2, 4, pos <= 5 ? 5 : BcfBytes.END, 2, 5)));
            }
            TargetGenotypes binary = TargetReader.read(
                    bcf.plain(folder.resolve("x.bcf")),
                    selection,
                    ReadProgress.SILENT,
                    new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT));
            for (TargetGenotypes targets : Arrays.asList(text, binary)) {
                assertThat(targets.sites()).hasSize(5);
                assertThat(targets.sites().get(0).pos()).isEqualTo(core.get(0));
                assertThat(targets.haplotypes().ploidy(0)).isEqualTo(core.get(0) == 1 ? 2 : 1);
            }
        }
    }
}
