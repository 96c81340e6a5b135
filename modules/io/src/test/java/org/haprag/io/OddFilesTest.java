package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.TargetGenotypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that other programs read: odd headers, records that cannot be used, unusual compression. */
class OddFilesTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("x.vcf.gz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "##INFO=<ID=END2,Type=Integer,Number=1,Description=\"order\">",
                "##INFO=<ID=X,Number=1,Type=Nonsense,Description=\"x\">",
                "##INFO=<ID=X,Number=1,Type=String,Description=an \"inner\" quote>",
                "##INFO=<ID=X,Number=.,Type=String,Description=\"backslash\\\">",
                "##INFO=<Description=\"a, ID=Y\",ID=X>",
                "##INFO=<>",
                "##FORMAT=<ID=GT,Number=1,Type=Integer,Description=\"twice\">",
                "##contig=<length=5>",
                "##contig=<ID=HLA-DRB1*04:03:01\tlength=15246>",
                "##PEDIGREE=<Child=A,Mother=B>",
                "##",
                "##source=",
                "##this line says nothing",
                "##contig=<ID=20,length=1>",
                "",
            })
    void whatAHeaderSaysOfThingsThatAreNotUsedIsNotJudged(String line) {
        Path path = VcfText.of("A")
                .meta("##contig=<ID=20>")
                .meta(line)
                .calls("20", 7, "A", "C", "0|1")
                .plain(file());
        try (VcfScanner in = VcfScanner.open(path)) {
            assertThat(in.contigs()).startsWith("20").doesNotHaveDuplicates();
            assertThat(in.declaresFormat("GT")).isTrue();
            assertThat(in.declaresInfo("Y")).isFalse();
            assertThat(in.next()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "##fileformat=VCFv4.0\n",
                "##fileformat=VCF4.2\n",
                "##fileformat=VCFv4.5\n",
                "\uFEFF##fileformat=VCFv4.2\n",
                "##source=x\n",
                ""
            })
    void aVersionThatIsOddOrMissingIsNoReasonToStop(String first) {
        String text = VcfText.of("A").calls("20", 7, "A", "C", "0|1").text();
        VcfText.write(file(), text.replaceFirst(".*\n", first).getBytes(StandardCharsets.UTF_8));
        assertThat(TargetReader.read(file(), Optional.empty()).sites()).hasSize(1);
    }

    private static VcfText flawed() {
        return VcfText.of("A")
                .line("20\t0\tprobe\tA\tC\t.\t.\t.\tGT\t0|1")
                .calls("20", 5, "A", "C", "0|1")
                .calls("20", 6, "A", "A", "0|1")
                .calls("20", 7, "A", "C,C", "0|1")
                .calls("20", 7, "-", "C", "0|1")
                .calls("20", 7, "A", "C,", "0|1")
                .calls("20", 8, "A", String.join(",", manyAlts()), "0|1")
                .line("20\t8\t.\tA\tC\t.\t.\t.\tDP\t7")
                .calls("20", 9, "A", "C", "0|1");
    }

    private static String[] manyAlts() {
        String[] alts = new String[128];
        for (int i = 0; i < alts.length; i++) alts[i] = "A".repeat(i + 2);
        return alts;
    }

    @Test
    void aRecordThatCannotBeUsedIsLeftOutAndKeptForTheReport() {
        FlawedRecords flawed = new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT);
        TargetGenotypes targets =
                TargetReader.read(flawed().plain(file()), Selection.of(Optional.empty()), ReadProgress.SILENT, flawed);
        assertThat(targets.sites()).extracting(s -> s.pos()).containsExactly(5, 9);
        assertThat(flawed.records())
                .extracting(FlawedRecord::flaw)
                .containsExactly(
                        RecordFlaw.POS_0,
                        RecordFlaw.ALT_IS_REF,
                        RecordFlaw.ALT_TWICE,
                        RecordFlaw.REF_NOT_BASES,
                        RecordFlaw.ALT_MALFORMED,
                        RecordFlaw.TOO_MANY_ALTS,
                        RecordFlaw.NO_GENOTYPES);
        assertThat(flawed.records()).extracting(FlawedRecord::before).containsExactly(0, 1, 1, 1, 1, 1, 1);
        assertThat(flawed.records().get(0).id()).isEqualTo("probe");
        PanelReading panel = PanelReader.read(file(), PanelReadOptions.defaults());
        assertThat(panel.panel().siteCount()).isEqualTo(2);
        assertThat(panel.skipped()).containsEntry(RecordFlaw.POS_0.reason(), 1).hasSize(7);
    }

    @Test
    void strictlyTheFirstRecordThatCannotBeUsedEndsTheReading() {
        FlawedRecords strict = new FlawedRecords(FlawedRecords.Rule.REFUSE);
        assertThatThrownBy(() -> TargetReader.read(
                        flawed().plain(file()), Selection.of(Optional.empty()), ReadProgress.SILENT, strict))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        file()
                                + ":8: the record cannot be used: POS is 0: the end of a chromosome, or a probe without a place; found '20 0 probe A C', expected a position, distinct alleles, and genotypes. Fix: correct or drop it, or leave --strict out: such records are then left out and counted");
    }

    @Test
    void aMaskLeavesOutWhatCannotBeUsed() {
        Path out = folder.resolve("out.vcf.gz");
        assertThat(MaskedVcf.copy(
                        flawed().plain(file()),
                        Optional.empty(),
                        out,
                        List.of(),
                        site -> true,
                        MaskedVcf.Calls.AS_THEY_ARE,
                        1))
                .isEqualTo(new MaskedVcf.Counts(3, 6));
    }

    @Test
    void structuralVariantsEndWhereInfoSays() {
        Path path = VcfText.of("A")
                .line("20\t5\t.\tA\t<DEL>\t.\t.\tSVTYPE=DEL;END=300;SVLEN=-9\tGT\t0|1")
                .line("20\t5\t.\tA\t<DUP>\t.\t.\tSVLEN=100\tGT\t0|1")
                .line("20\t5\t.\tA\t<INS>\t.\t.\tSVLEN=100\tGT\t0|1")
                .line("20\t5\t.\tACG\tA\t.\t.\tEND=300\tGT\t0|1")
                .plain(file());
        assertThat(TargetReader.read(path, Optional.empty()).sites())
                .extracting(s -> s.endBp())
                .containsExactly(300, 105, 5, 7);
    }

    @Test
    void namesInLatin1KeepTheirBytesInWhatIsCopied() throws IOException {
        byte[] text =
                VcfText.of("Jürgen").calls("20", 7, "A", "C", "0|1").text().getBytes(StandardCharsets.ISO_8859_1);
        Path out = folder.resolve("out.vcf.gz");
        MaskedVcf.copy(
                VcfText.write(file(), text),
                Optional.empty(),
                out,
                List.of(),
                site -> true,
                MaskedVcf.Calls.AS_THEY_ARE,
                1);
        try (var in = CompressedInput.open(out).text()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains("FORMAT\tJürgen\n");
        }
    }

    @Test
    void aBgzfWithoutEndOfFileBlockIsRead() throws IOException {
        byte[] whole = Files.readAllBytes(
                VcfText.of("A").calls("20", 7, "A", "C", "0|1").bgzip(file()));
        VcfText.write(file(), Arrays.copyOf(whole, whole.length - BgzfBlocks.END_OF_FILE.length));
        assertThat(TargetReader.read(file(), Optional.empty()).sites()).hasSize(1);
    }

    @Test
    void everyGzipMemberOfASlowPipeIsRead() throws Exception {
        String text = VcfText.of("A")
                .calls("20", 7, "A", "C", "0|1")
                .calls("20", 9, "A", "C", "0|1")
                .text();
        int cut = text.lastIndexOf("20\t9");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = new Thread(() -> {
            try (OutputStream out = Files.newOutputStream(pipe)) {
                out.write(VcfText.gzipped(text.substring(0, cut)));
                out.flush();
                Thread.sleep(300);
                out.write(VcfText.gzipped(text.substring(cut)));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertThat(TargetReader.read(pipe, Optional.empty()).sites()).hasSize(2);
        writer.join();
    }

    @Test
    void anIndexOfAnotherFileIsNotUsed() throws IOException {
        VcfText shorter = VcfText.of("A").calls("20", 7, "A", "C", "0|1");
        shorter.indexed(file());
        VcfText longer = VcfText.of("A");
        for (int pos = 1; pos < 9000; pos++) longer.calls("20", pos, "A", "C", "0|1");
        longer.bgzip(file());
        Path index = folder.resolve("x.vcf.gz.tbi");
        Files.setLastModifiedTime(index, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(RegionIndex.of(file())).isEmpty();
        assertThat(TargetReader.read(file(), Optional.of(new Region("20", 8000, 8004)))
                        .sites())
                .hasSize(5);
        longer.indexed(file());
        assertThat(RegionIndex.of(file())).isPresent();
    }

    @Test
    void countsOfFlawsTellTheirKind() {
        FlawedRecords flawed = new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT);
        Path path = VcfText.of("A").calls("20", 7, "A", "A", "0|1").plain(file());
        assertThatThrownBy(() -> TargetReader.read(path, Selection.of(Optional.empty()), ReadProgress.SILENT, flawed))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found 0 records, those left out aside: {ALT_IS_REF=1}");
        assertThat(flawed.counts()).isEqualTo(Map.of(RecordFlaw.ALT_IS_REF, 1));
        assertThat(flawed.records()).hasSize(1);
    }
}
