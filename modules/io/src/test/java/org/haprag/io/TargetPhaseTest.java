package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which calls of targets have a phase. */
class TargetPhaseTest {
    @TempDir
    Path folder;

    /** @param records FORMAT, then the calls of two samples */
    private TypedHaplotypes read(String... records) throws IOException {
        HaplotypePanel panel = TinyPanels.mosaicPanel(4, records.length, 2, 0, 1);
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n"
                + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n"
                + "##FORMAT=<ID=PS,Number=1,Type=Integer,Description=\"p\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\n");
        for (int i = 0; i < records.length; i++) {
            text.append(String.join(
                    "\t",
                    panel.site(i).contig(),
                    Integer.toString(panel.site(i).pos()),
                    ".",
                    panel.site(i).ref(),
                    panel.site(i).alts().get(0),
                    ".",
                    ".",
                    ".",
                    records[i].replace(' ', '\t') + "\n"));
        }
        Path file = folder.resolve("targets.vcf");
        Files.writeString(file, text);
        return SiteAlignment.of(panel, TargetReader.read(file, Optional.empty()), SiteAlignment.StrandFlips.DROP)
                .typed();
    }

    private static List<Boolean> known(TypedHaplotypes typed, int sample) {
        return IntStream.range(0, typed.typedCount())
                .mapToObj(t -> typed.phaseKnown(sample, t))
                .toList();
    }

    @Test
    void unphasedAndHalfMissingCallsAreTakenAndWhatIsPhasedStaysSo() throws IOException {
        TypedHaplotypes typed = read("GT 0/1 0|1", "GT 1|0 1|0", "GT 1/1 0/0", "GT ./1 .|1", "GT ./. 0|1");
        assertThat(known(typed, 0)).containsExactly(false, true, true, false, true);
        assertThat(known(typed, 1)).containsExactly(true, true, true, true, true);
        assertThat(typed.row(1)).containsExactly(1, 0, 1, 1, -1);
        assertThat(typed.phaseKnown(0)).isFalse();
        assertThat(typed.phaseKnown(1)).isTrue();
        assertThat(typed.withoutPhase().phaseKnown(1)).isFalse();
    }

    private static List<Integer> sets(TypedHaplotypes typed, int sample) {
        return IntStream.range(0, typed.typedCount())
                .mapToObj(t -> typed.phaseSet(sample, t))
                .toList();
    }

    @Test
    void ofSeveralPhaseSetsEachIsToldApart() throws IOException {
        TypedHaplotypes typed = read(
                "GT:PS 0|1:7 0|1:7",
                "GT:PS 1|0:7 1|0:7",
                "GT:PS 0|1:9 0|1:7",
                "GT:PS 1|1:. 0|0:11",
                "GT:PS 0|1:7 1|0:7");
        assertThat(known(typed, 0)).containsExactly(false, false, false, true, false);
        assertThat(sets(typed, 0)).containsExactly(0, 0, 1, 1, 0);
        assertThat(known(typed, 1)).containsExactly(true, true, true, true, true);
    }

    @Test
    void aSlashIsOpenWhateverItsPhaseSetAndNoPhaseSetIsOneToo() throws IOException {
        TypedHaplotypes typed =
                read("GT:PS 0|1:7 0|1:x", "GT:PS 0/1:7 1|0:y", "GT:PS 0|1:. ./1:x", "GT:PS 0|1 .|1:x", "GT 0|1 0|1");
        assertThat(sets(typed, 0)).containsExactly(0, -1, 1, 1, 1);
        assertThat(sets(typed, 1)).containsExactly(0, 1, -1, 0, 2);
        assertThat(typed.withoutPhase().phaseSet(0, 0)).isEqualTo(-1);
    }
}
