package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;

class UnphasedLineTest {
    private static String unphased(String formatAndCalls) {
        String line = "20\t5\t.\tA\tC\t.\t.\t." + formatAndCalls;
        byte[] out = UnphasedLine.of(line.getBytes(StandardCharsets.ISO_8859_1), "f.vcf:3");
        return new String(out, StandardCharsets.ISO_8859_1).substring(line.length() - formatAndCalls.length());
    }

    @Test
    void allelesAreSortedByTheirNumbersAndMissingOnesComeLast() {
        assertThat(unphased("\tGT\t1|0\t0|1\t10|2\t.|1\t0|.\t.|.\t1\t."))
                .isEqualTo("\tGT\t0/1\t0/1\t2/10\t1/.\t0/.\t./.\t1\t.");
    }

    @Test
    void fieldsThatMayTellThePhaseAreGone() {
        assertThat(unphased("\tGT:PS:HDS\t1|0:7:1,0\t/1|0:7:1,0\t0|0")).isEqualTo("\tGT\t0/1\t0/1\t0/0");
        assertThat(unphased("\tDP:GT\t3:1|0\t3")).isEqualTo("\tGT\t0/1\t.");
    }

    @Test
    void aRecordWithoutSamplesStays() {
        assertThat(unphased("")).isEmpty();
    }

    @Test
    void aRecordWithoutGtIsRefused() {
        assertThatThrownBy(() -> unphased("\tDS\t1"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("f.vcf:3: the record has no GT to take the phase from");
    }
}
