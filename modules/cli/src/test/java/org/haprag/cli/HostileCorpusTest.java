package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.haprag.model.HapRagModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of every kind that the program reads, through the command line in this process: each run ends with 0 or 2, soon, and
 * without a stack trace. {@code -Dhaprag.hostile=10000} runs as many files, {@code -Dhaprag.hostile.seed=S} others; {@code
 * bench/hostile.sh} does both.
 */
class HostileCorpusTest {
    private static final int FILES = Integer.getInteger("haprag.hostile", 126);
    private static final long SEED = Long.getLong("haprag.hostile.seed", 1);
    private static final int MOST_SECONDS = 60;
    private static final int SITES = 40;
    private static final int PANEL = 6;
    private static final int TARGETS = 3;

    /** A line of a stack trace, and messages that hide a crash. */
    private static final Pattern CRASH =
            Pattern.compile("(?m)^\\s+at [\\w.$]+\\(|Exception in thread|internal error|out of memory");

    @TempDir
    Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String path(String name) {
        return file(name).toString();
    }

    /** Good files of all kinds. */
    @BeforeEach
    void files() throws IOException {
        Files.writeString(file("panel.vcf"), vcf("20", PANEL, "P", 1, "|"));
        Files.writeString(file("target.vcf"), vcf("20", TARGETS, "T", 3, "|"));
        Files.writeString(file("two.vcf"), vcf("20", PANEL, "P", 1, "|") + body("21", PANEL, 1, "|"));
        Files.writeString(file("unphased.vcf"), vcf("20", TARGETS, "T", 3, "/"));
        Files.writeString(file("x.panel.vcf"), vcf("X", PANEL, "P", 1, "|"));
        Files.writeString(file("x.target.vcf"), vcf("X", TARGETS, "T", 3, "|").replaceAll("([01])\\|[01]", "$1|$1"));
        StringBuilder map = new StringBuilder("pos chr cM\n");
        for (int i = 0; i < 30; i++)
            map.append(1 + 200 * i).append(" 20 ").append(.1 * i).append('\n');
        Files.writeString(file("map.txt"), map);
        StringBuilder bed = new StringBuilder("track name=sites\n");
        for (int i = 0; i < SITES; i += 2) bed.append("chr20\t" + (99 + 100 * i) + "\t" + (100 + 100 * i) + "\n");
        Files.writeString(file("sites.bed"), bed);
        Files.writeString(file("sex.txt"), "P0 M\nP1 F\nP2 1\nP3 2\nT0 M\nT1 F\nT2 0\n");
        Files.writeString(file("run.yaml"), Files.readString(SchemaFiles.ROOT.resolve("configs/fast.yaml")));
        plink();
        good("panel", "--vcf", path("panel.vcf"), "--out", path("panel.hpanel"));
        impute("panel.vcf", "panel.vcf", "good.vcf.gz");
        impute("panel.vcf", "panel.vcf", "good.bcf");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file("good.bcf")))) {
            Files.write(file("plain.bcf"), in.readAllBytes());
        }
        try (InputStream in = HapRagModel.class.getResourceAsStream("bundled.safetensors")) {
            Files.write(file("model.safetensors"), in.readAllBytes());
        }
    }

    private void impute(String panel, String target, String out) {
        good(
                "impute",
                "--panel",
                path(panel),
                "--target",
                path(target),
                "--model",
                "none",
                "--format",
                "GT",
                "--no-report",
                "--accept",
                "targets-in-panel",
                "--out",
                path(out));
    }

    private static void good(String... args) {
        CommandLineRun run = CommandLineRun.of(args);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static String vcf(String contig, int samples, String prefix, int everyNth, String separator) {
        StringBuilder out = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=20,length=63025520>\n"
                + "##INFO=<ID=END,Number=1,Type=Integer,Description=\"End\">\n"
                + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int s = 0; s < samples; s++) out.append('\t').append(prefix).append(s);
        return out + "\n" + body(contig, samples, everyNth, separator);
    }

    private static String body(String contig, int samples, int everyNth, String separator) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < SITES; i += everyNth) {
            Random alleles = new Random(i);
            out.append(contig + "\t" + (100 + 100 * i) + "\trs" + i + "\tA\t" + (i % 7 == 3 ? "C,G" : "C")
                    + "\t.\tPASS\t.\tGT");
            for (int s = 0; s < samples; s++) {
                out.append("\t" + alleles.nextInt(2) + separator + alleles.nextInt(2));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private void plink() throws IOException {
        StringBuilder bim = new StringBuilder();
        ByteArrayOutputStream bed = new ByteArrayOutputStream();
        bed.writeBytes(new byte[] {0x6c, 0x1b, 1});
        for (int i = 0; i < SITES; i += 3) {
            bim.append("20\trs" + i + "\t0\t" + (100 + 100 * i) + "\tC\tA\n");
            bed.write(i * 37 & 0x3f);
        }
        Files.write(file("cohort.bed"), bed.toByteArray());
        Files.writeString(file("cohort.bim"), bim);
        Files.writeString(file("cohort.fam"), "F T0 0 0 1 -9\nF T1 0 0 2 -9\nF T2 0 0 0 -9\n");
    }

    /** What is damaged, how, and the command that reads it; {@code %} stands for the damaged file. */
    private enum Kind {
        TARGET_VCF("target.vcf", true, "impute --panel panel.vcf --target % --out out.vcf.gz"),
        UNPHASED_VCF("unphased.vcf", true, "impute --panel panel.vcf --target % --keep-target-only --out out.vcf.gz"),
        PANEL_VCF("panel.vcf", true, "impute --panel % --target target.vcf --drop-missing --out out.bcf"),
        TWO_CONTIGS("two.vcf", true, "impute --panel % --target two.vcf --out out.vcf.gz"),
        PHASE_VCF("unphased.vcf", true, "phase --panel panel.vcf --target % --out out.vcf.gz"),
        BGZIPPED_VCF("good.vcf.gz", false, "impute --panel % --target target.vcf --out out.bgen"),
        TARGET_BCF("plain.bcf", false, "impute --panel panel.vcf --target % --out out.vcf.gz"),
        PANEL_BCF("plain.bcf", false, "impute --panel % --target target.vcf --out out.bcf"),
        BGZIPPED_BCF("good.bcf", false, "impute --panel % --target target.vcf --out out.vcf.gz"),
        PLINK_BED("cohort.bed", false, "impute --panel panel.vcf --target % --out out.vcf.gz"),
        PLINK_BIM("cohort.bim", true, "impute --panel panel.vcf --target % --out out.vcf.gz"),
        PLINK_FAM("cohort.fam", true, "impute --panel panel.vcf --target % --out out.vcf.gz"),
        BED("sites.bed", true, "mask --vcf panel.vcf --sites % --out out.vcf.gz"),
        MAP("map.txt", true, "impute --panel panel.vcf --target target.vcf --map % --out out.vcf.gz"),
        CONFIG("run.yaml", true, "train --vcf missing.vcf --config % --out out.safetensors"),
        PANEL_FILE("panel.hpanel", false, "impute --panel % --target target.vcf --out out.vcf.gz"),
        PANEL_FILE_INFO("panel.hpanel", false, "info %"),
        MODEL("model.safetensors", false, "info %"),
        SEX("sex.txt", true, "impute --panel x.panel.vcf --target x.target.vcf --sex % --out out.vcf.gz"),
        EVALUATED_VCF(
                "good.vcf.gz",
                false,
                "evaluate --panel panel.vcf --truth panel.vcf --imputed % --bootstrap 0 --out judged"),
        TRUTH_VCF(
                "panel.vcf",
                true,
                "evaluate --panel panel.vcf --truth % --imputed good.vcf.gz --bootstrap 0 --out judged");

        private final String file;
        private final boolean text;
        private final List<String> command;

        Kind(String file, boolean text, String command) {
            this.file = file;
            this.text = text;
            this.command = List.of(command.split(" "));
        }
    }

    private String[] command(Kind kind, Path damaged) {
        List<String> args = new ArrayList<>();
        args.add(kind.command.get(0));
        for (String arg : kind.command.subList(1, kind.command.size())) {
            if (arg.equals("%")) args.add(damaged.toString());
            else args.add(arg.startsWith("--") || arg.equals("0") ? arg : path(arg));
        }
        if (args.get(0).equals("impute")) args.addAll(List.of("--model", "none", "--no-report", "--threads", "1"));
        return args.toArray(String[]::new);
    }

    /** Writes a damaged file; of PLINK's three the other two are good. */
    private Path damaged(Kind kind, int number) throws IOException {
        HostileFile hostile = new HostileFile(SEED * 1_000_003 + number);
        byte[] good = Files.readAllBytes(file(kind.file));
        byte[] bad = kind.text ? hostile.text(good) : hostile.binary(good);
        String ending = kind.file.substring(kind.file.indexOf('.'));
        if (!kind.name().startsWith("PLINK")) return Files.write(file("damaged" + ending), bad);
        for (String other : List.of(".bed", ".bim", ".fam")) {
            Files.write(file("damaged" + other), Files.readAllBytes(file("cohort" + other)));
        }
        Files.write(file("damaged" + ending), bad);
        return file("damaged.bed");
    }

    private static final class Counts {
        private int done;
        private int refused;
        private double slowest;
    }

    @Test
    void damagedFilesAreReadOrRefusedWithAMessage() throws IOException, InterruptedException {
        Map<Kind, Counts> counts = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < FILES && wrong.size() < 20; i++) {
                Kind kind = Kind.values()[i % Kind.values().length];
                String[] args = command(kind, damaged(kind, i));
                long start = System.nanoTime();
                Future<CommandLineRun> running = thread.submit(() -> CommandLineRun.of(args));
                try {
                    CommandLineRun run = running.get(MOST_SECONDS, TimeUnit.SECONDS);
                    Counts of = counts.computeIfAbsent(kind, k -> new Counts());
                    of.slowest = Math.max(of.slowest, (System.nanoTime() - start) * 1e-9);
                    if (run.exitCode() == 0) of.done++;
                    else of.refused++;
                    boolean crashed = run.exitCode() != 0 && run.exitCode() != 2
                            || CRASH.matcher(run.err()).find()
                            || run.exitCode() == 2 && run.err().isBlank();
                    if (crashed) wrong.add(kind + ", number " + i + ": exit " + run.exitCode() + ", " + run.err());
                } catch (TimeoutException | ExecutionException e) {
                    wrong.add(kind + ", number " + i + ": " + e);
                    if (e instanceof TimeoutException) break; // its thread is taken
                }
            }
        } finally {
            thread.shutdownNow();
        }
        tell(counts);
        assertThat(wrong).isEmpty();
    }

    /** As a table. */
    private static void tell(Map<Kind, Counts> counts) throws IOException {
        StringBuilder table = new StringBuilder("kind\tfiles\texit 0\texit 2\tslowest s\n");
        counts.forEach((kind, c) -> table.append(String.format(
                Locale.ROOT, "%s\t%d\t%d\t%d\t%.2f%n", kind, c.done + c.refused, c.done, c.refused, c.slowest)));
        Files.write(Path.of("target", "hostile.tsv"), table.toString().getBytes(StandardCharsets.UTF_8));
    }
}
