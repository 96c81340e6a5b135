package org.haprag.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** A seeded case of a few hundred sites with all kinds of imputed files, in the layout of bench/make_case.sh. */
final class GeneratedCase {
    static final int SAMPLES = 40;
    static final int SITES = 600;
    private static final int PANEL = 200;

    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##contig=<ID=20>
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            """;
    private static final String DS = "##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"Dosage\">\n";
    private static final String GP = "##FORMAT=<ID=GP,Number=G,Type=Float,Description=\"Posteriors\">\n";
    private static final String HDS = "##FORMAT=<ID=HDS,Number=2,Type=Float,Description=\"Haplotype dosages\">\n";
    private static final String R2 = "##INFO=<ID=R2,Number=1,Type=Float,Description=\"Estimated r2\">\n";

    private final Path dir;

    private GeneratedCase(Path dir) {
        this.dir = dir;
    }

    Path path(String file) {
        return dir.resolve(file);
    }

    /** Of the sites, in bp. */
    IntStream positions() {
        return IntStream.range(0, SITES).map(GeneratedCase::pos);
    }

    private static int pos(int site) {
        return 1000 + 700 * site;
    }

    /** full (GT:DS:GP), lacking (the same without every ninth site), dosage (GT:DS:HDS), calls (GT). */
    List<ImputedFile> files() {
        return List.of("full", "lacking", "dosage", "calls").stream()
                .map(n -> new ImputedFile(n, path(n + ".vcf")))
                .toList();
    }

    RequestBuilder request(Path out) {
        return new RequestBuilder(path("truth.vcf"), path("ref.vcf"), files(), out).typedSites(path("typed.txt"));
    }

    static GeneratedCase write(Path dir) throws IOException {
        Random random = new Random(11);
        StringBuilder truth = head("", "T", SAMPLES);
        StringBuilder ref = head("", "P", PANEL);
        StringBuilder full = head(R2 + DS + GP, "T", SAMPLES);
        StringBuilder lacking = head(R2 + DS + GP, "T", SAMPLES);
        StringBuilder dosage = head(R2 + DS + HDS, "T", SAMPLES);
        StringBuilder calls = head("", "T", SAMPLES);
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < SITES; i++) {
            int pos = pos(i);
            String site = "20\t" + pos + "\ts" + i + "\tA\tC\t.\tPASS\t";
            double af = Math.pow(random.nextDouble(), 3) * .6 + .004;
            panel(ref.append(site).append(".\tGT"), random, af);
            if (i % 10 == 3) typed.append("20\t").append(pos).append('\n');
            String claim = String.format(Locale.ROOT, "R2=%.2f", random.nextDouble());
            Lines lines = Lines.draw(random, af);
            truth.append(site).append(".\tGT").append(lines.truth).append('\n');
            full.append(site)
                    .append(claim)
                    .append("\tGT:DS:GP")
                    .append(lines.full)
                    .append('\n');
            if (i % 9 != 0)
                lacking.append(site)
                        .append(claim)
                        .append("\tGT:DS:GP")
                        .append(lines.full)
                        .append('\n');
            dosage.append(site)
                    .append(claim)
                    .append("\tGT:DS:HDS")
                    .append(lines.dosage)
                    .append('\n');
            calls.append(site).append(".\tGT").append(lines.calls).append('\n');
        }
        List<String> names = List.of("truth", "ref", "full", "lacking", "dosage", "calls");
        List<StringBuilder> texts = List.of(truth, ref, full, lacking, dosage, calls);
        for (int f = 0; f < names.size(); f++) Files.writeString(dir.resolve(names.get(f) + ".vcf"), texts.get(f));
        Files.writeString(dir.resolve("typed.txt"), typed);
        return new GeneratedCase(dir);
    }

    private static StringBuilder head(String declarations, String prefix, int samples) {
        StringBuilder out = new StringBuilder(HEADER).append(declarations);
        out.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int s = 0; s < samples; s++) out.append('\t').append(prefix).append(s);
        return out.append('\n');
    }

    private static void panel(StringBuilder out, Random random, double af) {
        List<Integer> alleles = new ArrayList<>();
        for (int h = 0; h < 2 * PANEL; h++) alleles.add(random.nextDouble() < af ? 1 : 0);
        alleles.set(0, 1);
        for (int s = 0; s < PANEL; s++) {
            out.append('\t').append(alleles.get(2 * s)).append('|').append(alleles.get(2 * s + 1));
        }
        out.append('\n');
    }

    /** The sample columns of one site in each file. */
    private record Lines(String truth, String full, String dosage, String calls) {
        static Lines draw(Random random, double af) {
            StringBuilder truth = new StringBuilder();
            StringBuilder full = new StringBuilder();
            StringBuilder dosage = new StringBuilder();
            StringBuilder calls = new StringBuilder();
            for (int s = 0; s < SAMPLES; s++) {
                double[] p = new double[2];
                int[] y = new int[2];
                for (int h = 0; h < 2; h++) {
                    y[h] = random.nextDouble() < af ? 1 : 0;
                    double noise = Math.pow(random.nextDouble(), 6);
                    p[h] = Math.round(1000 * Math.abs(y[h] - noise)) / 1000.0;
                }
                String gt = (p[0] > .5 ? 1 : 0) + "|" + (p[1] > .5 ? 1 : 0);
                double both = p[0] * p[1];
                double het = p[0] + p[1] - 2 * both;
                truth.append('\t').append(y[0]).append('|').append(y[1]);
                full.append(String.format(
                        Locale.ROOT, "\t%s:%.3f:%.3f,%.3f,%.3f", gt, p[0] + p[1], 1 - het - both, het, both));
                dosage.append(String.format(Locale.ROOT, "\t%s:%.3f:%.3f,%.3f", gt, p[0] + p[1], p[0], p[1]));
                calls.append('\t').append(gt);
            }
            return new Lines(truth.toString(), full.toString(), dosage.toString(), calls.toString());
        }
    }
}
