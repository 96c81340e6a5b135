package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImputedBgenWriterTest {
    private static final Samples SAMPLES = new Samples(List.of("A", "Bé", "C"));
    private static final Haplotypes MIXED = Haplotypes.of(1, 2, 2);

    @TempDir
    Path folder;

    /** A variant as it stands in the file. @param block its inflated probabilities */
    private record Variant(String varid, String rsid, String contig, int pos, List<String> alleles, ByteBuffer block) {}

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Variant> read(Path path, List<String> names) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int first = 4 + in.getInt();
        assertThat(in.getInt()).isEqualTo(20);
        int variants = in.getInt();
        int samples = in.getInt();
        assertThat(text(in, 4)).isEqualTo("bgen");
        assertThat(in.getInt()).isEqualTo(0x80000009);
        assertThat(in.position() + in.getInt()).isEqualTo(first);
        assertThat(in.getInt()).isEqualTo(samples);
        for (int s = 0; s < samples; s++) names.add(text(in, in.getShort()));
        assertThat(in.position()).isEqualTo(first);
        List<Variant> out = new ArrayList<>();
        for (int v = 0; v < variants; v++) {
            String varid = text(in, in.getShort());
            String rsid = text(in, in.getShort());
            String contig = text(in, in.getShort());
            int pos = in.getInt();
            List<String> alleles = new ArrayList<>();
            for (int k = in.getShort(); k > 0; k--) alleles.add(text(in, in.getInt()));
            byte[] compressed = new byte[in.getInt() - 4];
            byte[] plain = new byte[in.getInt()];
            in.get(compressed);
            out.add(new Variant(varid, rsid, contig, pos, alleles, inflated(compressed, plain)));
        }
        assertThat(in.hasRemaining()).isFalse();
        return out;
    }

    private static ByteBuffer inflated(byte[] compressed, byte[] plain) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(compressed);
        assertThat(inflater.inflate(plain)).isEqualTo(plain.length);
        inflater.end();
        return ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Site site(int pos, String id, String... alts) {
        return new Site("X", pos, id, "A", List.of(alts));
    }

    private Path write(BgenEncoding.Precision precision, BgenEncoding.Phasing phasing, List<ImputedSite> sites) {
        Path path = folder.resolve("o.bgen");
        try (ImputedBgenWriter out = ImputedBgenWriter.open(path, SAMPLES, new BgenEncoding(precision, phasing), 2)) {
            sites.forEach(out::write);
            out.checkpoint();
            out.commit();
        }
        return path;
    }

    private static int[] rest(ByteBuffer block, int bytes) {
        int[] out = new int[block.remaining() / bytes];
        for (int i = 0; i < out.length; i++) out[i] = bytes == 1 ? block.get() & 0xff : block.getShort() & 0xffff;
        return out;
    }

    private static ImputedSite twoAlleles() {
        float[] p = {.5f, .25f, .5f, 0, 1};
        return ImputedSite.imputed(
                site(7, "rs7", "C"),
                ImputedGenotypes.independent(MIXED, p, new byte[] {1, 0, 1, 0, 1}),
                new double[] {.45},
                OptionalDouble.of(.9));
    }

    @Test
    void genotypesOfDiploidsAndHaploidsHaveAllButTheLastProbability() throws Exception {
        ImputedSite none =
                ImputedSite.targetOnly(site(9, ".", "<DEL>"), MIXED, new byte[] {-1, 0, 1, -1, -1}, new BitSet());
        Path path = write(BgenEncoding.Precision.BITS_8, BgenEncoding.Phasing.UNPHASED, List.of(twoAlleles(), none));
        List<String> names = new ArrayList<>();
        List<Variant> variants = read(path, names);
        assertThat(names).isEqualTo(SAMPLES.names());
        Variant first = variants.get(0);
        assertThat(List.of(first.varid(), first.rsid(), first.contig())).containsExactly("X:7:A:C", "rs7", "X");
        assertThat(first.pos()).isEqualTo(7);
        assertThat(first.alleles()).containsExactly("A", "C");
        ByteBuffer block = first.block();
        assertThat(block.getInt()).isEqualTo(3);
        assertThat(block.getShort()).isEqualTo((short) 2);
        assertThat(text(block, 5).getBytes(StandardCharsets.UTF_8)).containsExactly(1, 2, 1, 2, 2);
        assertThat(block.get()).isZero();
        assertThat(block.get()).isEqualTo((byte) 8);
        // .5; .375, .5, .125; 0, 1, 0: in 255ths 127.5, then 95.6 and 127.5
        assertThat(rest(block, 1)).containsExactly(128, 96, 127, 0, 255);
        Variant second = variants.get(1);
        assertThat(second.rsid()).isEqualTo("X:9:A:<DEL>");
        second.block().position(8);
        byte[] ploidies = new byte[3];
        second.block().get(ploidies).position(13);
        assertThat(ploidies).containsExactly((byte) 0x81, 2, (byte) 0x82);
        assertThat(rest(second.block(), 1)).containsExactly(0, 0, 255, 0, 0);
        assertThat(Files.readString(ImputedBgenWriter.table(path)))
                .isEqualTo("CHROM\tPOS\tID\tREF\tALT\tAF\tMAF\tR2\tER2\tORIGIN\n"
                        + "X\t7\trs7\tA\tC\t0.45\t0.45\t0.9\t.\tIMPUTED\n"
                        + "X\t9\t.\tA\t<DEL>\t0.5\t0.5\t.\t.\tTARGET_ONLY\n");
    }

    @Test
    void haplotypesStandOneAfterTheOther() throws Exception {
        Path path = write(BgenEncoding.Precision.BITS_16, BgenEncoding.Phasing.PHASED, List.of(twoAlleles()));
        ByteBuffer block = read(path, new ArrayList<>()).get(0).block().position(11);
        assertThat(block.get()).isOne();
        assertThat(block.get()).isEqualTo((byte) 16);
        assertThat(rest(block, 2)).containsExactly(32768, 49151, 32768, 65535, 0);
    }

    @Test
    void roundedProbabilitiesAreOffByLessThanAUnitAndSumToOne() throws Exception {
        Random random = new Random(5);
        List<ImputedSite> sites = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            float[] p = new float[15];
            for (int j = 0; j < p.length; j++) p[j] = random.nextInt(3) == 0 ? 0 : random.nextFloat() / 3;
            sites.add(ImputedSite.imputed(
                    site(i + 1, ".", "C", "G", "T"),
                    ImputedGenotypes.independent(MIXED, p, new byte[5]),
                    new double[3],
                    OptionalDouble.empty()));
        }
        List<Variant> variants =
                read(write(BgenEncoding.Precision.BITS_8, BgenEncoding.Phasing.UNPHASED, sites), new ArrayList<>());
        for (int i = 0; i < sites.size(); i++) {
            int[] units = rest(variants.get(i).block().position(13), 1);
            assertThat(units).hasSize(3 + 9 + 9);
            ImputedGenotypes genotypes = sites.get(i).genotypes();
            for (int s = 1, at = 3; s < 3; s++, at += 9) {
                int sum = 0;
                for (int k = 0, g = 0; k < 4; k++) {
                    for (int j = 0; j <= k && g < 9; j++, g++) {
                        double exact = 255 * (double) genotypes.posterior(s, j, k);
                        assertThat((double) units[at + g]).isCloseTo(exact, within(1.001));
                        sum += units[at + g];
                    }
                }
                assertThat(255 - sum).isBetween(0, 255);
                assertThat((double) (255 - sum)).isCloseTo(255 * genotypes.posterior(s, 3, 3), within(1.001));
            }
        }
    }

    @Test
    void withoutCommitNothingIsLeft() throws IOException {
        try (ImputedBgenWriter out = ImputedBgenWriter.open(
                folder.resolve("o.bgen"),
                SAMPLES,
                new BgenEncoding(BgenEncoding.Precision.BITS_8, BgenEncoding.Phasing.UNPHASED),
                1)) {
            out.write(twoAlleles());
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    /** As standard output does when the disk is full, or when the program behind the pipe has ended. */
    @Test
    void aStreamThatTakesNothingEndsTheRun() {
        ImputedVcfHeader header =
                new ImputedVcfHeader(SAMPLES, List.of(ContigLine.of("X")), List.of(), EnumSet.of(OutputField.GT));
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (ImputedVcfStream out =
                new ImputedVcfStream(new PrintStream(full, false, StandardCharsets.UTF_8), Path.of("-"), header)) {
            assertThatThrownBy(out::commit)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("standard output does not take the VCF");
        }
    }

    @Test
    void aStreamGetsTheTextOfTheVcf() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImputedVcfHeader header = new ImputedVcfHeader(
                SAMPLES, List.of(ContigLine.of("X")), List.of(), EnumSet.of(OutputField.GT, OutputField.DS));
        try (ImputedVcfStream out =
                new ImputedVcfStream(new PrintStream(bytes, false, StandardCharsets.UTF_8), Path.of("-"), header)) {
            out.write(twoAlleles());
            out.commit();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(header.text()
                        + "X\t7\trs7\tA\tC\t.\tPASS\tAF=0.45;MAF=0.45;R2=0.9;IMPUTED\tGT:DS\t1:0.5\t0|1:0.75\t0|1:1\n");
    }
}
