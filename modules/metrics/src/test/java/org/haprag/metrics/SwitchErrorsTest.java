package org.haprag.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.haprag.genotype.Haplotypes;
import org.junit.jupiter.api.Test;

class SwitchErrorsTest {
    /** @param ways one sign a site: + phased as in the truth, - the other way round, . no heterozygote in the file */
    private static SwitchErrors of(String ways) {
        SwitchErrors errors = new SwitchErrors(1);
        for (char way : ways.toCharArray()) {
            byte[] phased = way == '+' ? new byte[] {0, 1} : way == '-' ? new byte[] {1, 0} : new byte[] {1, 1};
            errors.add("20", Haplotypes.diploid(1), new byte[] {0, 1}, phased);
        }
        return errors;
    }

    @Test
    void onePairThatDiffersIsASwitch() {
        assertThat(of("+++---").total()).isEqualTo(new SwitchErrors.Counts(5, 1, 0));
        assertThat(of("---").total()).isEqualTo(new SwitchErrors.Counts(2, 0, 0));
        assertThat(of("++-").total()).isEqualTo(new SwitchErrors.Counts(2, 1, 0));
    }

    @Test
    void twoAroundOneSiteAreAFlip() {
        SwitchErrors.Counts counts = of("++-++").total();
        assertThat(counts).isEqualTo(new SwitchErrors.Counts(4, 0, 1));
        assertThat(counts.switchErrorRate()).isCloseTo(.5, within(1e-12));
        assertThat(of("+-+-").total()).as("a flip and a switch").isEqualTo(new SwitchErrors.Counts(3, 1, 1));
        assertThat(of("++--++").total()).as("two switches").isEqualTo(new SwitchErrors.Counts(5, 2, 0));
    }

    @Test
    void whatTheFileDoesNotCallHeterozygousIsPassedOver() {
        assertThat(of("+..-").total()).isEqualTo(new SwitchErrors.Counts(1, 1, 0));
        assertThat(of("..").total().switchErrorRate()).isNaN();
    }

    @Test
    void eachContigBeginsAnewAndHaploidSamplesHaveNoPairs() {
        SwitchErrors errors = new SwitchErrors(2);
        Haplotypes haplotypes = Haplotypes.of(2, 1);
        errors.add("20", haplotypes, new byte[] {0, 1, 1}, new byte[] {0, 1, 1});
        errors.add("20", haplotypes, new byte[] {0, 1, 1}, new byte[] {1, 0, 0});
        errors.add("21", haplotypes, new byte[] {0, 1, 1}, new byte[] {0, 1, 1});
        errors.add("21", haplotypes, new byte[] {0, 1, 1}, new byte[] {1, 0, 0});
        assertThat(errors.of(0)).isEqualTo(new SwitchErrors.Counts(2, 2, 0));
        assertThat(errors.of(1)).isEqualTo(new SwitchErrors.Counts(0, 0, 0));
    }
}
