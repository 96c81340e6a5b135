package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.FrequencyComparison;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.FlawedRecords;
import org.haprag.io.ReadProgress;
import org.haprag.io.Selection;
import org.haprag.io.TargetReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTableTest {
    @TempDir
    Path folder;

    @Test
    void recordsThatCannotBeUsedStandInTheirPlaceWithTheirReason() throws IOException {
        Path vcf = Files.writeString(folder.resolve("t.vcf"), """
                ##fileformat=VCFv4.2
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tT0
                20\t0\tprobe\tA\tC\t.\t.\t.\tGT\t0|1
                20\t10\t.\tA\tC\t.\t.\t.\tGT\t0|1
                20\t15\t.\tA\tA\t.\t.\t.\tGT\t0|1
                20\t20\t.\tA\tC\t.\t.\t.\tGT\t0|1
                """);
        FlawedRecords flawed = new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT);
        TargetGenotypes targets = TargetReader.read(vcf, Selection.of(Optional.empty()), ReadProgress.SILENT, flawed);
        HaplotypePanel panel = new HaplotypePanel(new Samples(List.of("P0")), targets.sites(), new BitMatrix(2, 2));
        SiteAlignment alignment = SiteAlignment.of(panel, targets, SiteAlignment.StrandFlips.DROP);
        SitesTable table = new SitesTable(alignment, targets, FrequencyComparison.of(panel, alignment.typed()), flawed);
        assertThat(table.summary()).isEqualTo("1 alt is ref, 2 matched, 1 pos 0");
        Path file = folder.resolve("sites.tsv");
        try (SitesFile sites = new SitesFile(Optional.of(file))) {
            sites.add(table);
        }
        assertThat(Files.readAllLines(file).stream().skip(1).map(line -> line.split("\t")[6]))
                .containsExactly("POS_0", "MATCHED", "ALT_IS_REF", "MATCHED");
        assertThat(Files.readAllLines(file).get(1))
                .isEqualTo(
                        "20\t0\tprobe\tA\tC\tno\tPOS_0\tPOS is 0: the end of a chromosome, or a probe without a place\t.\t.");
    }

    @Test
    void everyTargetSiteHasItsFateAndASiteThatNobodyIsCalledAtIsNotUsed() throws IOException {
        Site a = new Site("20", 10, "rs1", "A", List.of("C"));
        Site b = new Site("20", 20, ".", "G", List.of("T"));
        Site elsewhere = new Site("20", 30, ".", "G", List.of());
        byte[][] alleles = {{0, 1}, {-1, -1}, {0, 0}};
        TargetGenotypes targets = new TargetGenotypes(new Samples(List.of("T0")), List.of(a, b, elsewhere), alleles);
        BitMatrix alts = new BitMatrix(2, 4);
        alts.set(0, 1);
        HaplotypePanel panel = new HaplotypePanel(new Samples(List.of("P0", "P1")), List.of(a, b), alts);
        SiteAlignment alignment = SiteAlignment.of(panel, targets, SiteAlignment.StrandFlips.DROP);
        SitesTable table = new SitesTable(
                alignment,
                targets,
                FrequencyComparison.of(panel, alignment.typed()),
                new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT));
        assertThat(table.counts()).isEqualTo(Map.of("MATCHED", 1, "NO_CALLS", 1, "NOT_IN_PANEL", 1));
        assertThat(table.summary()).isEqualTo("1 matched, 1 not in panel, 1 no calls");
        Path file = folder.resolve("sites.tsv");
        try (SitesFile sites = new SitesFile(Optional.of(file))) {
            sites.add(table);
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("CHROM\tPOS\tID\tREF\tALT\tUSED\tFATE\tREASON\tAF\tPANEL_AF");
        assertThat(lines.get(1)).startsWith("20\t10\trs1\tA\tC\tyes\tMATCHED\t").endsWith("\t0.5000\t0.2500");
        assertThat(lines.get(2))
                .isEqualTo("20\t20\t.\tG\tT\tno\tNO_CALLS\tno target has a call; imputed like an untyped site\t.\t.");
        assertThat(lines.get(3)).startsWith("20\t30\t.\tG\t.\tno\tNOT_IN_PANEL\t");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }
}
