package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aPanelAndUnphasedTargets() throws Exception {
        TinyVcfs.write(folder, 150);
        TinyVcfs.write(folder.resolve("u.vcf.gz"), text("t.vcf.gz").replaceAll("([0-9])\\|([0-9])", "$1/$2"));
    }

    private CommandLineRun run(String command, String target, String out, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--panel", in("p.vcf.gz"), "--target", in(target)));
        args.addAll(List.of("--out", in(out)));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private String text(String name) throws Exception {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(name))), StandardCharsets.UTF_8))) {
            return String.join("\n", in.lines().toList()) + "\n";
        }
    }

    private List<String> records(String name) throws Exception {
        return text(name).lines().filter(l -> !l.startsWith("#")).toList();
    }

    private JsonNode result(String run) throws Exception {
        return new ObjectMapper().readTree(folder.resolve(run).toFile()).get("results");
    }

    @Test
    void unphasedTargetsGetPhasedCallsWithTheirQuality() throws Exception {
        CommandLineRun run = run("phase", "u.vcf.gz", "out.vcf.gz");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("out.vcf.gz.log"))
                .content()
                .contains("0 samples phased, 2 unphased")
                .contains("what is unphased is phased from the panel");
        assertThat(records("out.vcf.gz"))
                .hasSize(60)
                .allMatch(l -> l.contains("\tGT:PQ:FL\t"))
                .noneMatch(l -> l.contains("/"))
                .anyMatch(l -> l.matches(".*\t[01]\\|[01]:[1-6]?[0-9]:0.*"));
        assertThat(folder.resolve("out.vcf.gz.tbi")).exists();
        assertThat(folder.resolve("out.vcf.gz.sites.tsv")).exists();
        JsonNode results = result("out.vcf.gz.run.json");
        assertThat(results.at("/phasing/unphasedSamples").asInt()).isEqualTo(2);
        assertThat(results.at("/phased/sites").asInt()).isEqualTo(60);
        assertThat(results.at("/phased/heterozygotes").asInt()).isPositive();
        assertThat(run("phase", "u.vcf.gz", "out.bcf").exitCode()).isZero();
        assertThat(folder.resolve("out.bcf.csi")).exists();
    }

    @Test
    void phasedCallsStayUnlessTheirPhaseIsIgnored() throws Exception {
        assertThat(run("phase", "t.vcf.gz", "kept.vcf.gz").exitCode()).isZero();
        List<String> given = records("t.vcf.gz");
        List<String> kept = records("kept.vcf.gz");
        for (int i = 0; i < given.size(); i++) {
            String[] calls = given.get(i).split("\t");
            assertThat(kept.get(i)).endsWith("\t" + calls[9] + ":.:0\t" + calls[10] + ":.:0");
        }
        assertThat(run("phase", "t.vcf.gz", "again.vcf.gz", "--rephase").exitCode())
                .isZero();
        assertThat(run("phase", "u.vcf.gz", "free.vcf.gz").exitCode()).isZero();
        assertThat(records("again.vcf.gz")).isEqualTo(records("free.vcf.gz"));
    }

    @Test
    void imputeWritesPqAtTypedSitesOnRequest() throws Exception {
        CommandLineRun run = run("impute", "u.vcf.gz", "i.vcf.gz", "--model", "none", "--format", "GT,DS,PQ");
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> records = records("i.vcf.gz");
        assertThat(records)
                .filteredOn(l -> l.contains("\tGT:DS:PQ\t"))
                .hasSize(60)
                .allMatch(l -> l.contains("TYPED"));
        assertThat(records).filteredOn(l -> l.contains("\tGT:DS\t")).hasSize(240);
        assertThat(result("i.vcf.gz.run.json").at("/phasing/unphasedSamples").asInt())
                .isEqualTo(2);
        CommandLineRun alone = run("impute", "u.vcf.gz", "x.vcf.gz", "--model", "none", "--format", "DS,PQ");
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.err()).contains("--format: PQ is of the genotype");
    }

    @Test
    void onlyVcfAndBcfHoldPhasedCallsWithTheirQuality() {
        CommandLineRun run = run("phase", "u.vcf.gz", "out.bgen");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--out: phased calls are written as VCF or BCF");
    }

    @Test
    void phaseSetsAreWrittenOnRequestAndImputeTakesThem() throws Exception {
        CommandLineRun run = run("phase", "u.vcf.gz", "sets.vcf.gz", "--phase-sets", "60");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(records("sets.vcf.gz"))
                .allMatch(l -> l.contains("\tGT:PQ:PS:FL\t"))
                .anyMatch(l -> l.matches(".*\t[01]\\|[01]:[0-9.]+:[0-9]+:0.*"));
        CommandLineRun imputed = run("impute", "sets.vcf.gz", "i.vcf.gz", "--model", "none");
        assertThat(imputed.exitCode()).as(imputed.err()).isZero();
        assertThat(result("i.vcf.gz.run.json").at("/phasing/samplesInSets").asInt())
                .isPositive();
        CommandLineRun refused = run("phase", "u.vcf.gz", "x.vcf.gz", "--phase-sets", "0");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--phase-sets: the value is out of range");
    }

    @Test
    void whichTargetsAreReferencesIsRecorded() throws Exception {
        CommandLineRun run = run("phase", "u.vcf.gz", "r.vcf.gz", "--target-references", "1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode told = result("r.vcf.gz.run.json").get("targetReferences");
        assertThat(told.get("samples").asInt()).isEqualTo(1);
        assertThat(told.get("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(folder.resolve("r.vcf.gz.log")).content().contains("references beside the panel: 1 targets");
        CommandLineRun refused = run("phase", "u.vcf.gz", "x.vcf.gz", "--target-references", "-1");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--target-references: the value is out of range");
    }
}
