package org.haprag.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.haprag.genotype.TypedHaplotypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PbwtSelectionPropertyTest {
    private static boolean differs(TypedPanel panel, TypedHaplotypes targets, int hap, int panelHap, int typed) {
        return panel.carriers().get(typed, panelHap) != targets.allele(hap, typed) > 0;
    }

    /** Typed sites, counted from {@code site} in steps of {@code direction}, at which the two agree. */
    private static int matchLength(
            TypedPanel panel, TypedHaplotypes targets, int hap, int panelHap, int site, int direction) {
        int length = 0;
        for (int t = site; t >= 0 && t < panel.typedCount(); t += direction) {
            if (differs(panel, targets, hap, panelHap, t)) break;
            length++;
        }
        return length;
    }

    /** The match lengths of all haplotypes from a site; -1 where a haplotype is excluded. */
    private static int[] lengths(
            TypedPanel panel, TypedHaplotypes targets, Exclusions exclusions, int hap, int site, int direction) {
        return IntStream.range(0, panel.panel().haplotypeCount())
                .map(h -> exclusions.excludes(
                                targets.haplotypes().sampleOf(hap),
                                panel.panel().haplotypes(),
                                h)
                        ? -1
                        : matchLength(panel, targets, hap, h, site, direction))
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"60, 1, 11", "60, 3, 12", "200, 8, 13", "130, 40, 14"})
    void theStatesAreExactlyTheLongestMatchesFromBothSides(int haplotypes, int matches, long seed) {
        RetrievalCase c = RetrievalCase.itself(haplotypes, 250, 90, .1, 0, seed);
        TypedPanel panel = c.typedPanel();
        SplittableRandom random = new SplittableRandom(seed);
        int[][] hidden = new int[haplotypes / 2][];
        for (int s = 0; s < hidden.length; s++) hidden[s] = new int[] {s, random.nextInt(hidden.length)};
        Exclusions exclusions = Exclusions.of(hidden);
        StateBlocks[] blocks =
                PbwtSelection.select(panel, RetrievalCase.selecting(matches, 1), c.targets(), exclusions);
        for (int hap = 0; hap < 20; hap++) {
            for (int b = 0; b < blocks[hap].count(); b++) {
                assertLongest(panel, c.targets(), exclusions, hap, b, matches, blocks[hap].states(b));
            }
        }
    }

    /** With one site a block, a block's states were picked at its own site and the two beside it. */
    private static void assertLongest(
            TypedPanel panel,
            TypedHaplotypes targets,
            Exclusions exclusions,
            int hap,
            int block,
            int matches,
            int[] states) {
        boolean[] allowed = new boolean[panel.panel().haplotypeCount()];
        for (int site = Math.max(0, block - 1); site <= Math.min(panel.typedCount() - 1, block + 1); site++) {
            for (int direction : new int[] {-1, 1}) {
                int[] lengths = lengths(panel, targets, exclusions, hap, site, direction);
                int[] sorted = Arrays.stream(lengths).sorted().toArray();
                int least = Math.max(1, sorted[sorted.length - Math.min(matches, sorted.length)]);
                for (int h = 0; h < lengths.length; h++) {
                    if (lengths[h] >= least) allowed[h] = true;
                    if (lengths[h] > least)
                        assertThat(states).as("target %d, site %d", hap, site).contains(h);
                }
            }
        }
        for (int h : states)
            assertThat(allowed[h])
                    .as("target %d, block %d, state %d", hap, block, h)
                    .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 3", "16, 3", "16, 16", "7, 5", "1000, 3"})
    void everySelectionSiteOfABlockGetsItsMatches(int blockSites, int perBlock) {
        RetrievalCase c = RetrievalCase.itself(100, 250, 90, 0, 0, 4);
        RetrievalConfig base = RetrievalCase.selecting(3, blockSites);
        RetrievalConfig config =
                new RetrievalConfig(base.kind(), base.scales(), 1, 1e-3, 8, 0, 3, blockSites, perBlock);
        TypedPanel panel = c.typedPanel();
        Exclusions exclusions = self(50);
        StateBlocks[] blocks = PbwtSelection.select(panel, config, c.targets(), exclusions);
        int stride = Math.max(1, blockSites / perBlock);
        for (int hap = 0; hap < 10; hap++) {
            for (int site = 0; site < panel.typedCount(); site++) {
                if (site % stride != stride / 2) continue;
                for (int direction : new int[] {-1, 1}) {
                    int[] lengths = lengths(panel, c.targets(), exclusions, hap, site, direction);
                    int least = Arrays.stream(lengths).sorted().toArray()[100 - 3];
                    for (int h = 0; h < 100; h++) {
                        if (lengths[h] > least) {
                            assertThat(blocks[hap].states(site / blockSites)).contains(h);
                        }
                    }
                }
            }
        }
    }

    private static Exclusions self(int samples) {
        return Exclusions.of(
                IntStream.range(0, samples).mapToObj(s -> new int[] {s}).toArray(int[][]::new));
    }

    @Test
    void anExcludedHaplotypeIsNeverAState() {
        for (double missing : new double[] {0, .3, 1}) {
            RetrievalCase c = RetrievalCase.itself(80, 300, 120, .2, missing, 6);
            Exclusions exclusions = self(40);
            for (RetrievalConfig config :
                    new RetrievalConfig[] {RetrievalCase.exact(), RetrievalCase.selecting(5, 16)}) {
                StateBlocks[] blocks = PbwtSelection.select(c.typedPanel(), config, c.targets(), exclusions);
                for (int hap = 0; hap < 80; hap++) {
                    for (int b = 0; b < blocks[hap].count(); b++) {
                        assertThat(blocks[hap].states(b))
                                .isNotEmpty()
                                .isSorted()
                                .doesNotHaveDuplicates()
                                .doesNotContain(hap, hap ^ 1);
                    }
                }
            }
        }
    }

    @Test
    void aTargetThatMatchesNobodyStillGetsStates() {
        RetrievalCase c = RetrievalCase.itself(20, 60, 30, 0, 0, 6);
        for (int t = 0; t < 30; t++) {
            boolean all = c.typedPanel().carriers().count(t) == 20;
            c.targets().row(0)[t] = (byte) (all ? 0 : 1);
        }
        StateBlocks[] blocks =
                PbwtSelection.select(c.typedPanel(), RetrievalCase.selecting(2, 4), c.targets(), self(10));
        for (int b = 0; b < blocks[0].count(); b++)
            assertThat(blocks[0].states(b)).isNotEmpty();
    }
}
