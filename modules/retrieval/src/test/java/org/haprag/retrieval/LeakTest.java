package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Phasing;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The leak is planted: every target is a haplotype of the panel. What it retrieves with itself (and relatives) excluded
 * must be what it retrieves from a panel that never held them.
 */
class LeakTest {
    private static final int HAPLOTYPES = 120;
    private static final int TARGET = 17;
    private static final int[] FAMILY = {TARGET, 3, 44};

    static Stream<Arguments> settings() {
        RetrievalConfig nearest = new RetrievalConfig(
                RetrievalConfig.Kind.NEAREST_WINDOW, java.util.List.of(4e5), 0, 1e-3, 4, 0, 1, 16, 4);
        RetrievalConfig embedding =
                new RetrievalConfig(RetrievalConfig.Kind.EMBEDDING, java.util.List.of(4e5), 0, 1e-3, 4, 0, 1, 16, 4);
        return Stream.of(0.0, .25)
                .flatMap(missing -> Stream.of(
                        Arguments.of("all states", RetrievalCase.exact(), missing),
                        Arguments.of("selected states", RetrievalCase.selecting(3, 16), missing),
                        Arguments.of("one match a side", RetrievalCase.selecting(1, 4), missing),
                        Arguments.of("nearest window", nearest, missing),
                        Arguments.of("embedding", embedding, missing)));
    }

    /** Of whole numbers, so that distances are exact: an allele by its site, and by its neighbour on the left. */
    private static float[] embed(byte[] tokens, float[] cm) {
        float[] out = new float[2 * tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            int site = i % cm.length;
            out[2 * i] = tokens[i] * (1 + site % 5);
            out[2 * i + 1] = site == 0 ? 0 : 3 * tokens[i] * tokens[i - 1];
        }
        return out;
    }

    /** The family's alleles at the typed sites, hidden samples, and the panel with and without them. */
    private static RetrievalCase family(double missing) {
        RetrievalCase c = RetrievalCase.itself(HAPLOTYPES, 500, 150, .2, missing, 2024);
        // A relative shares the target's first haplotype: the best match there could be.
        for (int t = 0; t < 150; t++) c.targets().row(6)[t] = c.targets().row(2 * TARGET)[t];
        return c;
    }

    private static Exclusions hide(int... panelSamples) {
        int[][] all = new int[HAPLOTYPES / 2][0];
        all[TARGET] = panelSamples;
        return Exclusions.of(all);
    }

    private static int[] kept(int... hidden) {
        return IntStream.range(0, HAPLOTYPES / 2)
                .filter(s -> Arrays.stream(hidden).noneMatch(h -> h == s))
                .toArray();
    }

    /** The check itself: fails if anything differs between exclusion and absence. */
    private static void assertNoLeak(RetrievalCase c, RetrievalConfig config, Exclusions applied, int... hidden) {
        int[] kept = kept(hidden);
        HaplotypePanel without = c.panel().subset(kept);
        TypedPanel full = c.typedPanel();
        TypedPanel reduced = c.typedPanel(without);
        Exclusions none = Exclusions.none(HAPLOTYPES / 2);
        if (config.kind() == RetrievalConfig.Kind.COPYING) {
            StateBlocks[] a = PbwtSelection.select(full, config, c.targets(), applied);
            StateBlocks[] b = PbwtSelection.select(reduced, config, c.targets(), none);
            for (int hap = 2 * TARGET; hap < 2 * TARGET + 2; hap++) {
                for (int block = 0; block < a[hap].count(); block++) {
                    int[] mapped = Arrays.stream(b[hap].states(block))
                            .map(h -> 2 * kept[h >> 1] + (h & 1))
                            .toArray();
                    assertThat(a[hap].states(block))
                            .as("states of block %d", block)
                            .containsExactly(mapped);
                }
            }
        }
        Retriever retriever = config.retriever(LeakTest::embed);
        for (int hap = 2 * TARGET; hap < 2 * TARGET + 2; hap++) {
            RetrievedHaplotype found =
                    retriever.open(full, c.targets(), applied).retrieve(hap);
            RetrievedHaplotype expected =
                    retriever.open(reduced, c.targets(), none).retrieve(hap);
            int[] mapped = Arrays.stream(expected.neighbours())
                    .map(h -> h < 0 ? h : 2 * kept[h >> 1] + (h & 1))
                    .toArray();
            assertThat(found.neighbours()).as("neighbours").containsExactly(mapped);
            assertThat(RetrievalCase.features(found))
                    .as("features")
                    .containsExactly(RetrievalCase.features(expected), within(1e-6f));
            assertThat(found.copying()).as("copying").containsExactly(expected.copying(), within(1e-6f));
            assertThat(found.frequency()).as("frequency").containsExactly(expected.frequency(), within(1e-6f));
        }
    }

    /** The same of samples whose phase is not known. */
    private static void assertNoLeakUnphased(
            RetrievalCase c, RetrievalConfig config, Exclusions applied, int... hidden) {
        BitMatrix unknown = new BitMatrix(c.targets().typedCount(), HAPLOTYPES / 2);
        for (int t = 0; t < unknown.rows(); t++) for (int s = 0; s < HAPLOTYPES / 2; s++) unknown.set(t, s);
        byte[][] alleles =
                IntStream.range(0, HAPLOTYPES).mapToObj(c.targets()::row).toArray(byte[][]::new);
        TypedHaplotypes unphased = new TypedHaplotypes(
                        c.targets().panelSites(), c.targets().haplotypes(), alleles, Phasing.unknownAt(unknown))
                .samples(TARGET, TARGET + 1);
        TypedPanel reduced = c.typedPanel(c.panel().subset(kept(hidden)));
        RetrievedSample found = config.retriever()
                .open(c.typedPanel(), unphased, applied.targets(TARGET, TARGET + 1))
                .retrieveSample(0);
        RetrievedSample expected =
                config.retriever().open(reduced, unphased, Exclusions.none(1)).retrieveSample(0);
        for (int h = 0; h < 2; h++) {
            assertThat(found.observed().row(h))
                    .as("phase")
                    .containsExactly(expected.observed().row(h));
            assertThat(found.haplotypes().get(h).copying())
                    .as("copying")
                    .containsExactly(expected.haplotypes().get(h).copying(), within(1e-5f));
            assertThat(found.haplotypes().get(h).frequency())
                    .as("frequency")
                    .containsExactly(expected.haplotypes().get(h).frequency(), within(1e-6f));
        }
    }

    static Stream<Arguments> unphasedSettings() {
        return Stream.of(0.0, .25)
                .flatMap(missing -> Stream.of(
                        Arguments.of("all candidates", RetrievalCase.exact(), missing),
                        Arguments.of("selected candidates", RetrievalCase.selecting(3, 16), missing)));
    }

    @ParameterizedTest(name = "{0}, {2} missing")
    @MethodSource("unphasedSettings")
    void exclusionEqualsAPanelWithoutTheUnphasedSample(String name, RetrievalConfig config, double missing) {
        assertNoLeakUnphased(family(missing), config, hide(TARGET), TARGET);
        assertNoLeakUnphased(family(missing), config, hide(FAMILY), FAMILY);
    }

    @ParameterizedTest(name = "{0}, {2} missing")
    @MethodSource("unphasedSettings")
    void theCheckCatchesAMissingExclusionOfAnUnphasedSample(String name, RetrievalConfig config, double missing) {
        assertThatThrownBy(() -> assertNoLeakUnphased(family(missing), config, hide(), TARGET))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest(name = "{0}, {2} missing")
    @MethodSource("settings")
    void exclusionEqualsAPanelWithoutTheSample(String name, RetrievalConfig config, double missing) {
        assertNoLeak(family(missing), config, hide(TARGET), TARGET);
    }

    @ParameterizedTest(name = "{0}, {2} missing")
    @MethodSource("settings")
    void exclusionOfRelativesEqualsAPanelWithoutThem(String name, RetrievalConfig config, double missing) {
        assertNoLeak(family(missing), config, hide(FAMILY), FAMILY);
    }

    @ParameterizedTest(name = "{0}, {2} missing")
    @MethodSource("settings")
    void theCheckCatchesAMissingExclusion(String name, RetrievalConfig config, double missing) {
        assertThatThrownBy(() -> assertNoLeak(family(missing), config, hide(), TARGET))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest(name = "{0}, {2} missing")
    @MethodSource("settings")
    void theCheckCatchesAForgottenRelative(String name, RetrievalConfig config, double missing) {
        assertThatThrownBy(() -> assertNoLeak(family(missing), config, hide(TARGET, 44), FAMILY))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest(name = "{0}, {2} missing")
    @MethodSource("settings")
    void theCheckCatchesTheWrongSample(String name, RetrievalConfig config, double missing) {
        assertThatThrownBy(() -> assertNoLeak(family(missing), config, hide(TARGET + 1), TARGET))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anAllelesOnlyCarrierIsNotCountedForItself() {
        RetrievalCase c = family(0);
        int[][] self =
                IntStream.range(0, HAPLOTYPES / 2).mapToObj(s -> new int[] {s}).toArray(int[][]::new);
        Retriever.Query query =
                new CopyingRetriever(RetrievalCase.exact()).open(c.typedPanel(), c.targets(), Exclusions.of(self));
        int privateRows = 0;
        for (int sample = 0; sample < HAPLOTYPES / 2; sample++) {
            RetrievedHaplotype found = query.retrieve(2 * sample);
            for (int row = 0; row < c.panel().alleleRowCount(); row++) {
                int own = (c.panel().alleles().get(row, 2 * sample) ? 1 : 0)
                        + (c.panel().alleles().get(row, 2 * sample + 1) ? 1 : 0);
                if (own == 0 || own != c.panel().altCount(row)) continue;
                privateRows++;
                assertThat(found.frequency()[row]).isZero();
                assertThat(found.copying()[3 * row + 1]).isZero();
            }
        }
        assertThat(privateRows).isPositive();
    }

    @Test
    void aTargetThatMaySeeNobodyIsRefused() {
        RetrievalCase c = RetrievalCase.itself(4, 40, 10, 0, 0, 1);
        Exclusions all = Exclusions.of(new int[][] {{0, 1}, {1}});
        for (RetrievalConfig config : new RetrievalConfig[] {RetrievalCase.exact(), RetrievalCase.selecting(2, 4)}) {
            assertThatThrownBy(() -> new CopyingRetriever(config).open(c.typedPanel(), c.targets(), all))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("target sample 0 may copy no panel haplotype");
        }
    }
}
