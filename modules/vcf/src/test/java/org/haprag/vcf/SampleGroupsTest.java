package org.haprag.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleGroupsTest {
    private static final String TABLE = "sample\tpop\tsuper_pop\tgender\nHG1\tGBR\tEUR\tmale\nHG2\tYRI\tAFR\tfemale\n";

    @TempDir
    Path folder;

    private Path file(String text) {
        return VcfText.write(folder.resolve("x.panel"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void groupsComeFromTheNamedColumnOrTheSecond() {
        SampleGroups named = SampleGroups.read(file(TABLE), Optional.of("super_pop"));
        assertThat(named.samples()).containsExactly("HG1", "HG2");
        assertThat(named.groupOf("HG1")).contains("EUR");
        assertThat(named.groupOf("HG3")).isEmpty();
        assertThat(named.groups()).containsExactly("AFR", "EUR");
        assertThat(SampleGroups.read(file(TABLE), Optional.empty()).groupOf("HG1"))
                .contains("GBR");
        assertThat(SampleGroups.read(file("HG1 GBR\r\nHG2 YRI"), Optional.empty())
                        .groups())
                .containsExactly("GBR", "YRI");
    }

    @Test
    void whatIsWrongIsNamed() {
        Path table = file(TABLE);
        assertThatThrownBy(() -> SampleGroups.read(table, Optional.of("x")))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        table
                                + ":1: the table of samples has no column x; found sample, pop, super_pop, gender, expected a first line with that name. To mend it: choose one of the columns found");
        Path lone = file("HG1\tGBR\nHG2\n");
        assertThatThrownBy(() -> SampleGroups.read(lone, Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        lone
                                + ":2: the sample has no group; found 'HG2', expected at least 2 columns. To mend it: mend or drop the line");
        Path twice = file("HG1\tGBR\nHG1\tYRI\n");
        assertThatThrownBy(() -> SampleGroups.read(twice, Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        twice
                                + ":2: the sample occurs twice; found HG1, expected each sample once. To mend it: drop one of the lines");
    }
}
