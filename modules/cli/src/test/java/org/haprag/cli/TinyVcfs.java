package org.haprag.cli;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** A small panel of mosaics of six founders, with multi-allelic sites and indels, and two targets at every fifth site. */
final class TinyVcfs {
    static final String HEAD = "##fileformat=VCFv4.2\n##contig=<ID=20>\n"
            + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT";
    private static final int SITES = 300;

    private TinyVcfs() {}

    /** Writes {@code p.vcf.gz} (300 sites, POS 1000 to 300000), {@code t.vcf.gz} and its truth {@code truth.vcf.gz}. */
    static void write(Path folder, int samples) throws Exception {
        SplittableRandom random = new SplittableRandom(20);
        int[][] founders = new int[6][SITES];
        for (int[] founder : founders) Arrays.setAll(founder, i -> random.nextInt(i % 17 == 0 ? 3 : 2));
        StringBuilder panel = new StringBuilder(HEAD);
        for (int s = 0; s < samples; s++) panel.append("\tP").append(s);
        panel.append('\n');
        StringBuilder targets = new StringBuilder(HEAD + "\tT0\tT1\n");
        StringBuilder truth = new StringBuilder(targets);
        for (int i = 0; i < SITES; i++) {
            String site = "20\t" + 1000 * (i + 1) + "\t.\tA\t" + (i % 17 == 0 ? "C,ACC" : "G") + "\t.\t.\t.\tGT";
            panel.append(site);
            for (int s = 0; s < samples; s++) panel.append('\t').append(call(founders, i, s));
            panel.append('\n');
            String own = site + '\t' + call(founders, i, 31) + '\t' + call(founders, i, 45) + '\n';
            truth.append(own);
            if (i % 5 == 0) targets.append(own);
        }
        write(folder.resolve("p.vcf.gz"), panel);
        write(folder.resolve("t.vcf.gz"), targets);
        write(folder.resolve("truth.vcf.gz"), truth);
    }

    private static String call(int[][] founders, int site, int sample) {
        int block = site / 60;
        return founders[(sample * 7 + block) % 6][site] + "|" + founders[(sample * 11 + 2 * block + 1) % 6][site];
    }

    static void write(Path file, CharSequence text) throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
