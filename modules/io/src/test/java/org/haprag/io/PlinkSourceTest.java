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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlinkSourceTest {
    private static final String FIVE =
            "F1 A 0 0 1 -9\nF2 B 0 0 2 -9\n\nF3 C 0 0 0 -9\nF4\tD\t0\t0\t1\t-9\nF5 E 0 0 2\n";

    @TempDir
    Path folder;

    /** A fileset. @param rows genotypes of a line of the .bim, a digit a sample: copies of A1, or - */
    private Path files(String fam, String bim, String... rows) throws IOException {
        Files.writeString(folder.resolve("t.fam"), fam);
        Files.writeString(folder.resolve("t.bim"), bim);
        List<Byte> bytes = new ArrayList<>(List.of((byte) 0x6c, (byte) 0x1b, (byte) 1));
        for (String row : rows) {
            for (int from = 0; from < row.length(); from += 4) {
                int b = 0;
                for (int s = from; s < Math.min(row.length(), from + 4); s++) {
                    b |= List.of(3, 2, 0, 1).get("012-".indexOf(row.charAt(s))) << 2 * (s - from);
                }
                bytes.add((byte) b);
            }
        }
        byte[] out = new byte[bytes.size()];
        for (int i = 0; i < out.length; i++) out[i] = bytes.get(i);
        return Files.write(folder.resolve("t.bed"), out);
    }

    private static List<String> records(VariantSource source) {
        List<String> out = new ArrayList<>();
        byte[] codes = new byte[source.haplotypes().count()];
        while (source.next()) {
            source.alleles(codes);
            out.add(source.site() + " " + Arrays.toString(codes) + (source.phased() ? "" : " unphased"));
        }
        return out;
    }

    @Test
    void theSecondAlleleIsTheReferenceAndHeterozygotesAreUnphased() throws IOException {
        Path bed = files(FIVE, "20 rs1 0 100 T C\n20\trs2\t0\t200\tAT\tA\n", "012-0", "00002");
        for (Path name : List.of(bed, folder.resolve("t"), folder.resolve("t.bim"), folder.resolve("t.fam"))) {
            try (VariantSource source = VariantSource.open(name)) {
                assertThat(source.samples().names()).containsExactly("A", "B", "C", "D", "E");
                assertThat(records(source))
                        .containsExactly(
                                "20:100 C>T [0, 0, 0, 1, 1, 1, -1, -1, 0, 0] unphased",
                                "20:200 A>AT [0, 0, 0, 0, 0, 0, 0, 0, 1, 1]");
            }
            assertThat(VariantSource.files(name))
                    .containsExactly(bed, folder.resolve("t.bim"), folder.resolve("t.fam"));
        }
    }

    @Test
    void intervalsAreNotTakenForGenotypesAndPlink2IsNamed() throws IOException {
        Path bed = Files.writeString(folder.resolve("sites.bed"), "20\t99\t100\n");
        assertThat(VariantSource.files(bed)).containsExactly(bed);
        refused(() -> VariantSource.open(bed), "intervals (BED text)");
        Files.write(folder.resolve("p.pgen"), new byte[] {0x6c, 0x1b, 0x10, 0});
        refused(() -> VariantSource.open(folder.resolve("p")), "p.pgen", "a PLINK 2 .pgen", "--export vcf");
    }

    @Test
    void oneAlleleIsEnoughForPeopleWhoAllHaveIt() throws IOException {
        Path bed = files(FIVE, "20 a 0 100 0 C\n20 b 0 200 G 0\n20 c 0 300 0 0\n", "000-0", "222-2", "-----");
        try (VariantSource source = VariantSource.open(bed)) {
            byte[] codes = new byte[10];
            for (String expected : List.of("20:100 C>", "20:200 G>")) {
                source.next();
                assertThat(source.altCount()).isZero();
                assertThat(source.site()).hasToString(expected);
                source.alleles(codes);
                assertThat(codes).containsExactly(0, 0, 0, 0, 0, 0, -1, -1, 0, 0);
            }
            source.next();
            assertThat(source.flaw()).contains(RecordFlaw.REF_NOT_BASES);
        }
    }

    @Test
    void malesAreHaploidOnXAndEverybodyIsOnMt() throws IOException {
        Path bed = files(FIVE, "23 a 0 100 T C\n26 b 0 200 T C\n", "21112", "0202-");
        try (VariantSource x = VariantSource.open(bed, Optional.of(new Region("chrX", 1, 1000)));
                VariantSource mt = VariantSource.open(bed, Optional.of(new Region("MT", 1, 1000)))) {
            assertThat(x.haplotypes()).isEqualTo(Haplotypes.of(1, 2, 2, 1, 2));
            assertThat(records(x)).containsExactly("X:100 C>T [1, 0, 1, 0, 1, -1, 1, 1] unphased");
            assertThat(mt.haplotypes()).isEqualTo(Haplotypes.of(1, 1, 1, 1, 1));
            assertThat(records(mt)).containsExactly("MT:200 C>T [0, 1, 0, 1, -1]");
        }
        try (VariantSource both = VariantSource.open(bed)) {
            assertThat(both.contigsWithRecords()).containsExactly("X", "MT");
            assertThatThrownBy(both::haplotypes)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("different numbers of copies")
                    .hasMessageContaining("found MT, X");
        }
        Path cattle = files(FIVE, "23 a 0 100 T C\n29 b 0 200 T C\n", "21112", "02022");
        try (VariantSource source = VariantSource.open(cattle)) {
            assertThat(source.contigs()).containsExactly("23", "29");
            assertThat(source.haplotypes().allDiploid()).isTrue();
        }
    }

    @Test
    void aRegionHoldsItsVariants() throws IOException {
        Random random = new Random(4);
        StringBuilder bim = new StringBuilder();
        String[] rows = new String[500];
        for (int i = 0; i < rows.length; i++) {
            bim.append(i < 250 ? 1 : 2)
                    .append(" v")
                    .append(i)
                    .append(" 0 ")
                    .append(10 * i + 1)
                    .append(" A G\n");
            rows[i] = "" + random.nextInt(3) + random.nextInt(3) + random.nextInt(3) + "-" + random.nextInt(3);
        }
        Path bed = files(FIVE, bim.toString(), rows);
        List<String> all;
        try (VariantSource source = VariantSource.open(bed)) {
            all = records(source);
        }
        try (VariantSource source = VariantSource.open(bed, Optional.of(new Region("2", 3001, 3991)))) {
            assertThat(records(source)).isEqualTo(all.subList(300, 400));
        }
    }

    private static void refused(ThrowingCallable reading, String... parts) {
        var thrown = assertThatThrownBy(reading).isInstanceOf(InputException.class);
        for (String part : parts) thrown.hasMessageContaining(part);
    }

    @Test
    void whatIsWrongIsTold() throws IOException {
        Path bed = files(FIVE, "20 a 0 100 T C\n20 b 0 200 T C\n", "00000");
        refused(() -> VariantSource.open(bed), "do not belong together", "found 5 bytes, expected 7 bytes");
        files(FIVE, "20 a 0 1e3 T C\n", "00000");
        refused(() -> VariantSource.open(bed), "t.bim:1: the position is malformed; found '1e3'");
        files(FIVE, "20 a 0 100 T\n", "00000");
        refused(() -> VariantSource.open(bed), "t.bim:1: the line has too few columns", "expected CHR ID cM BP A1 A2");
        files(FIVE.replace("F2 B", "F1 A"), "20 a 0 100 T C\n", "00000");
        refused(() -> VariantSource.open(bed), "two samples have the same names");
        files(FIVE, "20 a 0 100 0 C\n", "00001");
        refused(
                () -> {
                    try (VariantSource source = VariantSource.open(bed)) {
                        records(source);
                    }
                },
                "t.bim:1: sample E has an allele that the line does not name; found '0 C'");
        Files.write(bed, new byte[] {0x6c, 0x1b, 0, 0});
        refused(() -> VariantSource.open(bed), "stored sample by sample");
        Files.delete(folder.resolve("t.fam"));
        Files.write(bed, new byte[] {0x6c, 0x1b, 1, 0});
        refused(() -> VariantSource.open(bed), "t.fam", "no such file");
        try (VariantSource twice = VariantSource.open(
                files(FIVE.replace("F2 B", "F2 A"), "20 a 0 100 T C\n20 b 0 90 T C\n", "00000", "00000"))) {
            assertThat(twice.samples().names()).startsWith("F1_A", "F2_A");
            refused(() -> records(twice), "t.bim:2: the records are not sorted; found 20:90 after 20:100");
        }
    }
}
