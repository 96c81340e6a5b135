package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that outlives the process which began it. */
class ResumableVcfTest {
    private static final int PARTS = 4;
    private static final int RECORDS = 50;
    private static final String RUN = "version=1\npanel=abc";

    @TempDir
    Path folder;

    private Path out;
    private byte[] whole;
    private byte[] wholeIndex;

    private static ImputedVcfHeader header() {
        return new ImputedVcfHeader(
                new Samples(List.of("A", "B")),
                List.of(ContigLine.of("20")),
                List.of("##haprag_version=test"),
                EnumSet.allOf(OutputField.class));
    }

    private static void part(ImputedVcfWriter writer, int part) {
        Random random = new Random(part);
        for (int i = 0; i < RECORDS; i++) {
            float[] p = {random.nextFloat(), random.nextFloat(), random.nextFloat(), random.nextFloat()};
            Site site = new Site("20", 1 + 20_000 * part + 300 * i, ".", "A", List.of("C"));
            ImputedGenotypes genotypes =
                    ImputedGenotypes.independent(Haplotypes.diploid(2), p, new byte[] {0, 1, 1, 0});
            writer.write(ImputedSite.imputed(site, genotypes, new double[] {.5}, OptionalDouble.of(.5)));
        }
    }

    /** Writes all parts that are not there yet. */
    private void goOn(String run, boolean resume) {
        try (ImputedVcfWriter writer = ImputedVcfWriter.resumable(out, header(), 2, run, resume)) {
            for (int i = writer.checkpoints(); i < PARTS; i++) {
                part(writer, i);
                writer.checkpoint();
            }
            writer.commit();
        }
    }

    /** Leaves what a process leaves that ends after some parts and a half. */
    private void interrupted(int parts) {
        try (ImputedVcfWriter writer = ImputedVcfWriter.resumable(out, header(), 1, RUN, false)) {
            for (int i = 0; i < parts; i++) {
                part(writer, i);
                writer.checkpoint();
            }
            part(writer, parts);
        }
    }

    private Path beside(String suffix) {
        return folder.resolve("out.vcf.gz" + suffix);
    }

    @BeforeEach
    void anUndisturbedRun() throws IOException {
        out = folder.resolve("out.vcf.gz");
        goOn(RUN, false);
        whole = Files.readAllBytes(out);
        wholeIndex = Files.readAllBytes(beside(".tbi"));
        Files.delete(out);
        Files.delete(beside(".tbi"));
    }

    private void assertWhole() throws IOException {
        assertThat(Files.readAllBytes(out)).isEqualTo(whole);
        assertThat(Files.readAllBytes(beside(".tbi"))).isEqualTo(wholeIndex);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(out, beside(".tbi"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void anInterruptedFileIsGoneOnWithToTheSameBytes(int parts) throws IOException {
        interrupted(parts);
        assertThat(out).doesNotExist();
        assertThat(Files.exists(beside(".partial"))).isEqualTo(parts > 0);
        goOn(RUN, true);
        assertWhole();
    }

    @Test
    void aJournalAndAFileCutAnywhereByAKillAreGoneOnWithToTheSameBytes() throws IOException {
        interrupted(3);
        byte[] journal = Files.readAllBytes(beside(".resume"));
        byte[] partial = Files.readAllBytes(beside(".partial"));
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            // The file is on the disk before its checkpoint is; behind it anything may follow.
            byte[] more = Arrays.copyOf(partial, partial.length + random.nextInt(100));
            Files.write(beside(".partial"), more);
            Files.write(beside(".resume"), Arrays.copyOf(journal, random.nextInt(journal.length + 1)));
            goOn(RUN, true);
            assertWhole();
        }
    }

    @Test
    void aCheckpointWithFlippedBitsCountsAsNotReached() throws IOException {
        interrupted(2);
        byte[] journal = Files.readAllBytes(beside(".resume"));
        journal[journal.length - 30] ^= 4;
        Files.write(beside(".resume"), journal);
        try (ImputedVcfWriter writer = ImputedVcfWriter.resumable(out, header(), 1, RUN, true)) {
            assertThat(writer.checkpoints()).isEqualTo(1);
        }
        goOn(RUN, true);
        assertWhole();
    }

    @Test
    void anotherRunIsRefusedByWhatDiffers() throws IOException {
        interrupted(2);
        assertThatThrownBy(() -> goOn("version=1\npanel=xyz", true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("out.vcf.gz.resume")
                .hasMessageContaining("found panel=abc, expected panel=xyz")
                .hasMessageContaining("without --resume");
        goOn(RUN, true);
        assertWhole();
    }

    @Test
    void withoutResumingWhatIsThereIsWrittenOver() throws IOException {
        interrupted(2);
        goOn("version=2", false);
        assertWhole();
    }

    @Test
    void aFileThatLostWhatItsJournalPromisesIsRefused() throws IOException {
        interrupted(2);
        Files.write(beside(".partial"), new byte[10]);
        assertThatThrownBy(() -> goOn(RUN, true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cut off")
                .hasMessageContaining("found 10 bytes");
    }

    @Test
    void aForeignFileUnderTheJournalsNameIsRefused() throws IOException {
        interrupted(2);
        Files.writeString(beside(".resume"), "to be, or not to be");
        assertThatThrownBy(() -> goOn(RUN, true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not the journal");
    }

    @Test
    void aJournalWithoutItsFileBeginsAnew() throws IOException {
        interrupted(2);
        Files.delete(beside(".partial"));
        goOn(RUN, true);
        assertWhole();
    }
}
