package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Region;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.PanelReadOptions.MissingCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VcfReaderTest {
    @TempDir
    Path folder;

    private static PanelReadOptions in(String region) {
        return new PanelReadOptions(Optional.of(Region.parse(region)), MissingCalls.REFUSE, ReadProgress.SILENT);
    }

    private static VcfText panel() {
        return VcfText.of("A", "B")
                .calls("20", 7, "A", "C", "0|1", "1|1")
                .calls("20", 7, "A", "G,<DEL>,*", "1|2", "3|0")
                .calls("20", 9, "A", ".", "0|0", "0|0")
                .calls("20", 12, "AT", "a", "0/0", "1/1");
    }

    private static void assertPanel(PanelReading file) {
        HaplotypePanel panel = file.panel();
        assertThat(panel.sites()).hasToString("[20:7 A>C, 20:7 A>G,<DEL>,*, 20:12 AT>A]");
        List<List<Integer>> alleles = new ArrayList<>();
        for (int site = 0; site < 3; site++) {
            alleles.add(new ArrayList<>());
            for (int hap = 0; hap < 4; hap++) alleles.get(site).add(panel.allele(site, hap));
        }
        assertThat(alleles).hasToString("[[0, 1, 1, 1], [1, 2, 3, 0], [0, 0, 1, 1]]");
        assertThat(file.skipped()).isEqualTo(Map.of(PanelReading.NO_ALT, 1));
    }

    @Test
    void aPanelIsTheSameFromEveryFormOfFile() {
        assertPanel(PanelReader.read(panel().plain(folder.resolve("a")), PanelReadOptions.defaults()));
        assertPanel(PanelReader.read(panel().crlf().plain(folder.resolve("b")), PanelReadOptions.defaults()));
        assertPanel(PanelReader.read(panel().gzip(folder.resolve("c")), PanelReadOptions.defaults()));
        assertPanel(PanelReader.read(panel().bgzip(folder.resolve("d")), PanelReadOptions.defaults()));
        assertPanel(PanelReader.read(panel().crlf().indexed(folder.resolve("e.vcf.gz")), PanelReadOptions.defaults()));
        assertPanel(PanelReader.read(panel().indexed(folder.resolve("f.vcf.gz")), in("chr20:1-100")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "4.1", "4.2", "4.3", "4.4"})
    void everyVersionOfVcf4IsRead(String version) {
        assertPanel(PanelReader.read(panel().version(version).plain(folder.resolve("a")), PanelReadOptions.defaults()));
    }

    @Test
    void aFileWithoutALastLineEndIsWhole() {
        String text = panel().text();
        VcfText.write(
                folder.resolve("a"),
                text.substring(0, text.length() - 1).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertPanel(PanelReader.read(folder.resolve("a"), PanelReadOptions.defaults()));
    }

    @Test
    void sitesWithMissingAllelesAreDroppedAndCountedIfAsked() {
        Path path = VcfText.of("A")
                .calls("20", 1, "A", "C,G", "2|.")
                .calls("20", 2, "A", "C", "1|0")
                .plain(folder.resolve("a"));
        PanelReading file = PanelReader.read(
                path, new PanelReadOptions(Optional.empty(), MissingCalls.DROP_SITE, ReadProgress.SILENT));
        assertThat(file.skipped()).isEqualTo(Map.of(PanelReading.MISSING_ALLELE, 1));
        assertThat(file.panel().siteCount()).isEqualTo(1);
        assertThat(file.panel().altCount(0)).isEqualTo(1);
    }

    @Test
    void targetsMayMissAllelesAndHaveUnphasedHomozygotes() {
        Path path = VcfText.of("A", "B", "C", "D")
                .calls("20", 1, "A", ".", "./.", ".|.", ".", "0/0")
                .calls("20", 2, "A", "C", "1/1", "0|.", ".|1", "1|0")
                .plain(folder.resolve("a"));
        TargetGenotypes targets = TargetReader.read(path, Optional.empty());
        List<Integer> codes = new ArrayList<>();
        for (int site = 0; site < 2; site++)
            for (int hap = 0; hap < 8; hap++) codes.add((int) targets.allele(site, hap));
        assertThat(codes).containsExactly(-1, -1, -1, -1, -1, -1, 0, 0, 1, 1, 0, -1, -1, 1, 1, 0);
    }

    @Test
    void haploidAndDiploidSamplesStandSideBySideAndCountAsOftenAsTheyHaveAlleles() {
        Path path = VcfText.of("A", "B", "C")
                .calls("chrX", 1, "A", "C", "1", "0|1", "0")
                .calls("chrX", 2, "A", "C", "0", "1|1", "1")
                .plain(folder.resolve("a"));
        HaplotypePanel panel =
                PanelReader.read(path, PanelReadOptions.defaults()).panel();
        assertThat(panel.haplotypes()).isEqualTo(Haplotypes.of(1, 2, 1));
        assertThat(panel.altCount(0)).isEqualTo(2);
        assertThat(panel.altFrequency(1)).isEqualTo(.75);
    }

    @Test
    void aMissingCallSaysNothingOfPloidy() {
        Path path = VcfText.of("A", "B", "C", "D")
                .calls("X", 1, "A", "C", "./.", ".", ".", "./.")
                .calls("X", 2, "A", "C", "1", "0|1", ".", ".")
                .calls("X", 3, "A", "C", ".|.", ".", ".", ".")
                .plain(folder.resolve("a"));
        TargetGenotypes targets = TargetReader.read(path, Optional.empty());
        assertThat(targets.haplotypes()).isEqualTo(Haplotypes.of(1, 2, 2, 2));
        assertThat(targets.allele(1, 0)).isOne();
        assertThat(targets.allele(2, 0)).isEqualTo(TargetGenotypes.MISSING);
    }

    @Test
    void samplesWithoutCallsAreHaploidWhereAllOthersAre() {
        Path path = VcfText.of("A", "B")
                .calls("Y", 1, "A", "C", ".", "./.")
                .calls("Y", 2, "A", "C", ".", "1")
                .plain(folder.resolve("a"));
        assertThat(TargetReader.read(path, Optional.empty()).haplotypes()).isEqualTo(Haplotypes.of(1, 1));
    }

    @Test
    void localAllelesOfVcf45AreThoseThatTheSampleLists() {
        Path path = VcfText.of("A", "B", "C")
                .version("4.5")
                .line("1\t1\t.\tA\tC,G,T\t.\t.\t.\tLGT:LAA\t0|1:3\t2|1:1,2\t./.:.")
                .plain(folder.resolve("a"));
        TargetGenotypes targets = TargetReader.read(path, Optional.empty());
        assertThat(IntStream.range(0, 6).map(h -> targets.allele(0, h)).toArray())
                .containsExactly(0, 3, 2, 1, -1, -1);
        Path bad = VcfText.of("A")
                .version("4.5")
                .line("1\t1\t.\tA\tC,G\t.\t.\t.\tLGT:LAA\t0|2:1")
                .plain(folder.resolve("b"));
        assertThatThrownBy(() -> TargetReader.read(bad, Optional.empty()))
                .hasMessageContaining("found '0|2:1', expected LGT of alleles that LAA lists");
    }

    @Test
    void aFirstAlleleThatIsToldToBeUnphasedMakesTheCallUnphased() {
        Path path =
                VcfText.of("A").version("4.4").calls("1", 1, "A", "C", "/0|1").plain(folder.resolve("a"));
        try (VariantSource source = VariantSource.open(path)) {
            source.next();
            source.alleles(new byte[2]);
            assertThat(source.phased()).isFalse();
        }
    }

    @Test
    void genotypesAreFoundWhereverFormatHasThemAndWithAPhasePrefix() {
        Path path = VcfText.of("A", "B")
                .line("20\t1\t.\tA\tC\t.\t.\t.\tDP:GT:DS\t7:0|1:1\t.:|1|1:0")
                .plain(folder.resolve("a"));
        assertThat(PanelReader.read(path, PanelReadOptions.defaults()).panel().altCount(0))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anIndexedRegionHoldsTheRecordsThatAScanFinds(long seed) throws Exception {
        Random random = new Random(seed);
        VcfText vcf = VcfText.of("A", "B");
        for (String contig : List.of("19", "20", "21")) {
            int pos = 1;
            for (int i = 0; i < 3000; i++) {
                String ref = random.nextInt(200) == 0 ? "A".repeat(1 + random.nextInt(40_000)) : "A";
                vcf.calls(contig, pos += random.nextInt(200), ref, "C", "0|1", "1|" + random.nextInt(2));
            }
        }
        Path scanned = vcf.bgzip(folder.resolve("scanned.vcf.gz"));
        Path indexed = vcf.indexed(folder.resolve("indexed.vcf.gz"));
        for (int i = 0; i < 40; i++) {
            int start = 1 + random.nextInt(400_000);
            Region region = new Region(
                    "chr" + (19 + random.nextInt(3)), start, start + random.nextInt(1 << random.nextInt(18)));
            List<String> expected = sites(scanned, region);
            assertThat(sites(indexed, region)).as("%s", region).isEqualTo(expected);
        }
        assertThat(sites(indexed, new Region("22", 1, 1000))).isEmpty();
        Files.setLastModifiedTime(folder.resolve("indexed.vcf.gz.tbi"), FileTime.fromMillis(0));
        try (VcfScanner old = VcfScanner.open(indexed, Optional.of(new Region("20", 1, 1 << 29)))) {
            assertThat(old.next()).isTrue();
            assertThat(old.where())
                    .as("an index older than its VCF is not used")
                    .isEqualTo(indexed + ":3008");
        }
    }

    private static List<String> sites(Path path, Region region) {
        List<String> out = new ArrayList<>();
        try (VcfScanner vcf = VcfScanner.open(path, Optional.of(region))) {
            while (vcf.next()) out.add(vcf.site().toString());
        }
        return out;
    }

    @Test
    void anIndexUsedMeansThatPlacesAreNamedByPosition() {
        Path path = VcfText.of("A")
                .calls("20", 5, "A", "C", "0|1")
                .calls("20", 7, "A", "C", "0-1")
                .indexed(folder.resolve("x.vcf.gz"));
        assertThatThrownBy(() -> PanelReader.read(path, in("20")))
                .hasMessageStartingWith(path + ", 20:7: GT of sample A is malformed; found '0-1'");
    }

    @Test
    void linesLongerThanTheBuffersAreRead() {
        int samples = 150_000;
        String[] names = new String[samples];
        String[] calls = new String[samples];
        for (int s = 0; s < samples; s++) {
            names[s] = "S" + s;
            calls[s] = s % 3 == 0 ? "0|1" : "1|0";
        }
        Path path = VcfText.of(names)
                .calls("20", 1, "A", "C", calls)
                .calls("20", 2, "A", "C", calls)
                .plain(folder.resolve("a"));
        HaplotypePanel panel =
                PanelReader.read(path, PanelReadOptions.defaults()).panel();
        assertThat(panel.altCount(0)).isEqualTo(samples);
        assertThat(panel.altCount(1)).isEqualTo(samples);
        assertThat(panel.allele(1, 1)).isEqualTo(1);
        assertThat(panel.allele(1, 3)).isZero();
    }

    @Test
    void progressEndsAtTheSizeOfTheFile() throws Exception {
        Path path = panel().bgzip(folder.resolve("a"));
        long[] heard = new long[2];
        PanelReader.read(path, new PanelReadOptions(Optional.empty(), MissingCalls.REFUSE, (read, total) -> {
            heard[0] = read;
            heard[1] = total;
        }));
        assertThat(heard).containsExactly(Files.size(path), Files.size(path));
    }

    @Test
    void aScannerClosedEarlyLeavesNoThread() {
        VcfText vcf = VcfText.of("A");
        for (int i = 1; i < 400_000; i++) vcf.calls("20", i, "A", "C", "0|1");
        Path path = vcf.bgzip(folder.resolve("early.vcf.gz"));
        try (VcfScanner scanner = VcfScanner.open(path)) {
            assertThat(scanner.next()).isTrue();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().contains("early.vcf.gz"));
    }
}
