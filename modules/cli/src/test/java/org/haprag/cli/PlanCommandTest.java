package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aPanelAndTargets() throws Exception {
        TinyVcfs.write(folder, 150);
    }

    private CommandLineRun plan(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "plan",
                "--panel",
                folder.resolve("p.vcf.gz").toString(),
                "--target",
                folder.resolve("t.vcf.gz").toString(),
                "--model",
                "none",
                "--threads",
                "1"));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    @Test
    void itTellsWhatARunTakesAndHowItIsStartedAndWritesNothing() throws Exception {
        CommandLineRun run = plan("--seconds", "0.2", "--cores", "4");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "windows",
                        "processor time",
                        "GB a process",
                        "bytes a genotype",
                        "with --threads 1",
                        "on 4 cores")
                .contains("imputer impute --panel " + folder.resolve("p.vcf.gz"))
                .contains("printf '%s\\n' chr,vcf 20," + folder.resolve("p.vcf.gz") + " >panels.csv")
                .contains("nextflow run workflows/nextflow", "--impute_args='--model none'")
                .contains("sbatch", "--chunk $SLURM_ARRAY_TASK_ID/", "imputer ligate", "spark-submit", "--model none")
                .doesNotContain("--seconds");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .allMatch(name -> name.matches("(p|t|truth)\\.vcf\\.gz"));
        }
    }

    @Test
    void whatCannotBePlannedIsRefused() {
        assertThat(plan("--seconds", "0").err()).contains("--seconds", "a number above 0");
        assertThat(plan("--cores", "0").err()).contains("--cores", "1 or more");
        assertThat(plan("--window-cm", "0").err()).contains("--window-cm");
        assertThat(plan("--cores", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void severalContigsAreCountedTogether() throws Exception {
        CommandLineRun one = plan("--seconds", "0.1");
        for (String name : List.of("p.vcf.gz", "t.vcf.gz")) {
            TwoContigs.write(folder.resolve(name), folder.resolve(name));
        }
        CommandLineRun both = plan("--seconds", "0.1");
        assertThat(one.out()).contains("300, of which 60 typed", "1, 1 units");
        assertThat(both.out()).contains("600, of which 120 typed", "2, 2 units");
    }
}
