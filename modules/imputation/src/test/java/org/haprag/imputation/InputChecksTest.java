package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.FrequencyComparison;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.ContigDescription;
import org.haprag.io.FlawedRecords;
import org.haprag.io.Males;
import org.haprag.io.PanelReading;
import org.haprag.io.TargetReading;
import org.junit.jupiter.api.Test;

class InputChecksTest {
    private static final int SAMPLES = 20;
    private static final int SITES = 100;

    /** 20 samples at 100 sites; of site i the first i % 40 haplotypes carry ALT. */
    private static HaplotypePanel panel() {
        BitMatrix alts = new BitMatrix(SITES, 2 * SAMPLES);
        for (int s = 0; s < SITES; s++) for (int h = 0; h < s % 40; h++) alts.set(s, h);
        return new HaplotypePanel(names(SAMPLES), sites(SITES, "G"), alts);
    }

    private static Samples names(int n) {
        return new Samples(IntStream.range(0, n).mapToObj(i -> "S" + i).toList());
    }

    private static List<Site> sites(int n, String alt) {
        return IntStream.range(0, n)
                .mapToObj(s -> new Site("20", 100 + 10 * s, ".", "A", List.of(alt)))
                .toList();
    }

    private static byte[][] following(int sites, int haplotypes) {
        byte[][] alleles = new byte[sites][haplotypes];
        for (int s = 0; s < sites; s++) Arrays.fill(alleles[s], 0, Math.min(haplotypes, s % 40), (byte) 1);
        return alleles;
    }

    private static void check(List<Site> sites, byte[][] alleles, int inPanel, Set<Safeguard> accepted) {
        HaplotypePanel panel = panel();
        TargetGenotypes targets = new TargetGenotypes(names(alleles[0].length / 2), sites, alleles);
        SiteAlignment alignment = SiteAlignment.of(panel, targets, SiteAlignment.StrandFlips.DROP);
        ContigDescription description = new ContigDescription(OptionalInt.of(63_025_520), Optional.empty());
        ImputeInputs inputs = new ImputeInputs(
                new Stretch(Path.of("panel"), Optional.of("20"), Optional.empty(), 0, Males.UNKNOWN),
                new PanelReading(panel, Map.of(), description, List.of(), OptionalInt.empty()),
                new TargetReading(
                        targets,
                        new ContigDescription(OptionalInt.of(64_444_167), Optional.empty()),
                        List.of(),
                        OptionalInt.empty()),
                new FlawedRecords(FlawedRecords.Rule.LEAVE_OUT),
                new double[SITES],
                0,
                SITES,
                false);
        new InputChecks(
                        inputs,
                        alignment,
                        alignment.typed().withoutUncalled(),
                        FrequencyComparison.of(panel, alignment.typed().withoutUncalled()),
                        accepted)
                .run(inPanel);
    }

    private static void refused(Safeguard by, String message, List<Site> sites, byte[][] alleles, int inPanel) {
        assertThatThrownBy(() -> check(sites, alleles, inPanel, Set.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("or go on with --accept " + by);
        assertThatCode(() -> check(sites, alleles, inPanel, EnumSet.allOf(Safeguard.class)))
                .doesNotThrowAnyException();
    }

    @Test
    void filesThatBelongTogetherPass() {
        assertThatCode(() -> check(sites(SITES, "G"), following(SITES, 40), 19, Set.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void allTargetsInThePanelAreTold() {
        refused(
                Safeguard.TARGETS_IN_PANEL,
                "all targets are in the panel; found 20 of 20",
                sites(SITES, "G"),
                following(SITES, 40),
                20);
    }

    @Test
    void allelesThatDoNotFitAtSharedPositionsSuggestAnotherBuild() {
        List<Site> sites = new ArrayList<>(sites(SITES, "C").subList(0, 90));
        sites.addAll(sites(SITES, "G").subList(90, SITES));
        refused(
                Safeguard.WRONG_BUILD,
                "this looks like another genome build; found 10.0 % of 100 substitutions at shared positions have the"
                        + " panel's alleles; by the headers the panel is GRCh37 (hg19), by the length of 20, the"
                        + " targets are GRCh38 (hg38), by the length of 20, expected",
                sites,
                following(SITES, 40),
                0);
    }

    @Test
    void hardlyAnySharedSiteIsTold() {
        List<Site> sites = new ArrayList<>(sites(2, "G"));
        for (int s = 2; s < SITES; s++) sites.add(new Site("20", 105 + 10 * (s - 1), ".", "A", List.of("G")));
        refused(
                Safeguard.LOW_OVERLAP,
                "the panel lacks nearly all of the targets' sites; found 2.0 % of 100 target sites",
                sites,
                following(SITES, 40),
                0);
    }

    @Test
    void oneTypedSiteIsTold() {
        refused(
                Safeguard.FEW_SITES,
                "hardly any site of the panel is typed; found 1 of 100",
                sites(1, "G"),
                new byte[][] {{0, 1, 0, 0}},
                0);
    }

    @Test
    void aSampleWithHardlyAnyCallsIsTold() {
        byte[][] alleles = following(SITES, 40);
        for (int s = 5; s < SITES; s++) Arrays.fill(alleles[s], 4, 6, (byte) -1);
        refused(
                Safeguard.SAMPLE_CALLS,
                "samples have hardly any calls; found 1 with less than 10.0 % of 100 typed sites, such as S2",
                sites(SITES, "G"),
                alleles,
                0);
    }

    @Test
    void frequenciesThatDoNotFollowThePanelsAreTold() {
        byte[][] alleles = following(SITES, 40);
        for (byte[] row : alleles) for (int h = 0; h < row.length; h++) row[h] = (byte) (1 - row[h]);
        refused(
                Safeguard.FREQUENCIES,
                "do not follow the panel's; found a correlation of -1.00 over 100 sites",
                sites(SITES, "G"),
                alleles,
                0);
    }

    @Test
    void aPanelOfFewerSitesAndSamplesThanTheTargetsLooksExchanged() {
        List<Site> sites = new ArrayList<>(sites(SITES, "G"));
        for (int s = 0; s < 110; s++) sites.add(new Site("20", 105 + 9 * s, ".", "A", List.of("G")));
        refused(
                Safeguard.EXCHANGED,
                "panel and targets look exchanged; found 210 target sites of 30 samples, 100 panel sites of 20",
                sites,
                following(sites.size(), 60),
                0);
        assertThat(Safeguard.LOW_OVERLAP).hasToString("low-overlap");
    }
}
