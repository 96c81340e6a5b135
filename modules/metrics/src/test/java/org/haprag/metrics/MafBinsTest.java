package org.haprag.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MafBinsTest {
    @ParameterizedTest
    @CsvSource({"0,0", ".000499,0", ".0005,1", ".049999,6", ".05,7", ".4,11", ".499,11", ".5,11"})
    void aMafFallsIntoTheBinThatStartsAtOrBelowIt(double maf, int bin) {
        assertThat(MafBins.of(maf)).isEqualTo(bin);
        assertThat(maf).isGreaterThanOrEqualTo(MafBins.lower(bin)).isLessThanOrEqualTo(MafBins.upper(bin));
    }

    @Test
    void mafBinsAreTwelveAndLabelledPlainly() {
        assertThat(MafBins.count()).isEqualTo(12);
        assertThat(MafBins.label(0)).isEqualTo("0-0.0005");
        assertThat(MafBins.label(11)).isEqualTo("0.4-0.5");
        assertThat(MafBins.lower(MafBins.of(MafBins.RARE))).isEqualTo(MafBins.RARE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, .5000001, Double.NaN})
    void aMafOutsideItsRangeIsRefused(double maf) {
        assertThatThrownBy(() -> MafBins.of(maf)).hasMessageContaining("found " + maf);
    }
}
