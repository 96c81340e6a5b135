package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haprag.evaluation.input.Claim;
import org.haprag.evaluation.input.Exclusion;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.hpanel.PanelFileWriter;
import org.haprag.metrics.Baseline;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.SampleBootstrap;
import org.haprag.metrics.Scores;
import org.haprag.metrics.SwitchErrors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final String ABC = "A B C";

    @TempDir
    private Path dir;

    private TinyCase files;
    private Path truth;
    private Path panel;

    @BeforeEach
    void writeTruthAndPanel() {
        files = new TinyCase(dir);
        truth = files.vcf(
                "truth.vcf",
                ABC,
                "20 100 . A C . . . GT 0|0 0|1 1|1",
                "20 200 . G T . . . GT 0|1 1|0 0|0",
                "20 300 . C G . . . GT 0|0 0|0 1|0");
        panel = files.vcf(
                "panel.vcf",
                "P Q",
                "20 100 . A C . . . GT 0|1 0|1",
                "20 200 . G T . . . GT 0|0 0|1",
                "20 300 . C G . . . GT 0|1 0|0");
    }

    private EvaluationResult evaluate(String... records) {
        return Evaluation.run(
                files.request(truth, panel, files.vcf("x.vcf", ABC, records)).build());
    }

    private static Scores all(EvaluationResult result) {
        return result.untyped().scores(0, MafStratum.ALL);
    }

    @Test
    void dosagesThatEqualTheTruthScoreOne() {
        EvaluationResult result =
                evaluate("20 100 . A C . . . DS 0 1 2", "20 200 . G T . . . DS 1 1 0", "20 300 . C G . . . DS 0 0 1");
        assertThat(all(result).value(Metric.R2)).isCloseTo(1, within(1e-12));
        assertThat(all(result).value(Metric.NRD)).isZero();
        assertThat(all(result).pairs()).isEqualTo(9);
        assertThat(result.methods().get(0).dosageSource()).isEqualTo("DS");
    }

    @Test
    void phasedCallsAreComparedWithTheTruthsPhaseByNeighbouringHeterozygotes() {
        truth = files.vcf(
                "t.vcf",
                "A B",
                "20 100 . A C . . . GT 0|1 0|1",
                "20 200 . G T . . . GT 0|1 1|0",
                "20 300 . C G . . . GT 1|0 0|0");
        Path x = files.vcf(
                "p.vcf",
                "A B",
                "20 100 . A C . . . GT 0|1 1|0",
                "20 200 . G T . . . GT 1|0 0|1",
                "20 300 . C G . . . GT 1|0 0|1");
        Path unphased = files.vcf("u.vcf", "A B", "20 100 . A C . . . GT 0/1 0/1", "20 200 . G T . . . GT 0/1 1/0");
        EvaluationResult result = Evaluation.run(new RequestBuilder(
                        truth,
                        panel,
                        List.of(new ImputedFile("x", x), new ImputedFile("u", unphased)),
                        dir.resolve("o"))
                .build());
        assertThat(result.phaseSites()).isEqualTo(PhaseSites.COMMON);
        assertThat(result.phasedMethods()).hasSize(1);
        SwitchErrors errors = result.methods().get(0).switchErrors(PhaseSites.COMMON);
        assertThat(errors.of(0)).isEqualTo(new SwitchErrors.Counts(2, 0, 1));
        assertThat(errors.of(1)).isEqualTo(new SwitchErrors.Counts(1, 0, 0));
    }

    @Test
    void theSameCallsScoreTheSameFromDsGpHdsAndGt() {
        String hds = "##FORMAT=<ID=HDS,Number=.,Type=Float,Description=\"x\">\n";
        Path gt = files.vcf("gt.vcf", ABC, "20 100 . A C . . . GT 0|0 1|1 1|1", "20 200 . G T . . . GT 0|1 1|0 0|0");
        Path ds = files.vcf("ds.vcf", ABC, "20 100 . A C . . . DS 0 2 2", "20 200 . G T . . . DS 1 1 0");
        Path gp = files.vcf(
                "gp.vcf", ABC, "20 100 . A C . . . GP 1,0,0 0,0,1 0,0,1", "20 200 . G T . . . GP 0,1,0 0,1,0 1,0,0");
        Path haps = files.vcfWithHeader(
                "hds.vcf", hds, ABC, "20 100 . A C . . . HDS 0,0 1,1 1,1", "20 200 . G T . . . HDS 0,1 1,0 0,0");
        EvaluationResult result = Evaluation.run(new RequestBuilder(
                        truth,
                        panel,
                        List.of(
                                new ImputedFile("gt", gt),
                                new ImputedFile("ds", ds),
                                new ImputedFile("gp", gp),
                                new ImputedFile("hds", haps)),
                        files.out())
                .bootstrap(SampleBootstrap.none())
                .build());
        for (int m = 0; m < 4; m++) {
            Scores s = result.untyped().scores(m, MafStratum.ALL);
            // site 300 is absent and counts as 0: pairs x = 022 110 000, y = 012 110 001
            assertThat(s.value(Metric.NRD)).as("method %d", m).isCloseTo(2 / 5.0, within(1e-12));
            assertThat(s.value(Metric.F1_ALT)).as("method %d", m).isCloseTo(8 / 9.0, within(1e-12));
        }
        assertThat(result.methods().stream().map(MethodSummary::dosageSource)).containsExactly("GT", "DS", "GP", "HDS");
        assertThat(result.methods().get(3).posteriorSource()).isEqualTo("HDS");
        assertThat(result.untyped().scores(0, MafStratum.ALL).value(Metric.ECE)).isNaN();
        assertThat(result.untyped().scores(2, MafStratum.ALL).value(Metric.ECE)).isCloseTo(1 / 6.0, within(1e-6));
    }

    @Test
    void beingComparedWithAFileWithoutErrorsIsUndefinedAndTheReportIsWhole() throws Exception {
        Path perfect = files.vcf(
                "perfect.vcf",
                ABC,
                "20 100 . A C . . . DS 0 1 2",
                "20 200 . G T . . . DS 1 1 0",
                "20 300 . C G . . . DS 0 0 1");
        Path poor = files.vcf(
                "poor.vcf",
                ABC,
                "20 100 . A C . . . DS 0 1 1",
                "20 200 . G T . . . DS 1 0 0",
                "20 300 . C G . . . DS 0 0 .5");
        EvaluationResult result = Evaluation.run(new RequestBuilder(
                        truth,
                        panel,
                        List.of(new ImputedFile("perfect", perfect), new ImputedFile("poor", poor)),
                        files.out())
                .build());
        Difference ratio = result.differences().stream()
                .filter(d -> d.stratum().equals(MafStratum.ALL) && d.metric().equals(Difference.ERROR_RATIO))
                .findFirst()
                .orElseThrow();
        assertThat(ratio.estimate().value()).isNaN();
        for (String file : List.of("report.html", "metrics.json", "differences.tsv")) {
            assertThat(java.nio.file.Files.readString(files.out().resolve(file)))
                    .as(file)
                    .doesNotContain("Infinity");
        }
    }

    @Test
    void typedSitesAreScoredApart() {
        Path list = files.write("typed.txt", "20\t200\n");
        Path x = files.vcf("x.vcf", ABC, "20 100 . A C . . . DS 0 1 2", "20 200 . G T . . . DS 0 0 0");
        EvaluationResult result =
                Evaluation.run(files.request(truth, panel, x).typedSites(list).build());
        assertThat(result.sites().typed()).isEqualTo(1);
        assertThat(result.sites().untyped()).isEqualTo(2);
        assertThat(result.sites().typedFrom()).isEqualTo("list");
        assertThat(result.typed().scores(0, MafStratum.ALL).value(Metric.NRD)).isEqualTo(1);
    }

    @Test
    void withoutAListInfoFlagsTellTypedSites() {
        String flags = "##INFO=<ID=IMP,Number=0,Type=Flag,Description=\"imputed\">\n";
        Path x = files.vcfWithHeader(
                "x.vcf", flags, ABC, "20 100 . A C . . IMP DS 0 1 2", "20 200 . G T . . . DS 1 1 0");
        EvaluationResult result = Evaluation.run(files.request(truth, panel, x).build());
        assertThat(result.sites().typedFrom()).isEqualTo("flags");
        assertThat(result.sites().typed()).isEqualTo(1);
    }

    @Test
    void anAbsentSiteCountsAsReferenceAndIsReported() {
        EvaluationResult result = evaluate("20 100 . A C . . . DS 0 1 2");
        assertThat(result.methods().get(0).absent()).isEqualTo(2);
        assertThat(result.warnings()).anyMatch(w -> w.contains("x lacks 2 of 3 scored sites"));
        assertThat(all(result).value(Metric.NRD)).isCloseTo(3 / 5.0, within(1e-12));
    }

    @Test
    void everySiteThatIsLeftOutHasAReason() {
        truth = files.vcf(
                "truth.vcf",
                ABC,
                "20 100 . A C . . . GT 0|0 0|1 1|1",
                "20 150 . A G . . . GT 0|0 0|1 1|1",
                "20 200 . G A . . . GT 0|1 1|0 0|0",
                "20 250 . T . . . . GT 0|0 0|0 0|0",
                "20 300 . C G . . . GT .|. .|. .|.");
        EvaluationResult result = evaluate(
                "20 50 . A C . . . DS 0 0 0",
                "20 100 . A G . . . DS 0 0 0",
                "20 100 . A C . . . DS 0 1 2",
                "20 100 . A C . . . DS 0 0 0",
                "20 400 . A C . . . DS 0 0 0");
        assertThat(result.sites().leftOut().get("truth"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Exclusion.NOT_IN_PANEL, 1,
                        Exclusion.ALLELES_DIFFER_FROM_PANEL, 1,
                        Exclusion.MONOMORPHIC, 1,
                        Exclusion.TRUTH_MISSING, 1));
        assertThat(result.sites().leftOut().get("x"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Exclusion.NOT_IN_TRUTH, 2, Exclusion.ALLELES_DIFFER_FROM_TRUTH, 1, Exclusion.DUPLICATE, 1));
        assertThat(files.output("excluded_sites.tsv").lines())
                .hasSize(9)
                .contains("x\t20\t50\t.\tA\tC\tNOT_IN_TRUTH\tthe truth has no record at this position");
        assertThat(all(result).sites()).isEqualTo(1);
        assertThat(all(result).value(Metric.NRD)).isZero();
    }

    @Test
    void aMultiAllelicRecordMeetsItsSplitRecordsAlleleByAllele() {
        truth = files.vcf("truth.vcf", ABC, "20 100 . AT A,GT . . . GT 1|2 0|1 2|2");
        panel = files.vcf("panel.vcf", "P Q", "20 100 . AT A . . . GT 0|1 0|0", "20 100 . A G . . . GT 0|0 0|1");
        EvaluationResult result = evaluate("20 100 . A G . . . DS 1 0 2", "20 100 . AT A . . . DS 1 1 0");
        assertThat(all(result).sites()).isEqualTo(2);
        assertThat(all(result).value(Metric.R2)).isCloseTo(1, within(1e-12));
        assertThat(result.byClass()).containsOnlyKeys(SiteClass.MULTI_ALLELIC);
    }

    @Test
    void structuralVariantsAtOnePositionAreToldApartByTheirEnd() {
        truth = files.vcf(
                "truth.vcf",
                ABC,
                "20 100 . A <DEL> . . END=900 GT 0|0 0|1 1|1",
                "20 100 . A <DEL> . . END=300 GT 0|1 0|0 0|0");
        panel = files.vcf(
                "panel.vcf",
                "P Q",
                "20 100 . A <DEL> . . END=900 GT 0|1 0|0",
                "20 100 . A <DEL> . . END=300 GT 0|0 0|1");
        EvaluationResult result =
                evaluate("20 100 . A <DEL> . . END=300 DS 1 0 0", "20 100 . A <DEL> . . END=900 DS 0 1 2");
        assertThat(all(result).sites()).isEqualTo(2);
        assertThat(all(result).value(Metric.R2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void typedSitesThatFitNothingAreRefused() {
        Path imputed = files.vcf("x.vcf", ABC, "20 100 . A C . . . DS 0 1 2", "20 400 . A C . . . DS 0 1 2");
        for (String list : List.of("20 101\n", "21 100\n")) {
            RequestBuilder request = files.request(truth, panel, imputed).typedSites(files.write("typed.txt", list));
            assertThatThrownBy(() -> Evaluation.run(request.build()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(
                            "none of the typed sites is a site of the truth or of an imputed file; found no position in common");
        }
        for (String list : List.of("chr20\t99\t100\n", "20 100\n")) {
            EvaluationResult result = Evaluation.run(files.request(truth, panel, imputed)
                    .typedSites(files.write("typed.txt", list))
                    .build());
            assertThat(result.sites().typed()).isEqualTo(1);
        }
        Path onlyImputed = files.write("typed.txt", "20 400\n");
        assertThat(Evaluation.run(files.request(truth, panel, imputed)
                                .typedSites(onlyImputed)
                                .build())
                        .sites()
                        .typed())
                .isZero();
    }

    @Test
    void recordsThatCannotBeUsedAreLeftOutWithAWarning() {
        EvaluationResult result = evaluate("20 0 . A C . . . DS 0 0 0", "20 100 . A C . . . DS 0 1 2");
        assertThat(result.warnings())
                .contains("x: 1 records left out: POS is 0: the end of a chromosome, or a probe without a place");
    }

    @Test
    void posteriorsOfAMultiAllelicRecordAreSummedAlleleByAllele() {
        truth = files.vcf("truth.vcf", "A", "20 100 . A C,G . . . GT 1|2");
        panel = files.vcf("panel.vcf", "P Q", "20 100 . A C,G . . . GT 0|1 0|2");
        // order of GP: 0/0 0/1 1/1 0/2 1/2 2/2
        Path x = files.vcf("x.vcf", "A", "20 100 . A C,G . . . GP 0,.1,0,.2,.7,0");
        Scores s = all(Evaluation.run(files.request(truth, panel, x).build()));
        // C: P(1) = .1 + .7, right; G: P(1) = .2 + .7, right
        assertThat(s.value(Metric.ECE)).isCloseTo((.2 + .1) / 2, within(1e-6));
        assertThat(s.value(Metric.BRIER)).isCloseTo((.04 + .04 + .01 + .01) / 2, within(1e-6));
    }

    @Test
    void samplesAreMatchedByNameWhateverTheirOrder() {
        Path x = files.vcf(
                "x.vcf", "C A", "20 100 . A C . . . DS 2 0", "20 200 . G T . . . DS 0 1", "20 300 . C G . . . DS 1 0");
        EvaluationResult result = Evaluation.run(files.request(truth, panel, x).build());
        assertThat(result.samples().names()).containsExactly("A", "C");
        assertThat(result.samplesLeftOut()).containsExactly("B");
        assertThat(all(result).value(Metric.R2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void noSampleInCommonIsAnErrorThatNamesBothSides() {
        Path x = files.vcf("x.vcf", "Z", "20 100 . A C . . . DS 2");
        assertThatThrownBy(() -> Evaluation.run(files.request(truth, panel, x).build()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found A, B, C")
                .hasMessageContaining("such as Z");
    }

    @Test
    void groupsAreScoredApartAndTheUnnamedAreShown() {
        Path groups = files.write("groups.txt", "sample pop super\nA GBR EUR\nB YRI AFR\n");
        Path x = files.vcf("x.vcf", ABC, "20 100 . A C . . . DS 0 0 2", "20 200 . G T . . . DS 1 1 0");
        EvaluationResult result = Evaluation.run(files.request(truth, panel, x)
                .groups(groups, Optional.of("super"))
                .build());
        assertThat(result.byGroup()).containsOnlyKeys("(no group)", "AFR", "EUR");
        assertThat(result.byGroup().get("AFR").scores(0, MafStratum.ALL).value(Metric.NRD))
                .isEqualTo(.5);
        assertThat(result.byGroup().get("EUR").scores(0, MafStratum.ALL).value(Metric.NRD))
                .isZero();
        assertThat(files.output("by_group.tsv")).contains("x\tAFR\tall\t3\t3");
    }

    @Test
    void theAfPriorIsABaselineOfTheEvaluationItself() {
        Path x = files.vcf("x.vcf", ABC, "20 100 . A C . . . DS 0 1 2");
        EvaluationResult result = Evaluation.run(files.request(truth, panel, x)
                .baselines(Set.of(Baseline.AF_PRIOR))
                .build());
        assertThat(result.methodNames()).containsExactly("x", "AF prior");
        // AF .5, .25, .25 gives dosages 1, .5, .5: S x = 6, S xx = 4.5, S xy = 3 + 1 + .5, S y = 6, S yy = 8
        double expected = Math.pow(4.5 - 4, 2) / ((4.5 - 4) * (8 - 4));
        assertThat(result.untyped().scores(1, MafStratum.ALL).value(Metric.R2)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void aPanelWithoutGenotypesGivesItsCounts() {
        String counts = """
                ##INFO=<ID=AC,Number=A,Type=Integer,Description="x">
                ##INFO=<ID=AN,Number=1,Type=Integer,Description="x">
                """;
        panel = files.vcfWithHeader("sites.vcf", counts, "", "20 100 . A C . . AC=1;AN=1000");
        EvaluationResult result = evaluate("20 100 . A C . . . DS 0 1 2");
        assertThat(result.untyped().scores(0, MafStratum.bins().get(2)).sites()).isEqualTo(1);
    }

    @Test
    void aPanelFileGivesTheSameNumbersAsTheVcfThatItWasMadeFrom() throws Exception {
        truth = files.vcf(
                "truth.vcf",
                ABC,
                "20 100 . A C . . . GT 0|0 0|1 1|1",
                "20 200 . G T,GA . . . GT 0|1 1|2 0|0",
                "20 300 . C G . . . GT 0|0 0|0 1|0");
        panel = files.vcf(
                "panel.vcf",
                "P Q",
                "20 100 . A C . . . GT 0|1 0|1",
                "20 200 . G T,GA . . . GT 0|2 0|1",
                "20 300 . C G . . . GT 0|1 0|0");
        Path file = files.out().resolveSibling("panel.hpanel");
        PanelFileWriter.write(
                PanelReader.read(panel, PanelReadOptions.defaults()).panel(), file);
        Path x = files.vcf("x.vcf", ABC, "20 100 . A C . . . DS 0 .9 2", "20 300 . C G . . . DS .5 0 .3");
        JsonNode fromVcf = metrics(panel, x);
        JsonNode fromFile = metrics(file, x);
        assertThat(((ObjectNode) fromFile).remove("inputs").findValuesAsText("path"))
                .contains(file.toString());
        ((ObjectNode) fromVcf).remove("inputs");
        assertThat(fromFile).isEqualTo(fromVcf);
    }

    private JsonNode metrics(Path panelFile, Path imputed) throws Exception {
        Evaluation.run(files.request(truth, panelFile, imputed)
                .baselines(Set.of(Baseline.AF_PRIOR))
                .build());
        return new ObjectMapper().readTree(files.output("metrics.json"));
    }

    @Test
    void theTruthMayBeAPanelFileButAnImputedFileMayNot() {
        Path x = files.vcf("x.vcf", ABC, "20 100 . A C . . . DS 0 .9 2", "20 300 . C G . . . DS .5 0 .3");
        double r2 = all(Evaluation.run(files.request(truth, panel, x).build())).value(Metric.R2);
        Path file = files.out().resolveSibling("truth.hpanel");
        PanelFileWriter.write(
                PanelReader.read(truth, PanelReadOptions.defaults()).panel(), file);
        assertThat(all(Evaluation.run(files.request(file, panel, x).build())).value(Metric.R2))
                .isEqualTo(r2);
        assertThatThrownBy(
                        () -> Evaluation.run(files.request(truth, panel, file).build()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("truth.hpanel: this is a panel file (.hpanel) where only a VCF can be read");
    }

    @Test
    void aRegionRestrictsEverything() {
        Path x = files.vcf("x.vcf", ABC, "20 100 . A C . . . DS 0 1 2", "20 200 . G T . . . DS 0 0 0");
        EvaluationResult result = Evaluation.run(files.request(truth, panel, x)
                .region(Region.parse("chr20:50-150"))
                .build());
        assertThat(all(result).sites()).isEqualTo(1);
    }

    @Test
    void claimsOfInfoAreCheckedAgainstFormatAndTruth() {
        String header = """
                ##INFO=<ID=R2,Number=1,Type=Float,Description="x">
                ##INFO=<ID=AF,Number=A,Type=Float,Description="x">
                ##INFO=<ID=ER2,Number=1,Type=Float,Description="x">
                ##FORMAT=<ID=LDS,Number=2,Type=Float,Description="x">
                ##FORMAT=<ID=HDS,Number=2,Type=Float,Description="x">
                """;
        Path x = files.vcfWithHeader(
                "x.vcf",
                header,
                ABC,
                "20 100 . A C . . R2=0.9;AF=0.4;ER2=1 GT:HDS:LDS 0|0:0,0:.1,.1 0|1:0,1:.1,.9 1|1:1,1:.9,.9");
        EvaluationResult result = Evaluation.run(files.request(truth, panel, x).build());
        Map<Claim, ClaimCheck> checks = result.methods().get(0).claimChecks();
        assertThat(checks.get(Claim.R2).recomputed()).isCloseTo(1, within(1e-9));
        assertThat(checks.get(Claim.R2).maxAbsoluteDifference()).isCloseTo(.1, within(1e-9));
        assertThat(checks.get(Claim.AF).recomputed()).isCloseTo(.5, within(1e-9));
        assertThat(checks.get(Claim.ER2).recomputed()).isCloseTo(1, within(1e-6));
        assertThat(result.methods().get(0).claimedR2().of(MafStratum.ALL).claimedMinusTrue())
                .isCloseTo(-.1, within(1e-9));
    }

    @Test
    void aDosageOutOfRangeIsAnErrorNotAMissingValue() {
        assertThatThrownBy(() -> evaluate("20 100 . A C . . . DS 0 3 2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x.vcf:8")
                .hasMessageContaining("DS of sample B is out of range; found 3.0");
    }

    @Test
    void contigsInAnotherOrderAreAnError() {
        truth = files.vcf("truth.vcf", ABC, "1 100 . A C . . . GT 0|0 0|1 1|1", "2 100 . A C . . . GT 0|0 0|1 1|1");
        assertThatThrownBy(() -> evaluate("2 100 . A C . . . DS 0 1 2", "1 100 . A C . . . DS 0 1 2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("contigs are in another order");
    }

    @Test
    void nothingToScoreIsAnErrorThatCountsTheReasons() {
        panel = files.vcf("panel.vcf", "P", "21 100 . A C . . . GT 0|1");
        assertThatThrownBy(() -> evaluate("20 100 . A C . . . DS 0 1 2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no site can be scored; found truth: 3 NOT_IN_PANEL");
    }

    @Test
    void targetsInThePanelAreWarnedOf() {
        panel = files.vcf("panel.vcf", "A Q", "20 100 . A C . . . GT 0|1 0|1");
        assertThat(evaluate("20 100 . A C . . . DS 0 1 2").warnings())
                .anyMatch(w -> w.startsWith("1 of the scored samples are in the panel"));
    }
}
