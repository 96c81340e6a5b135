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
    void malformedLinesAreNamed() {
        for (String wrong : new String[] {"20\tx", "20", "20\t0", ":5", "20\t-5", "20:", "20\t99999999999"}) {
            Path path = file("20\t5\n" + wrong + "\n");
            assertThatThrownBy(() -> SiteListReader.read(path))
                    .isInstanceOf(InputException.class)
                    .hasMessage(
                            path + ":2: the site is malformed; found '" + wrong.replace('\t', ' ')
                                    + "', expected CHROM<TAB>POS or chr:pos, such as 20:61098. To mend it: mend or drop the line");
        }
    }

    @Test
    void aListWithoutSitesIsRefused() {
        Path path = file("CHROM\tPOS\n");
        assertThatThrownBy(() -> SiteListReader.read(path))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        path
                                + ": the site list is empty; found no sites, expected lines of CHROM<TAB>POS or chr:pos. To mend it: give a list with sites");
    }
}
