package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bcftools and tabix make of our files, and we of theirs. Skipped where they are absent. */
class VcfIT {
    private static final Path EXAMPLE = Path.of("../../examples/1kg_eur_chr20.vcf.gz");

    @TempDir
    Path folder;

    private static List<String> run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, command[0] + " is not installed");
            throw e;
        }
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s: %s", List.of(command), lines).isZero();
        return lines;
    }

    /** Longer than the 512 Mb that a tabix index has room for, as contigs of wheat are. */
    @Test
    void anOutputOfALongContigHasACsiIndexThatBcftoolsReads() throws Exception {
        Path vcf = folder.resolve("p.vcf");
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=1A,length=5000>\n"
                + "##contig=<ID=3B,length=830829764>\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n1A\t7\t.\tA\tC\t.\t.\t.\tGT\t0|1\n");
        for (int i = 0; i < 80; i++) text.append("3B\t" + (1 + 10_000_000 * i) + "\t.\tA\tC\t.\t.\t.\tGT\t0|1\n");
        Files.writeString(vcf, text);
        Path out = folder.resolve("long.vcf.gz");
        Files.writeString(folder.resolve("long.vcf.gz.tbi"), "of an earlier run");
        MaskedVcf.copy(vcf, Optional.empty(), out, List.of(), site -> true, MaskedVcf.Calls.AS_THEY_ARE, 1);
        assertThat(folder.resolve("long.vcf.gz.tbi")).doesNotExist();
        assertThat(OutputForm.VCF.index(out)).contains(folder.resolve("long.vcf.gz.csi"));
        assertThat(run("tabix", "-l", out.toString())).containsExactly("1A", "3B");
        assertThat(run("bcftools", "index", "-s", out.toString())).containsExactly("1A\t5000\t1", "3B\t830829764\t80");
        for (int from : List.of(1, 500_000_000, 536_000_000, 700_000_001)) {
            String region = "3B:" + from + "-" + (from + 55_000_000);
            List<String> expected = run("bcftools", "view", "-H", "-t", region, out.toString());
            assertThat(expected).hasSizeGreaterThan(4);
            assertThat(run("bcftools", "view", "-H", "-r", region, out.toString()))
                    .isEqualTo(expected);
            try (VariantSource source = VariantSource.open(out, Optional.of(Region.parse(region)))) {
                int found = 0;
                while (source.next()) found++;
                assertThat(found).isEqualTo(expected.size());
            }
        }
    }

    private Path imputed() {
        Path path = folder.resolve("imputed.vcf.gz");
        int samples = 50;
        List<String> names = new ArrayList<>();
        for (int s = 0; s < samples; s++) names.add("S" + s);
        var header = new ImputedVcfHeader(
                new Samples(names),
                List.of(new ContigLine("20", OptionalInt.of(63_025_520))),
                List.of("##haprag_version=it"),
                EnumSet.allOf(OutputField.class));
        Random random = new Random(4);
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header, 2)) {
            for (int r = 0; r < 3000; r++) {
                List<String> alts = r % 7 == 0 ? List.of("C", "<DEL>") : List.of("C");
                float[] p = new float[alts.size() * 2 * samples];
                for (int i = 0; i < p.length; i++) p[i] = random.nextFloat() / alts.size();
                double[] af = new double[alts.size()];
                Site site = new Site("20", 1 + 30 * r, ".", "AGG", alts);
                ImputedGenotypes genotypes =
                        ImputedGenotypes.independent(Haplotypes.diploid(samples), p, new byte[2 * samples]);
                OptionalDouble r2 = OptionalDouble.of(0.5);
                out.write(
                        r % 9 == 0
                                ? ImputedSite.typed(site, genotypes, af, r2)
                                : ImputedSite.imputed(site, genotypes, af, r2));
            }
            out.commit();
        }
        return path;
    }

    @Test
    void bcftoolsAndTabixReadOurOutput() throws Exception {
        Path path = imputed();
        List<String> all = run("bcftools", "view", "-H", path.toString());
        assertThat(all).hasSize(3000);
        assertThat(run("bcftools", "view", "-h", path.toString()))
                .contains("##haprag_version=it")
                .noneMatch(line -> line.startsWith("[W"));
        Region region = new Region("20", 60_010, 62_000);
        List<String> expected = all.stream()
                .filter(line -> Integer.parseInt(line.split("\t", 3)[1]) + 2 >= 60_010
                        && Integer.parseInt(line.split("\t", 3)[1]) <= 62_000)
                .toList();
        assertThat(run("tabix", path.toString(), region.toString())).hasSameSizeAs(expected);
        assertThat(run("bcftools", "view", "-H", "-r", region.toString(), path.toString()))
                .isEqualTo(expected);
        assertThat(run("bcftools", "index", "-s", path.toString())).containsExactly("20\t63025520\t3000");
    }

    @Test
    void ourRegionsOfACsiIndexedFileAreThoseOfBcftools() throws Exception {
        Path path = imputed();
        Files.delete(folder.resolve("imputed.vcf.gz.tbi"));
        run("bcftools", "index", "-c", path.toString());
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            int start = 1 + random.nextInt(90_000);
            Region region = new Region("20", start, start + random.nextInt(5000));
            List<String> expected = run(
                    "bcftools",
                    "query",
                    "--regions-overlap",
                    "0",
                    "-f",
                    "%POS\n",
                    "-r",
                    region.toString(),
                    path.toString());
            List<String> found = new ArrayList<>();
            try (VcfScanner vcf = VcfScanner.open(path, Optional.of(region))) {
                while (vcf.next()) found.add(Integer.toString(vcf.site().pos()));
                assertThat(vcf.where()).as("the index was used").startsWith(path + ", ");
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void theExamplesPanelIsThatOfHtsjdk() {
        HaplotypePanel panel =
                PanelReader.read(EXAMPLE, PanelReadOptions.defaults()).panel();
        assertThat(panel.siteCount()).isEqualTo(13_665);
        assertThat(panel.samples().count()).isEqualTo(300);
        try (VCFFileReader typed = new VCFFileReader(EXAMPLE, false)) {
            int site = 0;
            for (VariantContext record : typed) {
                if (site == 300) break;
                for (int s = 0; s < 300; s++) {
                    for (int h = 0; h < 2; h++) {
                        int expected =
                                record.getAlleleIndex(record.getGenotype(s).getAllele(h));
                        assertThat(panel.allele(site, 2 * s + h)).isEqualTo(expected);
                    }
                }
                site++;
            }
        }
    }
}
