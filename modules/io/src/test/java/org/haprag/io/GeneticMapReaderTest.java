package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneticMapReaderTest {
    private static final String FORMS =
            "chr id cM bp (PLINK), pos chr cM, or chr position rate(cM/Mb) map(cM), the latter two with or without a header";

    @TempDir
    Path folder;

    private Path file(String text) {
        return VcfText.write(folder.resolve("x.map"), text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20 . 0 1000\n20 rs1 1.5 2000\n20 . 2 4000\n",
                "chr20\t.\t0\t1000\r\nchr20\t.\t1.5\t2000\r\nchr20\t.\t2\t4000",
                "pos\tchr\tcM\n1000\t20\t0\n2000\t20\t1.5\n4000\t20\t2\n",
                "1000 20 0.0\n2000 20 1.5\n4000 20 2e0\n",
                "chr position COMBINED_rate(cM/Mb) Genetic_Map(cM)\n20 1000 7 0\n20 2000 7 1.5\n20 4000 0 2\n",
                "Chromosome\tPosition(bp)\tRate(cM/Mb)\tMap(cM)\nchr20\t1000\t7\t0\nchr20\t2000\t7\t1.5\nchr20\t4000\t0\t2\n",
                "20 1000 7.1 0\n20 2000 7.1 1.5\n20 4000 0 2\n",
                "position COMBINED_rate(cM/Mb) Genetic_Map(cM)\n1000 7 0\n2000 7 1.5\n4000 0 2\n",
                "#chr pos rate cM\n19 5 0 0\n20 1000 7 0\n20 2000 7 1.5\n\n20 4000 0 2\n21 5 0 0\n",
                "20 . 0 1000\n20 . 1.2 2000\n20 . 1.5 2000\n20 . 2 4000\n",
            })
    void everyFormIsRead(String text) {
        GeneticMap map = GeneticMapReader.read(file(text), "chr20");
        assertThat(map.pointCount()).isEqualTo(3);
        assertThat(map.cm(1000)).isZero();
        assertThat(map.cm(1500)).isCloseTo(0.75, within(1e-12));
        assertThat(map.cm(2000)).isEqualTo(1.5);
        assertThat(map.cm(4000)).isEqualTo(2);
    }

    /** Ordinary numbers are read without {@link Double#parseDouble}, to the last bit as it reads them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "7.3",
                "108.266934",
                "0.000001",
                "12.3456789012345",
                "1234567890123.45",
                "99999999999999.9",
                "9007199254740993.5",
                "1.23456789012345678",
                "0.10000000000000000555"
            })
    void numbersAreRoundedAsJavaRoundsThem(String cm) {
        GeneticMap map = GeneticMapReader.read(file("20 . 0.0 1000\n20 . " + cm + " 2000\n"), "20");
        assertThat(map.cm(2000)).isEqualTo(Double.parseDouble(cm));
    }

    /** A human map in Morgans has .01 M/Mb. */
    @Test
    void theMeanRateTellsMorgansFromCentimorgans() {
        assertThat(GeneticMapReader.read(file("20 . 0 1000\n20 . 1.2 2001000\n"), "20")
                        .meanCmPerMb())
                .isCloseTo(.6, within(1e-12));
        assertThat(GeneticMapReader.read(file("20 . 0 1000\n20 . 1.2 2000\n"), "20")
                        .meanCmPerMb())
                .isNaN();
        assertThat(GeneticMap.constantRate().meanCmPerMb()).isNaN();
    }

    @Test
    void gzippedMapsAreRead() {
        Path path = VcfText.write(folder.resolve("x.gz"), VcfText.gzipped("20 . 0 1000\n20 . 1 2000\n"));
        assertThat(GeneticMapReader.read(path, "20").pointCount()).isEqualTo(2);
    }

    private void error(String text, String message) {
        Path path = file(text);
        assertThatThrownBy(() -> GeneticMapReader.read(path, "20"))
                .isInstanceOf(InputException.class)
                .hasMessage(path + message);
    }

    @Test
    void malformedLinesAreNamed() {
        String see =
                ". Fix: give a map of PLINK (chr id cM bp), SHAPEIT4 or GLIMPSE (pos chr cM), HapMap or Eagle (chr position rate map), or SHAPEIT2 or IMPUTE2 (position rate map, with a header)";
        error("1 2\n", ":1: the genetic map is malformed; found '1 2', expected " + FORMS + see);
        error("a b c d\n", ":1: the genetic map is malformed; found 'a b c d', expected " + FORMS + see);
        error(
                "20 . 0 1000\n20 . x 2000\n",
                ":2: the genetic map is malformed; found '20 . x 2000', expected a position in cM in column 3" + see);
        error(
                "20 . 0 1000\n20 . NaN 2000\n",
                ":2: the genetic map is malformed; found '20 . NaN 2000', expected a position in cM in column 3" + see);
        error(
                "20 . 0 1000\n20 . 1 2e3\n",
                ":2: the genetic map is malformed; found '20 . 1 2e3', expected a position in bp in column 4" + see);
        error(
                "20 . 0 1000\n20 . 1\n",
                ":2: the genetic map is malformed; found '20 . 1', expected 4 columns, as the first line has" + see);
    }

    @Test
    void valuesThatDecreaseAreNamed() {
        error(
                "20 . 1 1000\n20 . 0.5 2000\n",
                ":2: in the genetic map cM decrease; found 0.5 after 1.0, expected values that do not decrease along the contig. Fix: sort the map by position, or use another");
        error(
                "20 . 1 1000\n20 . 2 500\n",
                ":2: in the genetic map positions decrease; found 500 after 1000, expected values that do not decrease along the contig. Fix: sort the map by position, or use another");
    }

    @Test
    void a23IsXInAMapWithoutX() {
        assertThat(GeneticMapReader.read(file("22 5 0 0\n23 1000 7 0\n23 2000 7 1.5\n"), "chrX")
                        .pointCount())
                .isEqualTo(2);
        assertThat(GeneticMapReader.read(file("23 5 7 0\nX 1000 7 0\nX 2000 7 1.5\n"), "X")
                        .pointCount())
                .isEqualTo(2);
    }

    @Test
    void aMapOfOtherContigsSaysWhichItHas() {
        error(
                "18 . 1 1000\n19 . 2 2000\n",
                ": the genetic map has no points for contig 20; found contigs 18, 19, expected points for 20. Fix: give the map of this contig, or none: then 1 cM/Mb is assumed");
        error(
                "pos chr cM\n",
                ": the genetic map has no points for contig 20; found no points at all, expected points for 20. Fix: give the map of this contig, or none: then 1 cM/Mb is assumed");
    }
}
