package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VcfLigationTest {
    @TempDir
    Path folder;

    private Path piece(String name, String contig, String chunk, int... positions) throws Exception {
        VcfText vcf = VcfText.of("A", "B").meta("##contig=<ID=" + contig + ">");
        if (chunk != null) {
            vcf.meta("##haprag_command=impute --chunk " + chunk + " --panel p").meta("##haprag_chunk=" + chunk);
        }
        for (int pos : positions) vcf.calls(contig, pos, "A", "C", "0|1", "1|1");
        return Files.write(folder.resolve(name), VcfText.bgzipped(vcf.text()));
    }

    private List<String> lines(Path file) {
        List<String> out = new ArrayList<>();
        try (LineReader in = LineReader.open(file, ReadProgress.SILENT)) {
            while (in.next()) out.add(in.text());
        }
        return out;
    }

    private int join(Path... pieces) {
        return VcfLigation.join(Arrays.asList(pieces), folder.resolve("all.vcf.gz"), 2);
    }

    @Test
    void chunksBecomeTheWholeRunWithAnIndex() throws Exception {
        assertThat(join(piece("1", "20", "1/2", 5, 9, 9), piece("2", "20", "2/2", 10, 70_000)))
                .isEqualTo(5);
        Path all = folder.resolve("all.vcf.gz");
        assertThat(lines(all))
                .contains("##haprag_command=impute --panel p", "##contig=<ID=20>")
                .noneMatch(line -> line.contains("chunk"))
                .filteredOn(line -> !line.startsWith("#"))
                .extracting(line -> line.split("\t")[1])
                .containsExactly("5", "9", "9", "10", "70000");
        try (VcfScanner far = VcfScanner.open(all, Optional.of(new Region("20", 60_000, 80_000)))) {
            assertThat(far.next()).isTrue();
            assertThat(far.site().pos()).isEqualTo(70_000);
            assertThat(far.next()).isFalse();
        }
    }

    @Test
    void contigsFollowEachOtherAndAllStandInTheHeader() throws Exception {
        assertThat(join(piece("1", "1", null, 5, 9), piece("2", "2", null, 3))).isEqualTo(3);
        assertThat(lines(folder.resolve("all.vcf.gz"))).containsSubsequence("##contig=<ID=1>", "##contig=<ID=2>");
    }

    @Test
    void theHeaderHasInputsAndCommandsOfAllRunsThatWereJoined() throws Exception {
        List<Path> pieces = new ArrayList<>();
        for (String contig : List.of("1", "2")) {
            VcfText vcf = VcfText.of("A")
                    .meta("##haprag_model=bundled sha256:12")
                    .meta("##haprag_inputs=panel sha256:" + contig)
                    .meta("##haprag_command=impute --panel p" + contig)
                    .meta("##contig=<ID=" + contig + ">")
                    .calls(contig, 5, "A", "C", "0|1");
            pieces.add(Files.write(folder.resolve(contig), VcfText.bgzipped(vcf.text())));
        }
        join(pieces.toArray(Path[]::new));
        assertThat(lines(folder.resolve("all.vcf.gz")))
                .filteredOn(line -> line.startsWith("##haprag"))
                .containsExactly(
                        "##haprag_model=bundled sha256:12",
                        "##haprag_inputs=panel sha256:1",
                        "##haprag_command=impute --panel p1",
                        "##haprag_inputs=panel sha256:2",
                        "##haprag_command=impute --panel p2");
    }

    @Test
    void aMissingChunkIsNoticed() throws Exception {
        Path first = piece("1", "20", "1/3", 5);
        Path third = piece("3", "20", "3/3", 15);
        assertThatThrownBy(() -> join(first, third))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not all there")
                .hasMessageContaining("found chunk 1/3, expected chunk 1/2 of 2 files");
        assertThat(folder.resolve("all.vcf.gz")).doesNotExist();
    }

    @Test
    void chunksInAnotherOrderAndFilesAmongChunksAreNoticed() throws Exception {
        Path first = piece("1", "20", "1/2", 5);
        Path second = piece("2", "20", "2/2", 15);
        Path other = piece("o", "20", null, 25);
        assertThatThrownBy(() -> join(second, first)).hasMessageContaining("found chunk 2/2, expected chunk 1/2");
        assertThatThrownBy(() -> join(first, other)).hasMessageContaining("found a file that is no chunk");
    }

    @Test
    void overlapsAreRefusedWithBothPlaces() throws Exception {
        Path first = piece("1", "20", null, 5, 20);
        Path second = piece("2", "20", null, 20, 30);
        assertThatThrownBy(() -> join(first, second))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20:20, and " + first + " ends at 20");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void aContigThatComesBackIsRefused() throws Exception {
        Path first = piece("1", "1", null, 5);
        Path second = piece("2", "2", null, 5);
        Path third = piece("3", "1", null, 50);
        assertThatThrownBy(() -> join(first, second, third))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a contig comes a second time; found 1 after 2");
    }

    @Test
    void otherSamplesAndOtherFieldsAreRefused() throws Exception {
        Path first = piece("1", "20", null, 5);
        Path samples = Files.writeString(
                folder.resolve("s.vcf"),
                VcfText.of("A", "C")
                        .meta("##contig=<ID=20>")
                        .calls("20", 9, "A", "C", "0|1", "0|1")
                        .text());
        Path fields = Files.writeString(
                folder.resolve("f.vcf"),
                VcfText.of("A", "B")
                        .meta("##haprag_model=other")
                        .calls("20", 9, "A", "C", "0|1", "0|1")
                        .text());
        assertThatThrownBy(() -> join(first, samples)).hasMessageContaining("its samples are not those of " + first);
        assertThatThrownBy(() -> join(first, fields)).hasMessageContaining("its header is not that of " + first);
    }

    @Test
    void aPieceUnderTheOutputsNameIsRefused() throws Exception {
        Path piece = piece("all.vcf.gz", "20", null, 5);
        assertThatThrownBy(() -> join(piece)).hasMessageContaining("the same file");
    }
}
