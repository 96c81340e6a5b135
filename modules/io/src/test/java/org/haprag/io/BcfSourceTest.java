package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Site;
import org.haprag.io.BcfBytes.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BcfSourceTest {
    // numbers of keys in the headers below
    private static final int GT = 3;
    private static final int DS = 1;
    private static final int HDS = 2;
    private static final int AF = 7;
    private static final int END = 4;
    private static final int TYPED = 5;

    private static final List<Value> NO_INFO = List.of();

    @TempDir
    Path folder;

    /** Numbers by IDX, in an order of their own; contig 20 is number 4. */
    private static BcfBytes of(String... samples) {
        return BcfBytes.of(samples)
                .line("##contig=<ID=20,length=63025520,IDX=4>")
                .line("##contig=<IDX=1,ID=X>")
                .line("##INFO=<ID=AF,Number=A,Type=Float,Description=\"a, \\\"b\\\" IDX=9,ID=no\",IDX=7>")
                .line("##INFO=<ID=END,Number=1,Type=Integer,Description=\"End\",IDX=4>")
                .line("##INFO=<ID=TYPED,Number=0,Type=Flag,Description=\"Typed\",IDX=5>")
                .line("##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"Dosage\",IDX=1>")
                .line("##FORMAT=<ID=HDS,Number=.,Type=Float,Description=\"Haplotype dosages\",IDX=2>")
                .line("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\",IDX=3>");
    }

    private static byte[] alleles(VariantSource source) {
        byte[] out = new byte[source.haplotypes().count()];
        source.alleles(out);
        return out;
    }

    @Test
    void aRecordIsReadByTheNumbersOfItsHeader() {
        Path path = of("A", "B")
                .record(
                        4,
                        61098,
                        "rs1",
                        "c,T,<DEL>",
                        List.of(
                                BcfBytes.floats(AF, 2, BcfBytes.bits(.25), BcfBytes.MISSING_FLOAT),
                                BcfBytes.shorts(END, 1, 700),
                                BcfBytes.flag(TYPED)),
                        List.of(BcfBytes.bytes(GT, 2, 2, 5, 6, 3)))
                .bgzip(folder.resolve("a.bcf"));
        try (VariantSource source = VariantSource.open(path)) {
            assertThat(source.contigs()).containsExactly("20", "X");
            assertThat(source.next()).isTrue();
            assertThat(source.site()).hasToString("20:61098 C>T,<DEL>");
            assertThat(source.site().id()).isEqualTo("rs1");
            assertThat(alleles(source)).containsExactly(0, 1, 2, 0);
            assertThat(source.phased()).isTrue();
            assertThat(source.info("AF")).contains("0.25,.");
            assertThat(source.info("END")).contains("700");
            assertThat(source.info("TYPED")).contains("");
            assertThat(source.info("DP")).isEmpty();
            assertThat(source.where()).isEqualTo(path + ", 20:61098");
            assertThat(source.next()).isFalse();
        }
    }

    @Test
    void keysWithoutIdxAreNumberedByTheirFirstOccurrence() {
        Path path = BcfBytes.of("A")
                .minorVersion(1)
                .line("##contig=<ID=20>")
                .line("##FILTER=<ID=q10,Description=\"x\">")
                .line("##INFO=<ID=DS,Number=1,Type=Float,Description=\"x\">")
                .line("##FORMAT=<ID=DS,Number=1,Type=Float,Description=\"x\">")
                .line("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"x\">")
                .record(0, 5, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(3, 2, 4, 5)))
                .plain(folder.resolve("a.bcf"));
        try (VariantSource source = VariantSource.open(path)) {
            source.next();
            assertThat(source.site().id()).isEqualTo(".");
            assertThat(alleles(source)).containsExactly(1, 1);
        }
    }

    @Test
    void missingUnphasedAndHaploidCallsAreToldApart() {
        int e = BcfBytes.END;
        Path path = of("A", "B", "C")
                .record(1, 5, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 2, 4, e, 2, 5, 2, 5)))
                .record(1, 6, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 2, 0, e, 0, 0, 2, 4)))
                .record(1, 7, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 2, 0, 1, BcfBytes.MISSING, e, 0, 5)))
                .plain(folder.resolve("a.bcf"));
        try (VariantSource source = VariantSource.open(path)) {
            assertThat(source.haplotypes()).isEqualTo(Haplotypes.of(1, 2, 2));
            source.next();
            assertThat(alleles(source)).containsExactly(1, 0, 1, 0, 1);
            assertThat(source.phased()).isTrue();
            source.next();
            assertThat(alleles(source)).containsExactly(-1, -1, -1, 0, 1);
            assertThat(source.firstUnphasedSample()).isEqualTo(2);
            assertThat(source.callText(0)).isEqualTo(".");
            assertThat(source.callText(1)).isEqualTo("./.");
            assertThat(source.callText(2)).isEqualTo("0/1");
            source.next();
            assertThat(alleles(source)).containsExactly(-1, -1, -1, -1, 1);
            assertThat(source.phased()).isTrue();
        }
    }

    @Test
    void haploidsAloneHaveRoomForOneAllele() {
        Path path = of("A", "B")
                .record(1, 5, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 1, 4, 2)))
                .plain(folder.resolve("a.bcf"));
        HaplotypePanel panel =
                PanelReader.read(path, PanelReadOptions.defaults()).panel();
        assertThat(panel.haplotypes()).isEqualTo(Haplotypes.of(1, 1));
        assertThat(panel.altFrequency(0)).isEqualTo(.5);
    }

    @Test
    void wideIntegersHoldHighAlleles() {
        String alleles = "A" + ",C".repeat(1);
        StringBuilder many = new StringBuilder(alleles);
        for (int i = 1; i < 80; i++) many.append(",A").append("G".repeat(i));
        Path path = of("A").record(
                        4, 5, "", many.toString(), NO_INFO, List.of(BcfBytes.shorts(GT, 2, 71 << 1, 81 << 1 | 1)))
                .record(4, 6, "", "A,C", NO_INFO, List.of(BcfBytes.ints(GT, 2, 0x80000000, 3)))
                .plain(folder.resolve("a.bcf"));
        try (VariantSource source = VariantSource.open(path)) {
            source.next();
            assertThat(source.altCount()).isEqualTo(80);
            assertThat(alleles(source)).containsExactly(70, 80);
            source.next();
            assertThat(alleles(source)).containsExactly(-1, 0);
        }
    }

    @Test
    void numbersOfHaploidsAreTheFirstOfTheirRoom() {
        Path path = of("A", "B")
                .record(
                        1,
                        5,
                        "",
                        "A,C",
                        NO_INFO,
                        List.of(
                                BcfBytes.bytes(GT, 2, 4, BcfBytes.END, 2, 5),
                                BcfBytes.floats(DS, 1, BcfBytes.bits(.5), BcfBytes.MISSING_FLOAT),
                                BcfBytes.floats(
                                        HDS,
                                        2,
                                        BcfBytes.bits(.5),
                                        BcfBytes.END_FLOAT,
                                        BcfBytes.bits(.25),
                                        BcfBytes.bits(1))))
                .plain(folder.resolve("a.bcf"));
        try (VariantSource source = VariantSource.open(path)) {
            AnnotatedSource annotated = source.annotated();
            annotated.next();
            float[] ds = new float[2];
            annotated.formatFloats("DS", ds, 1);
            assertThat(ds).containsExactly(.5f, Float.NaN);
            float[] hds = new float[4];
            annotated.formatFloats("HDS", hds, 2);
            assertThat(hds).containsExactly(.5f, Float.NaN, .25f, 1);
            assertThatThrownBy(() -> annotated.formatFloats("GT", new float[6], 3))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("GT of sample A is malformed; found 1 numbers, not 2");
        }
    }

    @Test
    void packedAndParsedCallsAgree() {
        Random random = new Random(7);
        for (int samples : new int[] {1, 3, 4, 31, 32, 33, 65}) {
            String[] names = new String[samples];
            for (int s = 0; s < samples; s++) names[s] = "S" + s;
            int[] calls = new int[2 * samples];
            for (int h = 0; h < calls.length; h++) calls[h] = 2 + 2 * random.nextInt(2) + h % 2;
            Path path = of(names)
                    .record(4, 5, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 2, calls)))
                    .plain(folder.resolve("a.bcf"));
            int[] unphased = calls.clone();
            unphased[calls.length - 1]--;
            Path other = of(names)
                    .record(4, 5, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 2, unphased)))
                    .plain(folder.resolve("b.bcf"));
            long[] words = new long[calls.length / 64 + 1];
            try (VariantSource source = VariantSource.open(path);
                    VariantSource refused = VariantSource.open(other)) {
                source.next();
                assertThat(source.pack(words, 0)).isTrue();
                byte[] codes = alleles(source);
                for (int h = 0; h < codes.length; h++)
                    assertThat(words[h >> 6] >>> h & 1).isEqualTo(codes[h]);
                refused.next();
                assertThat(refused.pack(words, 0)).isFalse();
            }
        }
    }

    private void refused(BcfBytes bcf, String message) {
        Path path = bcf.plain(folder.resolve("bad.bcf"));
        assertThatThrownBy(() -> TargetReader.read(path, Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsWrongIsTold() throws IOException {
        List<Value> call = List.of(BcfBytes.bytes(GT, 2, 2, 3));
        refused(
                of("A").record(9, 5, "", "A,C", NO_INFO, call),
                "record 1: the BCF is malformed; found contig number 9");
        refused(
                of("A").record(4, 7, "", "A,C", NO_INFO, call).record(4, 6, "", "A,C", NO_INFO, call),
                "the records are not sorted; found 20:6 after 20:7");
        refused(
                of("A").record(4, 7, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 2, 2, 7))),
                "GT of sample A is malformed; found '0|2', expected allele codes 0 to 1");
        refused(
                of("A").record(4, 7, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 3, 2, 3, 3))),
                "a call of sample A has more than two alleles; found '0|0|0'");
        refused(of("A").record(4, 7, "", "A,C", NO_INFO, List.of()), "those left out aside: {NO_GENOTYPES=1}");
        refused(of("A").minorVersion(3).record(4, 7, "", "A,C", NO_INFO, call), "found 2.3, expected 2.1 or 2.2");
        byte[] whole = of("A").record(4, 7, "", "A,C", NO_INFO, call).plain();
        Path cut = folder.resolve("cut.bcf");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> TargetReader.read(cut, Optional.empty()))
                .hasMessageContaining("the BCF is cut off; found the end of the file within record 1");
        assertThatThrownBy(() -> VcfScanner.open(cut))
                .hasMessageContaining("this is a BCF where only a VCF can be read");
    }

    /** Positions of the records that a region holds. */
    private static List<Integer> positions(Path path, Region region) {
        List<Integer> out = new java.util.ArrayList<>();
        try (VariantSource source = VariantSource.open(path, Optional.of(region))) {
            while (source.next()) out.add(source.site().pos());
        }
        return out;
    }

    @Test
    void aRegionHoldsItsRecordsWithAndWithoutAnIndex() throws IOException {
        Random random = new Random(3);
        Path indexed = folder.resolve("i.bcf");
        Path bare = folder.resolve("b.bcf");
        List<Site> sites = new java.util.ArrayList<>();
        int pos = 1;
        for (int i = 0; i < 400; i++) {
            sites.add(new Site("20", pos, ".", "A".repeat(1 + random.nextInt(40)), List.of("C")));
            pos += random.nextInt(random.nextInt(20) == 0 ? 300_000_000 / 20 : 9000);
        }
        BcfWriting.write(indexed, sites);
        Files.copy(indexed, bare);
        assertThat(folder.resolve("i.bcf.csi")).exists();
        int last = pos;
        for (int i = 0; i < 100; i++) {
            int from = 1 + random.nextInt(last);
            Region region = new Region("20", from, from + random.nextInt(100_000));
            assertThat(positions(indexed, region)).isEqualTo(positions(bare, region));
        }
        assertThat(positions(indexed, new Region("21", 1, 1000))).isEmpty();
        try (VariantSource source = VariantSource.open(indexed)) {
            assertThat(source.contigsWithRecords()).containsExactly("20");
        }
    }

    @Test
    void phaseSetsAreNumbersOrNamesAndMayBeMissing() {
        int ps = 8;
        Path path = of("A", "B")
                .line("##FORMAT=<ID=PS,Number=1,Type=Integer,Description=\"Phase set\",IDX=8>")
                .record(
                        4,
                        5,
                        "",
                        "A,C",
                        NO_INFO,
                        List.of(BcfBytes.bytes(GT, 2, 2, 5, 2, 5), BcfBytes.shorts(ps, 1, 300, 7)))
                .record(
                        4,
                        6,
                        "",
                        "A,C",
                        NO_INFO,
                        List.of(BcfBytes.bytes(GT, 2, 2, 5, 2, 5), BcfBytes.bytes(ps, 1, BcfBytes.MISSING, 7)))
                .record(
                        4,
                        7,
                        "",
                        "A,C",
                        NO_INFO,
                        List.of(BcfBytes.bytes(GT, 2, 2, 5, 2, 5), BcfBytes.text(ps, 2, "7\0ab")))
                .record(4, 8, "", "A,C", NO_INFO, List.of(BcfBytes.bytes(GT, 2, 2, 5, 2, 5)))
                .plain(folder.resolve("a.bcf"));
        List<Integer> found = new ArrayList<>();
        try (VariantSource source = VariantSource.open(path)) {
            while (source.next()) for (int sample = 0; sample < 2; sample++) found.add(source.phaseSet(sample));
        }
        assertThat(found.subList(0, 5)).containsExactly(300, 7, 0, 7, 7);
        assertThat(found.get(5)).isNegative();
        assertThat(found.subList(6, 8)).containsExactly(0, 0);
    }
}
