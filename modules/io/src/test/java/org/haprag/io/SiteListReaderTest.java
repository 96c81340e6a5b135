package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteListReaderTest {
    @TempDir
    Path folder;

    private Path file(String text) {
        return VcfText.write(folder.resolve("x.txt"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bothFormsAreReadInAnyOrder() {
        SitePositions sites =
                SiteListReader.read(file("CHROM\tPOS\n# array\nchr20\t70\t.\tA\r\n20:50\n20\t70\n\nX 5\nHLA:A*01:9\n"));
        assertThat(IntStream.range(0, 100).filter(pos -> sites.contains("chr20", pos)))
                .containsExactly(50, 70);
        assertThat(IntStream.range(0, 100).filter(pos -> sites.contains("HLA:A*01", pos)))
                .containsExactly(9);
        assertThat(sites.contains("chrX", 5)).isTrue();
        assertThat(sites.contains("20", 70)).isTrue();
        assertThat(sites.contains("20", 71)).isFalse();
        assertThat(sites.contains("21", 70)).isFalse();
    }

    @Test
    void aBedIsReadAsIntervalsThatBeginAtZeroAndDoNotHoldTheirEnd() {
        for (String text :
                new String[] {"chr20\t49\t50\nchr20\t0\t1\n20\t69\t70\n", "track x\n20\t49\t50\n20\t0\t1\n20\t69\t70\n"
                }) {
            SitePositions sites = SiteListReader.read(file(text));
            assertThat(IntStream.range(0, 100).filter(pos -> sites.contains("20", pos)))
                    .containsExactly(1, 50, 70);
        }
        Path named = VcfText.write(
                folder.resolve("x.bed"), "20\t10\t12\tname\n20\t11\t14\n".getBytes(StandardCharsets.UTF_8));
        SitePositions longer = SiteListReader.read(named);
        assertThat(IntStream.range(0, 100).filter(pos -> longer.contains("20", pos)))
                .containsExactly(11, 12, 13, 14);
        SitePositions notBed = SiteListReader.read(file("20\t49\t50\n20\t69\t90\n20\t80\tx\n"));
        assertThat(IntStream.range(0, 100).filter(pos -> notBed.contains("20", pos)))
                .containsExactly(49, 69, 80);
    }

    @Test
    void binaryGenotypesAreNamedAsWhatTheyAre() {
        Path path = VcfText.write(folder.resolve("cohort.bed"), new byte[] {0x6c, 0x1b, 0x01, 0x02});
        assertThatThrownBy(() -> SiteListReader.read(path))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("this is not a list of sites; found a PLINK .bed of binary genotypes");
    }

    @Test
    void malformedLinesAreNamed() {
        for (String wrong : new String[] {"20\tx", "20", "20\t0", ":5", "20\t-5", "20:", "20\t99999999999"}) {
            Path path = file("20\t5\n" + wrong + "\n");
            assertThatThrownBy(() -> SiteListReader.read(path))
                    .isInstanceOf(InputException.class)
                    .hasMessage(path + ":2: the site is malformed; found '" + wrong.replace('\t', ' ')
                            + "', expected CHROM<TAB>POS or chr:pos, such as 20:61098. Fix: correct or drop the line");
        }
    }

    @Test
    void aListWithoutSitesIsRefused() {
        Path path = file("CHROM\tPOS\n");
        assertThatThrownBy(() -> SiteListReader.read(path))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        path
                                + ": the site list is empty; found no sites, expected lines of CHROM<TAB>POS or chr:pos. Fix: give a list with sites");
    }
}
