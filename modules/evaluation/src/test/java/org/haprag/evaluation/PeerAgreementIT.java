package org.haprag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haprag.metrics.MafStratum;
import org.haprag.metrics.Metric;
import org.haprag.metrics.SampleBootstrap;
import org.haprag.metrics.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's programs must give our numbers on the same files. */
class PeerAgreementIT {
    /** Columns of score.py after bin, sites, r2 and err/first. */
    private static final List<Metric> SCORE_PY = List.of(Metric.F1_MACRO, Metric.F1_ALT, Metric.NRD, Metric.ECE);

    private static final Path SCORE = Path.of("../../bench/score.py");

    @TempDir
    private Path dir;

    @Test
    void scorePyOfTheBenchAgreesToOneThousandth() throws Exception {
        Path python = Program.require("python3");
        Program.require("bcftools");
        assumeTrue(Program.succeeds(dir, List.of(python.toString(), "-c", "import numpy")), "numpy is not installed");
        GeneratedCase made = GeneratedCase.write(dir);
        EvaluationResult result = Evaluation.run(made.request(dir.resolve("out"))
                .bootstrap(SampleBootstrap.none())
                .build());
        for (String name : List.of("truth", "ref")) Files.copy(made.path(name + ".vcf"), dir.resolve(name + ".vcf.gz"));
        List<String> command = new ArrayList<>(
                List.of(python.toString(), SCORE.toAbsolutePath().toString(), dir.toString()));
        made.files().forEach(f -> command.add(f.name() + "=" + f.parts().get(0)));
        int compared = compare(result, Program.output(dir, command));
        assertThat(compared).as("rows compared").isGreaterThanOrEqualTo(4 * 5);
    }

    private static int compare(EvaluationResult result, String text) {
        int method = -1;
        int compared = 0;
        for (String line : text.lines().toList()) {
            if (line.contains(" sites present")) method++;
            String[] cells = line.strip().split(" +", -1);
            MafStratum row = MafStratum.rows().stream()
                    .filter(r -> r.key().equals(cells[0]))
                    .findFirst()
                    .orElse(null);
            if (row == null || cells.length != 8) continue;
            String where = result.methodNames().get(method) + " at MAF " + cells[0];
            Scores ours = result.untyped().scores(method, row);
            assertThat(ours.sites()).as(where).isEqualTo(Integer.parseInt(cells[1]));
            close(where + ", r2", ours.value(Metric.R2), cells[2]);
            for (int i = 0; i < SCORE_PY.size(); i++) {
                close(where + ", " + SCORE_PY.get(i), ours.value(SCORE_PY.get(i)), cells[4 + i]);
            }
            compared++;
        }
        return compared;
    }

    private static void close(String what, double ours, String theirs) {
        if (theirs.equals("nan")) return;
        assertThat(ours).as(what).isCloseTo(Double.parseDouble(theirs), within(1e-3));
    }

    @Test
    void bcftoolsStatsGivesTheSameNonReferenceDiscordance() throws Exception {
        Path bcftools = Program.require("bcftools");
        Path bgzip = Program.require("bgzip");
        GeneratedCase made = GeneratedCase.write(dir);
        String[] first = Files.readAllLines(made.path("truth.vcf")).stream()
                .filter(line -> !line.startsWith("#"))
                .findFirst()
                .orElseThrow()
                .split("\t");
        Path typed = made.path("typed-one.txt");
        Files.writeString(typed, first[0] + "\t" + first[1] + "\n");
        EvaluationResult result = Evaluation.run(made.request(dir.resolve("out"))
                .bootstrap(SampleBootstrap.none())
                .typedSites(typed)
                .build());
        for (String name : List.of("truth.vcf", "calls.vcf")) {
            Program.output(dir, List.of(bgzip.toString(), "-f", name));
            Program.output(dir, List.of(bcftools.toString(), "index", "-f", name + ".gz"));
        }
        String stats = Program.output(
                dir,
                List.of(
                        bcftools.toString(),
                        "stats",
                        "-s",
                        "-",
                        "-t",
                        "^" + first[0] + ":" + first[1],
                        "truth.vcf.gz",
                        "calls.vcf.gz"));
        // NRDs, id, NRD in percent, Ref/Ref, Ref/Alt, Alt/Alt discordance; id 2 is the comparison
        double theirs = stats.lines()
                .filter(l -> l.startsWith("NRDs\t2\t"))
                .mapToDouble(l -> Double.parseDouble(l.split("\t", -1)[2]))
                .findFirst()
                .orElseThrow();
        int calls = result.methodNames().indexOf("calls");
        assertThat(100 * result.untyped().scores(calls, MafStratum.ALL).value(Metric.NRD))
                .isCloseTo(theirs, within(1e-3));
    }
}
