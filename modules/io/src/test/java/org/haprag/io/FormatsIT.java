package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** BCF against bcftools, PLINK's files and BGEN against plink2. Skipped where these are absent. */
class FormatsIT {
    private static final int SAMPLES = 37;

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

    private static ImputedVcfHeader header() {
        Samples samples =
                new Samples(IntStream.range(0, SAMPLES).mapToObj(s -> "S" + s).toList());
        return new ImputedVcfHeader(
                samples,
                List.of(new ContigLine("20", OptionalInt.of(63_025_520))),
                List.of(),
                EnumSet.allOf(OutputField.class));
    }

    private static List<ImputedSite> sites(Haplotypes haplotypes, int mostAlts) {
        Random random = new Random(4);
        List<ImputedSite> sites = new ArrayList<>();
        for (int r = 0; r < 2000; r++) {
            List<String> alts = r % 7 == 0 && mostAlts > 1 ? List.of("C", "<DEL>") : List.of("C");
            Site site = new Site("20", 1 + 30 * r, r % 2 == 0 ? "." : "rs" + r, "A", alts);
            float[] p = new float[alts.size() * haplotypes.count()];
            byte[] gt = new byte[haplotypes.count()];
            for (int i = 0; i < p.length; i++) p[i] = random.nextFloat() / alts.size();
            for (int h = 0; h < gt.length; h++) gt[h] = (byte) random.nextInt(alts.size() + 1);
            double[] af = new double[alts.size()];
            Arrays.fill(af, random.nextDouble());
            sites.add(ImputedSite.imputed(
                    site, ImputedGenotypes.independent(haplotypes, p, gt), af, OptionalDouble.of(random.nextDouble())));
        }
        return sites;
    }

    private Path write(String name, List<ImputedSite> sites) {
        Path path = folder.resolve(name);
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(), 2)) {
            sites.forEach(out::write);
            out.commit();
        }
        return path;
    }

    private static List<String> told(Path path) {
        List<String> out = new ArrayList<>();
        try (AnnotatedSource source = VariantSource.open(path).annotated()) {
            byte[] codes = new byte[source.haplotypes().count()];
            while (source.next()) {
                source.alleles(codes);
                float[] hds = new float[2 * source.altCount() * SAMPLES];
                source.formatFloats("HDS", hds, 2 * source.altCount());
                out.add(source.site()
                        + source.site().id()
                        + Arrays.toString(codes)
                        + Arrays.toString(hds)
                        + source.phased());
            }
        }
        return out;
    }

    @Test
    void bcftoolsReadsOurBcfAndWeReadThatOfBcftools() throws Exception {
        int[] ploidies = IntStream.range(0, SAMPLES).map(s -> 1 + s % 2).toArray();
        List<ImputedSite> sites = sites(Haplotypes.of(ploidies), 2);
        Path vcf = write("a.vcf.gz", sites);
        Path bcf = write("a.bcf", sites);
        assertThat(run("bcftools", "view", "-H", bcf.toString()))
                .hasSize(2000)
                .isEqualTo(run("bcftools", "view", "-H", vcf.toString()));
        for (String region : List.of("20:1-5", "20:16000-17000", "20:30000-60000")) {
            assertThat(run("bcftools", "view", "-H", "-r", region, bcf.toString()))
                    .isNotEmpty()
                    .isEqualTo(run("bcftools", "view", "-H", "-r", region, vcf.toString()));
        }
        Path theirs = folder.resolve("b.bcf");
        run("bcftools", "view", "-Ob", "-o", theirs.toString(), vcf.toString());
        assertThat(told(theirs)).hasSize(2000).isEqualTo(told(vcf)).isEqualTo(told(bcf));
    }

    @Test
    void plinkFilesSayWhatTheirVcfSays() throws Exception {
        Path vcf = write("a.vcf.gz", sites(Haplotypes.diploid(SAMPLES), 1));
        Path prefix = folder.resolve("p");
        run("plink2", "--vcf", vcf.toString(), "--make-bed", "--out", prefix.toString());
        try (VariantSource text = VariantSource.open(vcf);
                VariantSource plink = VariantSource.open(prefix)) {
            assertThat(plink.samples()).isEqualTo(text.samples());
            byte[] expected = new byte[2 * SAMPLES];
            byte[] found = new byte[2 * SAMPLES];
            while (text.next()) {
                assertThat(plink.next()).isTrue();
                assertThat(plink.site()).isEqualTo(text.site());
                text.alleles(expected);
                plink.alleles(found);
                for (int s = 0; s < SAMPLES; s++) {
                    assertThat(found[2 * s]).isEqualTo((byte) Math.min(expected[2 * s], expected[2 * s + 1]));
                    assertThat(found[2 * s + 1]).isEqualTo((byte) Math.max(expected[2 * s], expected[2 * s + 1]));
                    assertThat(plink.unphased(s)).isEqualTo(found[2 * s] != found[2 * s + 1]);
                }
            }
            assertThat(plink.next()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(BgenEncoding.Precision.class)
    void plinkReadsOurBgen(BgenEncoding.Precision precision) throws Exception {
        List<ImputedSite> sites = sites(Haplotypes.diploid(SAMPLES), 1);
        for (BgenEncoding.Phasing phasing : BgenEncoding.Phasing.values()) {
            Path bgen = folder.resolve(phasing + ".bgen");
            try (ImputedBgenWriter out =
                    ImputedBgenWriter.open(bgen, header().samples(), new BgenEncoding(precision, phasing), 2)) {
                sites.forEach(out::write);
                out.commit();
            }
            Path prefix = folder.resolve("g" + phasing);
            run(
                    "plink2",
                    "--bgen",
                    bgen.toString(),
                    "ref-first",
                    "--export",
                    "vcf",
                    "vcf-dosage=DS-force",
                    "--out",
                    prefix.toString());
            double unit = precision == BgenEncoding.Precision.BITS_8 ? 2.0 / 255 : 2.0 / 65535;
            List<String> lines = Files.readAllLines(folder.resolve("g" + phasing + ".vcf")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(lines).hasSameSizeAs(sites);
            for (int i = 0; i < sites.size(); i++) {
                String[] columns = lines.get(i).split("\t");
                ImputedGenotypes genotypes = sites.get(i).genotypes();
                assertThat(columns[1]).isEqualTo("" + sites.get(i).site().pos());
                assertThat(columns[3] + columns[4]).isEqualTo("AC");
                for (int s = 0; s < SAMPLES; s++) {
                    double dosage = genotypes.altProbability(0, 2 * s) + genotypes.altProbability(0, 2 * s + 1);
                    assertThat(Double.parseDouble(columns[9 + s].split(":")[1]))
                            .isCloseTo(dosage, within(unit + 2e-4)); // plink2 prints four digits, of 1/16384ths
                }
            }
        }
    }
}
