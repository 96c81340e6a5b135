package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.io.PanelReadOptions.MissingCalls;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a file, reading it succeeds or ends with an error that the user can correct, and soon. */
class HostileVcfPropertyTest {
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final String[] SPLICES = {
        "\t",
        "\n",
        "\r\n",
        "|",
        "/",
        ".",
        ":",
        ",",
        "0",
        "9",
        "99999999999999999999",
        "-1",
        "\0",
        "GT",
        "GT:GT",
        "##",
        "#CHROM",
        "<",
        ">",
        "=",
        "\"",
        "NaN",
        "1e999",
        "é",
        "20\t1\t.\tA\tC\t.\t.\t.\tGT\t0|0\n",
        "##contig=<ID=20,length=-5>\n",
        "##FORMAT=<ID=GT>\n"
    };

    @TempDir
    Path folder;

    private interface Reading {
        void read(Path file) throws IOException;
    }

    private static String vcf() {
        VcfText vcf = VcfText.of("A", "B", "C").meta("##contig=<ID=20,length=63025520>");
        for (int pos = 1; pos < 12; pos++)
            vcf.calls("20", pos, "A", pos % 4 == 0 ? "C,G" : "T", "0|1", "1|1", pos % 3 == 0 ? "./." : "0|0");
        vcf.line("20\t20\t.\tA\tC\t.\t.\tAF=0.1\tGT:DS:GP\t0|1:0.5:0,1,0\t0|0:0:1,0,0\t1|1");
        return vcf.text();
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(Math.max(1, bytes.length));
            int kind = random.nextInt(5);
            if (bytes.length == 0) break;
            if (kind == 0) bytes[at] = (byte) random.nextInt(256);
            if (kind == 1) bytes[at] ^= (byte) (1 << random.nextInt(8));
            if (kind == 2) bytes = Arrays.copyOf(bytes, at);
            if (kind == 3) bytes = splice(bytes, at, random.nextInt(30), new byte[0]);
            if (kind == 4)
                bytes = splice(
                        bytes,
                        at,
                        random.nextInt(3),
                        SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, int cut, byte[] in) {
        int behind = Math.min(bytes.length, at + cut);
        byte[] out = Arrays.copyOf(bytes, at + in.length + bytes.length - behind);
        System.arraycopy(in, 0, out, at, in.length);
        System.arraycopy(bytes, behind, out, at + in.length, bytes.length - behind);
        return out;
    }

    /** How many of the mutations could still be read. */
    private int corpus(byte[] original, int count, long seed, String name, Reading reading) {
        Path file = folder.resolve(name);
        int[] read = new int[1];
        Assertions.assertTimeoutPreemptively(MOST, () -> {
            for (int i = 0; i < count; i++) {
                byte[] bytes = mutate(original, new Random(seed + i));
                Files.write(file, bytes);
                try {
                    reading.read(file);
                    read[0]++;
                } catch (InputException e) {
                    assertThat(e).hasMessageContaining("Fix: ");
                } catch (RuntimeException | Error e) {
                    fail("mutation " + (seed + i) + " of " + name, e);
                }
            }
        });
        return read[0];
    }

    private static void readAll(Path file) {
        try (AnnotatedSource vcf = VariantSource.open(file).annotated()) {
            byte[] codes = new byte[vcf.haplotypes().count()];
            while (vcf.next()) {
                vcf.site();
                vcf.info("AF");
                if (vcf.hasFormat("DS"))
                    vcf.formatFloats("DS", new float[vcf.samples().count()], 1);
                if (vcf.hasFormat("GP"))
                    vcf.formatFloats("GP", new float[3 * vcf.samples().count()], 3);
                vcf.alleles(codes);
            }
        }
    }

    private static void readPanel(Path file) {
        PanelReader.read(file, new PanelReadOptions(Optional.empty(), MissingCalls.DROP_SITE, ReadProgress.SILENT));
    }

    @Test
    void mutatedTextIsReadOrRefused() {
        byte[] text = vcf().getBytes(StandardCharsets.UTF_8);
        assertThat(corpus(text, 300, 1000, "scan.vcf", HostileVcfPropertyTest::readAll))
                .isBetween(1, 299);
        assertThat(corpus(text, 300, 2000, "panel.vcf", HostileVcfPropertyTest::readPanel))
                .isBetween(1, 299);
        assertThat(corpus(text, 300, 3000, "target.vcf", file -> TargetReader.read(file, Optional.empty())))
                .isBetween(1, 299);
        assertThat(corpus(
                        text,
                        100,
                        4000,
                        "masked.vcf",
                        file -> MaskedVcf.copy(
                                file,
                                Optional.empty(),
                                folder.resolve("out.vcf.gz"),
                                List.of(),
                                site -> true,
                                MaskedVcf.Calls.AS_THEY_ARE,
                                1)))
                .isBetween(1, 99);
    }

    @Test
    void mutatedBcfIsReadOrRefused() {
        BcfBytes bcf = BcfBytes.of("A", "B")
                .line("##contig=<ID=20,IDX=0>")
                .line("##INFO=<ID=AF,Number=A,Type=Float,Description=\"x\",IDX=1>")
                .line("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\",IDX=2>")
                .line("##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"x\",IDX=3>");
        for (int pos = 1; pos < 12; pos++) {
            bcf.record(
                    0,
                    pos,
                    "rs" + pos,
                    pos % 4 == 0 ? "A,C,<DEL>" : "A,T",
                    List.of(BcfBytes.floats(1, 1, BcfBytes.bits(.5))),
                    List.of(
                            BcfBytes.bytes(2, 2, 2, 5, pos % 3 == 0 ? 0 : 4, pos % 3 == 0 ? BcfBytes.END : 3),
                            BcfBytes.floats(3, 1, BcfBytes.bits(.25), BcfBytes.MISSING_FLOAT)));
        }
        byte[] bytes = bcf.plain();
        assertThat(corpus(bytes, 1000, 11_000, "scan.bcf", HostileVcfPropertyTest::readAll))
                .isBetween(1, 999);
        assertThat(corpus(bytes, 500, 12_000, "panel.bcf", HostileVcfPropertyTest::readPanel))
                .isBetween(0, 499);
    }

    @Test
    void mutatedPlinkFilesAreReadOrRefused() throws IOException {
        byte[] fam = "F A 0 0 1 -9\nF B 0 0 2 -9\nF C 0 0 0 -9\n".getBytes(StandardCharsets.UTF_8);
        byte[] bim = "20 a 0 7 T C\n20 b 0 9 0 C\n23 c 0 1 A AT\n".getBytes(StandardCharsets.UTF_8);
        byte[] bed = {0x6c, 0x1b, 1, 0x2d, 0x3f, 0x1c};
        for (String mutated : List.of("t.fam", "t.bim", "t.bed")) {
            Files.write(folder.resolve("t.fam"), fam);
            Files.write(folder.resolve("t.bim"), bim);
            Files.write(folder.resolve("t.bed"), bed);
            byte[] original = Files.readAllBytes(folder.resolve(mutated));
            corpus(original, 300, 13_000, mutated, file -> {
                try (VariantSource source =
                        VariantSource.open(folder.resolve("t.bed"), Optional.of(new Region("20", 1, 100)))) {
                    byte[] codes = new byte[source.haplotypes().count()];
                    while (source.next()) {
                        if (source.flaw().isPresent()) continue;
                        source.site();
                        source.alleles(codes);
                    }
                }
            });
        }
    }

    @Test
    void mutatedCompressionIsReadOrRefused() {
        corpus(VcfText.gzipped(vcf()), 200, 5000, "x.gz", HostileVcfPropertyTest::readPanel);
        corpus(VcfText.bgzipped(vcf()), 300, 6000, "x.bgz", HostileVcfPropertyTest::readPanel);
    }

    @Test
    void mutatedIndicesLeadToRecordsOrAreRefused() throws IOException {
        Path vcf = VcfText.of("A")
                .calls("20", 5, "A", "C", "0|1")
                .calls("20", 70_000, "A", "C", "0|1")
                .indexed(folder.resolve("i.vcf.gz"));
        String text = new String(
                new java.util.zip.GZIPInputStream(Files.newInputStream(folder.resolve("i.vcf.gz.tbi"))).readAllBytes(),
                StandardCharsets.ISO_8859_1);
        corpus(text.getBytes(StandardCharsets.ISO_8859_1), 300, 7000, "i.vcf.gz.tbi", index -> {
            try (VcfScanner scanner = VcfScanner.open(vcf, Optional.of(new Region("20", 60_000, 80_000)))) {
                while (scanner.next()) scanner.site();
            }
        });
    }

    @Test
    void mutatedMapsAndSiteListsAreReadOrRefused() {
        byte[] map = "pos\tchr\tcM\n1000\t20\t0\n2000\t20\t1.5\n4000\t20\t2\n".getBytes(StandardCharsets.UTF_8);
        byte[] plink = "20 . 0 1000\n20 rs1 1.5 2000\n20 . 2 4000\n".getBytes(StandardCharsets.UTF_8);
        byte[] sites = "CHROM\tPOS\n20\t70\n20:50\n21\t70\tA\tC\n".getBytes(StandardCharsets.UTF_8);
        assertThat(corpus(map, 300, 8000, "x.gmap", file -> GeneticMapReader.read(file, "20")))
                .isBetween(1, 299);
        assertThat(corpus(plink, 300, 9000, "x.map", file -> GeneticMapReader.read(file, "20")))
                .isBetween(1, 299);
        assertThat(corpus(sites, 300, 10_000, "x.sites", SiteListReader::read)).isBetween(1, 299);
    }
}
