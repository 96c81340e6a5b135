package org.haprag.training.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthRulesTest {
    private static final double NONE = Double.NaN;
    private static final Accuracy FINE = new Accuracy(.9, .9, .9, .01);

    /** A run with nothing to complain of. */
    private static MonitorReport report(
            BatchFigures batches, double trainingF1, double dataUse, Map<String, Double> cosines, Accuracy all) {
        return new MonitorReport(
                100,
                batches,
                .3,
                .9,
                all,
                FINE,
                FINE,
                trainingF1,
                .9,
                List.of(new GroupShare("0.01-0.02", 10, .5, .5, .5), new GroupShare("0.1-0.2", 10, .5, .5, .5)),
                List.of(),
                dataUse,
                1,
                cosines,
                1,
                1,
                .9,
                0,
                List.of(.3));
    }

    private static BatchFigures batches(double deviation, double reconstruction, double consistency, int jumps) {
        return new BatchFigures(100, .5, deviation, Map.of(), reconstruction, consistency, jumps);
    }

    private static List<String> warnings(MonitorReport report) {
        return report.signs().stream()
                .filter(s -> s.level() == Sign.Level.WARNING)
                .map(Sign::sentence)
                .toList();
    }

    private static MonitorReport healthy() {
        return report(batches(.1, NONE, NONE, 0), .91, .4, Map.of("hap1 gt", .6), FINE);
    }

    @Test
    void aHealthyRunHasNoWarningAndSaysWhy() {
        assertThat(warnings(healthy())).isEmpty();
        assertThat(healthy().signs())
                .extracting(Sign::sentence)
                .contains(
                        "macro F1 of training samples is 0.010 above that of validation samples",
                        "40.0 % of the sites carry nine tenths of the gradient",
                        "sites below MAF .05 get 1.00 times their share of the gradient");
        assertThat(healthy().signs()).extracting(Sign::monitor).doesNotContain("reconstruction", "consistency");
    }

    @Test
    void aGapAboveTheDocumentsBoundIsOverfitting() {
        assertThat(warnings(report(batches(.1, NONE, NONE, 0), 1.06, .4, Map.of(), FINE)))
                .singleElement()
                .asString()
                .contains("0.160 above", "overfits", "training.patience");
    }

    @Test
    void fewSitesUnevenBatchesAndPoorCalibrationAreNamedWithACure() {
        Accuracy boastful = new Accuracy(.9, .9, .9, .2);
        assertThat(warnings(report(batches(.3, NONE, NONE, 0), .9, .026, Map.of(), boastful)))
                .hasSize(3)
                .anySatisfy(w -> assertThat(w).contains("2.6 % of the sites", "lower gamma"))
                .anySatisfy(w -> assertThat(w).contains("deviates by 0.60 of its mean", "training.targetsPerStep"))
                .anySatisfy(w -> assertThat(w).contains("0.200", "calibrated.yaml"));
    }

    @Test
    void reconstructionIsAdvisedOnAsTheThirdDocumentDoes() {
        assertThat(warnings(report(batches(.1, 1.2, NONE, 0), .9, .4, Map.of(), FINE)))
                .singleElement()
                .asString()
                .contains("1.200", "lower its weight to 0.05");
        assertThat(warnings(report(batches(.1, .05, NONE, 0), .9, .4, Map.of(), FINE)))
                .singleElement()
                .asString()
                .contains("0.050", "can be removed");
        assertThat(warnings(report(batches(.1, .5, NONE, 0), .9, .4, Map.of(), FINE)))
                .isEmpty();
        assertThat(warnings(report(batches(.1, .5, NONE, 7), .9, .4, Map.of(), FINE)))
                .singleElement()
                .asString()
                .contains("7 times", "reconstruction-b");
    }

    @Test
    void consistencyThatSelectsEverythingOrNothingIsNamed() {
        assertThat(warnings(report(batches(.1, NONE, .99, 0), .9, .4, Map.of(), FINE)))
                .singleElement()
                .asString()
                .contains("99.0 %", "raise");
        assertThat(warnings(report(batches(.1, NONE, 0, 0), .9, .4, Map.of(), FINE)))
                .singleElement()
                .asString()
                .contains("0.0 %", "lower");
    }

    @Test
    void tasksThatPullAgainstEachOtherAreNamed() {
        assertThat(warnings(report(batches(.1, NONE, NONE, 0), .9, .4, Map.of("hap1 recon1", -.4), FINE)))
                .singleElement()
                .asString()
                .contains("hap1 and recon1", "-0.40", "pcgrad");
    }

    @Test
    void rareSitesThatGetLessThanHalfTheirShareAreNamed() {
        MonitorReport h = healthy();
        MonitorReport r = with(
                h,
                List.of(new GroupShare("0-0.0005", 10, .5, .1, .2), new GroupShare("0.1-0.2", 10, .5, .9, .8)),
                List.of(.3));
        assertThat(warnings(r)).singleElement().asString().contains("0.40 times", "mafWeight");
    }

    @Test
    void aValidationLossThatTurnsRoundEachTimeIsNamed() {
        assertThat(warnings(with(healthy(), healthy().byMaf(), List.of(.3, .4, .3, .4, .3))))
                .singleElement()
                .asString()
                .contains("33.3 %", "learningRate");
        assertThat(warnings(with(healthy(), healthy().byMaf(), List.of(.5, .45, .4, .35, .3))))
                .isEmpty();
    }

    private static MonitorReport with(MonitorReport h, List<GroupShare> byMaf, List<Double> losses) {
        return new MonitorReport(
                h.step(),
                h.batches(),
                h.validationLoss(),
                h.errorRatio(),
                h.all(),
                h.rare(),
                h.common(),
                h.trainingF1(),
                h.comparableF1(),
                byMaf,
                h.byDifficulty(),
                h.dataUse(),
                h.meanFocus(),
                h.gradientCosines(),
                h.validations(),
                h.validationsToBestF1(),
                h.bestF1(),
                h.validationsWithoutBetter(),
                losses);
    }
}
