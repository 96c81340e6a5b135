package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.haprag.evaluation.report.OutputFiles;
import org.haprag.genotype.InputException;
import org.haprag.metrics.SampleBootstrap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imputed files in parts, by samples and by stretches, against the same files in one piece. */
class PartsTest {
    /** All that is the same to the last byte, whatever the parts. */
    private static final List<String> TABLES = List.of(
            OutputFiles.BY_MAF,
            OutputFiles.BY_GROUP,
            OutputFiles.BY_SAMPLE,
            OutputFiles.CALIBRATION,
            OutputFiles.DIFFERENCES,
            OutputFiles.SWITCH_ERRORS,
            OutputFiles.EXCLUDED);

    @TempDir
    Path dir;

    private GeneratedCase made;
    private Path groups;

    @BeforeEach
    void make() throws IOException {
        made = GeneratedCase.write(dir);
        StringBuilder lines = new StringBuilder();
        for (int s = 0; s < GeneratedCase.SAMPLES; s++)
            lines.append('T').append(s).append(s % 3 == 0 ? "\tA\n" : "\tB\n");
        groups = Files.writeString(dir.resolve("groups.txt"), lines);
    }

    /** Some samples and records of a file as a file of their own. */
    private Path part(String file, String name, IntPredicate samples, IntPredicate positions) throws IOException {
        StringBuilder out = new StringBuilder();
        for (String line : Files.readAllLines(made.path(file + ".vcf"))) {
            if (line.startsWith("##")) {
                out.append(line).append('\n');
                continue;
            }
            String[] columns = line.split("\t");
            if (!line.startsWith("#") && !positions.test(Integer.parseInt(columns[1]))) continue;
            List<String> kept = new ArrayList<>(List.of(columns).subList(0, 9));
            IntStream.range(0, columns.length - 9).filter(samples).forEach(s -> kept.add(columns[9 + s]));
            out.append(String.join("\t", kept)).append('\n');
        }
        return Files.writeString(dir.resolve(file + "." + name + ".vcf"), out);
    }

    private static IntPredicate all() {
        return i -> true;
    }

    private static final IntPredicate FIRST_HALF = pos -> pos < 200_000;
    private static final IntPredicate LAST_HALF = FIRST_HALF.negate();

    /** A grid of three batches of samples, which are not side by side, by two stretches; in no order. */
    private List<Path> grid(String file) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (int batch = 0; batch < 3; batch++) {
            int of = batch;
            IntPredicate samples = s -> (s < 5 ? 2 : s % 2) == of;
            parts.add(part(file, "late" + batch, samples, LAST_HALF));
            parts.add(part(file, "early" + batch, samples, FIRST_HALF));
        }
        Collections.swap(parts, 0, 3);
        return parts;
    }

    private EvaluationResult run(List<Path> truth, List<ImputedFile> files, String out) {
        EvaluationRequest whole = made.request(dir.resolve(out))
                .groups(groups, Optional.empty())
                .bootstrap(new SampleBootstrap(50, 3))
                .build();
        return Evaluation.run(new EvaluationRequest(
                truth,
                whole.panel(),
                files,
                whole.baselines(),
                whole.typedSites(),
                whole.groups(),
                whole.groupColumn(),
                whole.region(),
                whole.outDir(),
                whole.bootstrap(),
                whole.training()));
    }

    private EvaluationResult whole() {
        return run(List.of(made.path("truth.vcf")), made.files(), "whole");
    }

    private void same(String other, List<String> tables) throws IOException {
        for (String table : tables) {
            assertThat(dir.resolve(other).resolve(table))
                    .as(table)
                    .hasSameTextualContentAs(dir.resolve("whole").resolve(table));
        }
    }

    private JsonNode metrics(String out) throws IOException {
        return new ObjectMapper()
                .readTree(dir.resolve(out).resolve(OutputFiles.METRICS).toFile());
    }

    @Test
    void stretchesGiveEveryNumberOfTheWhole() throws IOException {
        EvaluationResult whole = whole();
        List<ImputedFile> files = new ArrayList<>();
        for (ImputedFile file : made.files()) {
            String name = file.name();
            files.add(new ImputedFile(
                    name, List.of(part(name, "b", all(), LAST_HALF), part(name, "a", all(), FIRST_HALF))));
        }
        List<Path> truth = List.of(part("truth", "b", all(), LAST_HALF), part("truth", "a", all(), FIRST_HALF));
        EvaluationResult parts = run(truth, files, "parts");
        same("parts", TABLES);
        same("parts", List.of(OutputFiles.BY_SITE, OutputFiles.CLAIMED_R2));
        assertThat(parts.warnings()).isEqualTo(whole.warnings());
        for (String of : List.of("samples", "sites", "methods", "differences")) {
            assertThat(metrics("parts").get(of))
                    .as(of)
                    .isEqualTo(metrics("whole").get(of));
        }
        assertThat(metrics("parts").get("inputs")).hasSize(2 + 1 + 4 * 2 + 2);
    }

    @Test
    void batchesOfSamplesInStretchesGiveTheNumbersOfTheWhole() throws IOException {
        EvaluationResult whole = whole();
        List<ImputedFile> files = new ArrayList<>();
        for (ImputedFile file : made.files()) files.add(new ImputedFile(file.name(), grid(file.name())));
        EvaluationResult parts = run(grid("truth"), files, "parts");
        // Scored samples are in the order of the truth: by batch here.
        assertThat(parts.samples().names())
                .containsExactlyInAnyOrderElementsOf(whole.samples().names());
        EvaluationResult again = run(List.of(made.path("truth.vcf")), files, "again");
        assertThat(again.samples()).isEqualTo(whole.samples());
        same("again", TABLES);
        assertThat(again.warnings()).isEqualTo(whole.warnings());
        for (int m = 0; m < whole.methods().size(); m++) {
            MethodSummary one = whole.methods().get(m);
            MethodSummary other = again.methods().get(m);
            assertThat(other.dosageSource()).isEqualTo(one.dosageSource());
            assertThat(other.callRule()).isEqualTo(one.callRule());
            assertThat(other.present()).isEqualTo(one.present());
            assertThat(other.absent()).isEqualTo(one.absent());
        }
    }

    private List<ImputedFile> one(Path... parts) {
        return List.of(new ImputedFile("full", List.of(parts)));
    }

    private EvaluationResult run(List<ImputedFile> files) {
        return run(List.of(made.path("truth.vcf")), files, "out");
    }

    private static IntPredicate below(int limit) {
        return i -> i < limit;
    }

    @Test
    void r2OfAllSamplesIsPutTogetherFromThatOfTheParts() throws IOException {
        ImputedFile file = new ImputedFile("dosage", made.path("dosage.vcf"));
        run(List.of(made.path("truth.vcf")), List.of(file), "whole");
        run(List.of(new ImputedFile("dosage", grid("dosage"))));
        List<String> whole = Files.readAllLines(dir.resolve("whole").resolve(OutputFiles.BY_SITE));
        List<String> parts = Files.readAllLines(dir.resolve("out").resolve(OutputFiles.BY_SITE));
        assertThat(parts).hasSameSizeAs(whole);
        int column = List.of(whole.get(0).split("\t")).indexOf("recomputed_r2");
        for (int i = 1; i < whole.size(); i++) {
            double r2 = Double.parseDouble(parts.get(i).split("\t")[column]);
            assertThat(r2).isCloseTo(Double.parseDouble(whole.get(i).split("\t")[column]), within(1e-4));
        }
    }

    @Test
    void theSameSamplesTwiceAtOnePlaceAreAnError() throws IOException {
        Path early = part("full", "early", all(), below(250_000));
        Path late = part("full", "late", all(), LAST_HALF);
        assertThatThrownBy(() -> run(one(late, early)))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("late.vcf, 20:200500", "overlap", "early.vcf, reaches to 20:249500", "Fix: ");
    }

    @Test
    void oneSampleInTwoBatchesIsAnError() throws IOException {
        Path some = part("full", "some", below(21), all());
        Path others = part("full", "others", below(20).negate(), all());
        assertThatThrownBy(() -> run(one(some, others)))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("others.vcf, 20:1000", "have sample T20 at one position", "some.vcf", "Fix: ");
    }

    @Test
    void stretchesMayBeCutIntoOtherBatches() throws IOException {
        run(List.of(made.path("truth.vcf")), one(made.path("full.vcf")), "whole");
        run(one(
                part("full", "a1", below(7), FIRST_HALF),
                part("full", "a2", below(7).negate(), FIRST_HALF),
                part("full", "b1", below(30), LAST_HALF),
                part("full", "b2", below(30).negate(), LAST_HALF)));
        same("out", TABLES);
    }

    @Test
    void whatNoPartHasCountsAsDosage0AndIsTold() throws IOException {
        EvaluationResult result = run(one(
                part("full", "some", below(10), all()),
                part("full", "rest", below(10).negate(), FIRST_HALF)));
        long late = made.positions().filter(LAST_HALF).count();
        assertThat(result.warnings())
                .containsExactly("full has " + 30 * late + " missing dosages: they count as dosage 0");
        assertThat(result.methods().get(0).absent()).isZero();
    }

    @Test
    void partsWithoutASampleOfTheTruthAreNotRead() throws IOException {
        Path some = part("full", "some", below(10), all());
        Path rest = part("full", "rest", below(10).negate(), FIRST_HALF);
        EvaluationResult result = run(List.of(part("truth", "ten", below(10), all())), one(some, rest), "out");
        assertThat(result.samples().count()).isEqualTo(10);
        assertThat(result.warnings()).containsExactly("1 parts of full have no sample of the truth and were not read");
    }

    @Test
    void partsOfOtherKindsAreRefused() throws IOException {
        Path some = part("full", "some", below(10), all());
        Path rest = part("dosage", "rest", below(10).negate(), all());
        assertThatThrownBy(() -> run(one(some, rest)))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("rest.vcf", "other FORMAT fields", "DS and no GP, after a part with GP");
    }

    @Test
    void aPanelOfTwoBatchesIsRefused() throws IOException {
        EvaluationRequest request = made.request(dir.resolve("out")).build();
        List<Path> panel = List.of(
                part("ref", "a", below(100), all()), part("ref", "b", below(100).negate(), all()));
        assertThatThrownBy(() -> Evaluation.run(new EvaluationRequest(
                        request.truth(),
                        panel,
                        request.files(),
                        request.baselines(),
                        request.typedSites(),
                        request.groups(),
                        request.groupColumn(),
                        request.region(),
                        request.outDir(),
                        request.bootstrap(),
                        request.training())))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("ref.b.vcf", "the files of the panel have other samples");
    }
}
