package org.haprag.retrieval;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Site;
import org.haprag.io.hpanel.PanelFileWriter;

/** Writes a case of a {@link ScrmPanel} of any size (bench/simulated_case.sh): {@code ref.hpanel} and {@code target.vcf}. */
public final class SimulatedCase {
    /** An array has about one common site in so many bp. */
    private static final int ARRAY_BP = 4000;

    private static final double COMMON_MAF = .05;

    private SimulatedCase() {}

    /** @param args folder, haplotypes of the panel, target samples */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int haplotypes = Integer.parseInt(args[1]);
        int targets = Integer.parseInt(args[2]);
        HaplotypePanel all = ScrmPanel.simulate(haplotypes + 2 * targets, folder);
        PanelFileWriter.write(
                all.subset(IntStream.range(0, haplotypes / 2).toArray()), folder.resolve("ref.hpanel"));
        int[] typed = typed(all);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("target.vcf"))) {
            out.write("##fileformat=VCFv4.2\n##contig=<ID=1>\n"
                    + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
                    + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
            for (int t = 0; t < targets; t++) out.write("\tT" + t);
            for (int site : typed) write(all, site, haplotypes, out);
            out.write("\n");
        }
        System.err.printf(
                "%s: %d panel haplotypes, %d sites, %d typed, %d targets%n",
                folder, haplotypes, all.siteCount(), typed.length, targets);
    }

    /** The first common site of each {@link #ARRAY_BP}. */
    private static int[] typed(HaplotypePanel all) {
        boolean[] taken = new boolean[all.site(all.siteCount() - 1).pos() / ARRAY_BP + 1];
        return IntStream.range(0, all.siteCount())
                .filter(site -> all.maf(site) >= COMMON_MAF)
                .filter(site -> {
                    int part = all.site(site).pos() / ARRAY_BP;
                    boolean first = !taken[part];
                    taken[part] = true;
                    return first;
                })
                .toArray();
    }

    private static void write(HaplotypePanel all, int typed, int firstTarget, BufferedWriter out) throws IOException {
        Site site = all.site(typed);
        out.write("\n1\t" + site.pos() + "\t.\tA\tC\t.\tPASS\t.\tGT");
        char[] call = {'\t', '0', '|', '0'};
        for (int h = firstTarget; h < all.haplotypeCount(); h += 2) {
            call[1] = (char) ('0' + all.allele(typed, h));
            call[3] = (char) ('0' + all.allele(typed, h + 1));
            out.write(call);
        }
    }
}
