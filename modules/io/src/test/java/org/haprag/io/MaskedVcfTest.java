package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskedVcfTest {
    @TempDir
    Path folder;

    private static VcfText vcf() {
        VcfText vcf = VcfText.of("A", "B");
        for (int pos = 1; pos <= 20_000; pos++)
            vcf.line("20\t" + pos + "\trs" + pos + "\tA\tC,G\t30\tq10\tAF=0.1,0.2\tGT:DP\t0/1:3\t./.:.");
        return vcf;
    }

    private static List<String> lines(Path path) {
        List<String> out = new ArrayList<>();
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            while (lines.next()) out.add(lines.text());
        }
        return out;
    }

    @Test
    void keptRecordsAreUnchangedAndIndexed() throws Exception {
        Path in = vcf().crlf().plain(folder.resolve("in.vcf"));
        Path out = folder.resolve("out.vcf.gz");
        MaskedVcf.Counts counts = MaskedVcf.copy(
                in,
                Optional.empty(),
                out,
                List.of("##haprag_mask=x"),
                site -> site.pos() % 3 == 0,
                MaskedVcf.Calls.AS_THEY_ARE,
                2);
        assertThat(counts).isEqualTo(new MaskedVcf.Counts(6666, 13_334));
        List<String> expected = new ArrayList<>(lines(in));
        int header = expected.indexOf(expected.stream()
                .filter(l -> l.startsWith("#CHROM"))
                .findFirst()
                .orElseThrow());
        expected.add(header, "##haprag_mask=x");
        expected.removeIf(line -> !line.startsWith("#") && Integer.parseInt(line.split("\t", 3)[1]) % 3 != 0);
        assertThat(lines(out)).isEqualTo(expected);
        try (VcfScanner scanner = VcfScanner.open(out, Optional.of(new Region("20", 15_001, 15_003)))) {
            assertThat(scanner.next()).isTrue();
            assertThat(scanner.where()).as("the index is used").isEqualTo(out + ", 20:15003");
            assertThat(scanner.site().pos()).isEqualTo(15_003);
            assertThat(scanner.next()).isFalse();
        }
    }

    @Test
    void onlyTheRegionIsCopied() {
        Path in = vcf().indexed(folder.resolve("in.vcf.gz"));
        Path out = folder.resolve("out.vcf.gz");
        assertThat(MaskedVcf.copy(
                        in,
                        Optional.of(new Region("chr20", 100, 109)),
                        out,
                        List.of(),
                        site -> site.pos() != 105,
                        MaskedVcf.Calls.AS_THEY_ARE,
                        1))
                .isEqualTo(new MaskedVcf.Counts(9, 1));
    }

    @Test
    void aFileIsNotCopiedOntoItself() {
        Path in = vcf().bgzip(folder.resolve("in.vcf.gz"));
        assertThatThrownBy(() -> MaskedVcf.copy(
                        in, Optional.empty(), in, List.of(), site -> true, MaskedVcf.Calls.AS_THEY_ARE, 1))
                .isInstanceOf(InputException.class)
                .hasMessage(in + ": input and output are the same file; found " + in
                        + ", expected two files. Fix: choose another name for the output");
    }

    @Test
    void anErrorInTheInputLeavesNoOutput() {
        Path in = vcf().line("20\t5\t.\tA\tC\t.\t.\t.\tGT\t0|0\t0|0").plain(folder.resolve("in.vcf"));
        Path out = folder.resolve("out.vcf.gz");
        assertThatThrownBy(() -> MaskedVcf.copy(
                        in, Optional.empty(), out, List.of(), site -> true, MaskedVcf.Calls.AS_THEY_ARE, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the records are not sorted");
        assertThat(out).doesNotExist();
        assertThat(folder.toFile().list()).containsExactly("in.vcf");
        assertThat(Files.exists(folder.resolve("out.vcf.gz.tbi"))).isFalse();
    }
}
