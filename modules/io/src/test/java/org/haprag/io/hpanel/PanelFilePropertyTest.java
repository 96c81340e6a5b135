package org.haprag.io.hpanel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.io.ContigDescription;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.ReadProgress;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelFilePropertyTest {
    private static final List<String> ALTS = List.of("C", "<DEL>", "*", "GATTACA");

    @TempDir
    private Path folder;

    /** Rows of every kind: empty, full, one carrier, rare, common, in LD with the row before; positions repeat. */
    private static HaplotypePanel panel(int samples, int sites, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>();
        for (int s = 0; s < samples; s++) names.add("Prøve-" + s);
        List<Site> all = new ArrayList<>();
        List<byte[]> codes = new ArrayList<>();
        int rows = 0;
        int pos = 1 + random.nextInt(60_000_000);
        byte[] last = new byte[2 * samples];
        for (int s = 0; s < sites; s++) {
            int alts = random.nextInt(5) == 0 ? 1 + random.nextInt(ALTS.size()) : 1;
            pos += random.nextInt(4) == 0 ? 0 : random.nextInt(300);
            all.add(new Site("chr20", pos, s % 3 == 0 ? "rs" + s : ".", "A", ALTS.subList(0, alts)));
            last = row(last, alts, random);
            codes.add(last);
            rows += alts;
        }
        BitMatrix alleles = new BitMatrix(rows, 2 * samples);
        int first = 0;
        for (int s = 0; s < sites; s++) {
            for (int h = 0; h < 2 * samples; h++) {
                int code = codes.get(s)[h];
                if (code > 0) alleles.set(first + code - 1, h);
            }
            first += all.get(s).alts().size();
        }
        return new HaplotypePanel(new Samples(names), all, alleles);
    }

    private static byte[] row(byte[] last, int alts, SplittableRandom random) {
        byte[] row = new byte[last.length];
        double af = List.of(0.0, 1.0, .01, .1, .5, .9).get(random.nextInt(6));
        boolean copied = random.nextInt(3) == 0;
        for (int h = 0; h < row.length; h++) {
            byte drawn = (byte) (random.nextDouble() < af ? 1 + random.nextInt(alts) : 0);
            row[h] = copied && last[h] <= alts && random.nextInt(20) > 0 ? last[h] : drawn;
        }
        return row;
    }

    private static void assertSame(HaplotypePanel found, HaplotypePanel expected) {
        assertThat(found.samples()).isEqualTo(expected.samples());
        assertThat(found.sites()).isEqualTo(expected.sites());
        assertThat(found.alleleRowCount()).isEqualTo(expected.alleleRowCount());
        for (int row = 0; row < expected.alleleRowCount(); row++) {
            for (int w = 0; w < expected.alleles().wordsPerRow(); w++) {
                if (found.alleles().word(row, w) != expected.alleles().word(row, w)) {
                    throw new AssertionError("row " + row + " differs in word " + w);
                }
            }
        }
    }

    private static HaplotypePanel read(Path file, Optional<Region> region) {
        try (PanelFileReader reader = PanelFileReader.open(file, region)) {
            return reader.read();
        }
    }

    private Path written(HaplotypePanel panel) {
        Path file = folder.resolve("p.hpanel");
        PanelFileWriter.write(panel, file);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 50", "31, 200", "32, 200", "33, 200", "64, 100", "65, 300", "20, 20000"})
    void whatWasWrittenIsRead(int samples, int sites) {
        HaplotypePanel panel = panel(samples, sites, 31L * samples + sites);
        Path file = written(panel);
        assertThat(PanelFileReader.recognises(file)).isTrue();
        assertSame(PanelFileReader.read(file), panel);
    }

    @Test
    void endsOfStructuralVariantsAndTheContigsLengthAreKept() throws IOException {
        List<Site> sites = List.of(
                new Site("20", 10, ".", "A", List.of("C")),
                new Site("20", 20, ".", "A", List.of("<DEL>"), 900),
                new Site("20", 20, ".", "ACG", List.of("A")));
        HaplotypePanel panel = new HaplotypePanel(new Samples(List.of("S")), sites, new BitMatrix(3, 2));
        Path file = folder.resolve("p.hpanel");
        ContigDescription description = new ContigDescription(OptionalInt.of(63_025_520), Optional.of("b37.fa"));
        PanelFileWriter.write(panel, description, file);
        assertThat(PanelFileReader.read(file).sites()).isEqualTo(sites);
        try (PanelFileReader reader = PanelFileReader.open(file, Optional.empty())) {
            assertThat(reader.description()).isEqualTo(description);
        }
        assertThat(Files.readAllBytes(file)[Header.MAGIC_BYTES + 3]).isEqualTo((byte) 3);
        PanelFileWriter.write(panel.slice(0, 1), file);
        assertThat(Files.readAllBytes(file)[Header.MAGIC_BYTES + 3]).isEqualTo((byte) 1);
        PanelFileWriter.write(panel, file);
        assertThat(PanelFileReader.read(file).sites()).isEqualTo(sites);
    }

    @Test
    void theSamePanelGivesTheSameBytes() throws IOException {
        HaplotypePanel panel = panel(10, 9000, 1);
        byte[] first = Files.readAllBytes(written(panel));
        assertThat(Files.readAllBytes(written(panel))).isEqualTo(first);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("p.hpanel"));
        }
    }

    @Test
    void aRegionGivesItsSitesOnly() {
        HaplotypePanel panel = panel(5, 20000, 3);
        Path file = written(panel);
        SplittableRandom random = new SplittableRandom(4);
        int end = panel.site(19999).pos();
        int start = panel.site(0).pos();
        for (int i = 0; i < 20; i++) {
            int from = start + random.nextInt(end - start);
            int to = from + random.nextInt(end - from + 1000);
            int first = 0;
            while (panel.site(first).pos() < from) first++;
            int last = first;
            while (last < 20000 && panel.site(last).pos() <= to) last++;
            Optional<Region> region = Optional.of(new Region("20", from, to));
            if (first == last) {
                assertThat(read(file, region).siteCount()).isZero();
            } else {
                assertSame(read(file, region), panel.slice(first, last));
            }
        }
    }

    @Test
    void aRegionOutsideOfThePanelIsAnErrorThatSaysWhatThePanelCovers() {
        HaplotypePanel panel = panel(2, 10, 3);
        Path file = written(panel);
        PanelReadOptions options = new PanelReadOptions(
                Optional.of(new Region("21", 1, 1 << 30)), PanelReadOptions.MissingCalls.REFUSE, ReadProgress.SILENT);
        assertThatThrownBy(() -> PanelReader.read(file, options))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("21:1-1073741824: the panel has no sites; found sites in")
                .hasMessageContaining(
                        "chr20:" + panel.site(0).pos() + "-" + panel.site(9).pos());
    }

    @Test
    void fourHundredMutationsAreRefusedOrHarmless() throws IOException {
        HaplotypePanel panel = panel(40, 400, 5);
        byte[] good = Files.readAllBytes(written(panel));
        SplittableRandom random = new SplittableRandom(6);
        Path file = folder.resolve("mutant.hpanel");
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] mutant = mutated(good, random);
            Files.write(file, mutant);
            boolean[] threw = new boolean[1];
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                try {
                    assertSame(PanelFileReader.read(file), panel);
                } catch (InputException e) {
                    assertThat(e).hasMessageContaining("mutant.hpanel");
                    threw[0] = true;
                }
            });
            if (threw[0]) refused++;
            else assertThat(mutant).as("mutation %d", i).isEqualTo(good);
        }
        assertThat(refused).isGreaterThan(380);
    }

    private static byte[] mutated(byte[] good, SplittableRandom random) {
        byte[] out = good.clone();
        int at = random.nextInt(3) == 0 ? random.nextInt(Header.BYTES) : random.nextInt(good.length);
        int length = 1 + random.nextInt(Math.min(50, good.length - at));
        switch (random.nextInt(6)) {
            case 0 -> out[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                for (int i = at; i < at + length; i++) out[i] = (byte) random.nextInt(256);
            }
            case 2 -> out = Arrays.copyOf(good, at);
            case 3 -> {
                System.arraycopy(good, at + length, out, at, good.length - at - length);
                out = Arrays.copyOf(out, good.length - length);
            }
            case 4 -> {
                out = Arrays.copyOf(good, good.length + length);
                System.arraycopy(good, at, out, at + length, good.length - at);
            }
            default -> Arrays.fill(out, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xff));
        }
        return out;
    }

    /** An attacker's file: every checksum fits, what is under it does not. */
    @Test
    void sensiblyChecksummedNonsenseIsRefusedToo() throws IOException {
        HaplotypePanel panel = panel(40, 400, 7);
        Path file = written(panel);
        byte[] good = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(8);
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            Files.write(file, forged(good, random));
            boolean whole = refuses(() -> PanelFileReader.read(file));
            assertThat(refuses(() -> readByBlocks(file))).isEqualTo(whole);
            if (whole) refused++;
        }
        assertThat(refused).isGreaterThan(100);
    }

    private static boolean refuses(Runnable reading) {
        return assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            try {
                reading.run();
                return false;
            } catch (InputException e) {
                return true;
            }
        });
    }

    private static void readByBlocks(Path file) {
        try (PanelFileReader reader = PanelFileReader.open(file, Optional.empty())) {
            for (int b = 0; b < reader.blockCount(); b++) reader.block(b);
        }
    }

    /** Alters some bytes of the inflated directory and writes it back with checksums that fit. */
    private static byte[] forged(byte[] good, SplittableRandom random) {
        Section where = Header.read(ByteBuffer.wrap(good), good.length).directory();
        byte[] plain = where.inflate(ByteBuffer.wrap(good, (int) where.offset(), where.storedLength())
                .slice());
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            int at = random.nextInt(4) == 0 ? random.nextInt(plain.length) : plain.length - 1 - random.nextInt(30);
            plain[at] = (byte) random.nextInt(256);
        }
        byte[] stored = Section.deflate(plain);
        Section section = Section.of(where.offset(), stored, plain.length);
        byte[] out = Arrays.copyOf(good, (int) section.end());
        System.arraycopy(stored, 0, out, (int) where.offset(), stored.length);
        System.arraycopy(
                new Header(Header.DIPLOID_VERSION, section, section.end())
                        .toBytes()
                        .array(),
                0,
                out,
                0,
                Header.BYTES);
        return out;
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] good = Files.readAllBytes(written(panel(3, 20, 9)));
        Path file = folder.resolve("cut.hpanel");
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> PanelFileReader.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(InputException.class);
        }
    }

    @Test
    void aTruncatedFileSaysHowLongItShouldBe() throws IOException {
        byte[] good = Files.readAllBytes(written(panel(3, 20, 9)));
        Path file = folder.resolve("cut.hpanel");
        Files.write(file, Arrays.copyOf(good, good.length - 7));
        assertThatThrownBy(() -> PanelFileReader.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining((good.length - 7) + " bytes where " + good.length + " were written");
    }

    @Test
    void aNewerVersionIsNamed() throws IOException {
        Path file = written(panel(3, 20, 9));
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(Header.MAGIC_BYTES, 4);
        header.putInt(Header.BYTES - 4, Section.crc(ByteBuffer.wrap(bytes, 0, Header.BYTES - 4)));
        Files.write(file, bytes);
        assertThatThrownBy(() -> PanelFileReader.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found format version 4")
                .hasMessageContaining("format version 1 to 3");
    }

    @Test
    void aVcfIsNotRecognisedAndAMissingFileIsNamed() throws IOException {
        Path vcf = folder.resolve("p.hpanel.vcf");
        Files.writeString(vcf, "##fileformat=VCFv4.2\n");
        assertThat(PanelFileReader.recognises(vcf)).isFalse();
        assertThat(PanelFileReader.recognises(folder)).isFalse();
        assertThatThrownBy(() -> PanelFileReader.read(vcf))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not a panel file");
        assertThatThrownBy(() -> PanelFileReader.read(folder.resolve("none.hpanel")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void aPanelWithHaploidSamplesIsOfVersionTwoAndKeepsThem() throws IOException {
        HaplotypePanel mixed = TinyPanels.dealt(TinyPanels.of("01", "10", "00", "11"), Haplotypes.of(1, 2, 1));
        Path file = written(mixed);
        assertThat(ByteBuffer.wrap(Files.readAllBytes(file)).getInt(Header.MAGIC_BYTES))
                .isEqualTo(2);
        HaplotypePanel read = PanelFileReader.read(file);
        assertSame(read, mixed);
        assertThat(read.haplotypes()).isEqualTo(Haplotypes.of(1, 2, 1));
        assertThat(ByteBuffer.wrap(Files.readAllBytes(written(panel(3, 20, 9)))).getInt(Header.MAGIC_BYTES))
                .isOne();
    }

    @Test
    void aPanelWithoutSitesIsNotWritten() {
        HaplotypePanel empty = new HaplotypePanel(new Samples(List.of("S0")), List.of(), new BitMatrix(0, 2));
        assertThatThrownBy(() -> PanelFileWriter.write(empty, folder.resolve("e.hpanel")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 sites");
    }

    /** Bytes of version 1 that must stay readable for ever. */
    @Test
    void aFileOfVersionOneIsStillRead() throws IOException {
        Path file = folder.resolve("golden.hpanel");
        Files.write(file, Base64.getDecoder().decode(GOLDEN));
        assertSame(PanelFileReader.read(file), panel(4, 12, 2026));
    }

    private static final String GOLDEN =
            "iUhQTkwNChoAAAABAAAAAAAAAJMAAAA1AAAARFvJow4AAAAAAAAAyGoN1R5jYC4qNmB0ZGR0nsnIqAdmPIMx2piAks"
                    + "ZgpiZUqAxKcwNlzBgdWRidWW1cXH3sGLXY3R1DQhydHRmgKg7BTJEAKrUEs2bDhOKgNAAViMERAAAIgtBs/5WzDwcA"
                    + "WiFmSZVMwyb5GZccY03OKDIyYOEIKDq8oyxV1wDGMIQxjGAMY0Ye/gufNotd+rNZzLt29eH+SdwyqlNv/z/PDAA=";
}
