package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Samples;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ContigLine;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.OutputField;
import org.haprag.testkit.TinyPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the records say, read back from the written file. */
class DosageWriterTest {
    /** Sites 0 and 3 are typed; site 1 is biallelic, site 2 has two ALTs, site 3 too. */
    private static final HaplotypePanel PANEL = TinyPanels.of("0000", "1122", "0010", "1101", "0020", "0102");

    private static final int TARGETS = 3;
    private static final byte[][] OBSERVED = {{0, 1}, {1, 2}, {-1, -1}, {-1, -1}, {1, 0}, {1, 0}};
    private static final TypedHaplotypes TYPED = new TypedHaplotypes(new int[] {0, 3}, OBSERVED);

    @TempDir
    Path folder;

    /** One record's columns. */
    private record Line(String[] columns) {
        String info(String key) {
            for (String field : columns[7].split(";"))
                if (field.startsWith(key + "=")) return field.substring(key.length() + 1);
            return "";
        }

        String gt(int target) {
            return columns[9 + target].split(":")[0];
        }

        double[] numbers(int field, int target) {
            return Arrays.stream(columns[9 + target].split(":")[field].split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        double[] ds(int target) {
            return numbers(1, target);
        }

        double[] gp(int target) {
            return numbers(2, target);
        }

        double[] hds(int target) {
            return numbers(3, target);
        }
    }

    private List<Line> write(HaplotypePanel panel, TypedHaplotypes typed, Dosages dosages) throws IOException {
        Path path = folder.resolve("out.vcf.gz");
        ImputedVcfHeader header = new ImputedVcfHeader(
                new Samples(List.of("T0", "T1", "T2")),
                List.of(ContigLine.of("20")),
                List.of(),
                EnumSet.allOf(OutputField.class));
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header, 1)) {
            new DosageWriter(panel, typed, dosages).write(0, panel.siteCount(), out);
            out.commit();
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(l -> new Line(l.split("\t")))
                    .toList();
        }
    }

    private static Dosages random(HaplotypePanel panel, long seed) {
        Random random = new Random(seed);
        Dosages dosages = new Dosages(panel.alleleRowCount(), TARGETS);
        for (int row = 0; row < panel.alleleRowCount(); row++) {
            for (int target = 0; target < TARGETS; target++) {
                float p1 = random.nextFloat();
                float p2 = random.nextFloat();
                float least = Math.max(0, p1 + p2 - 1);
                dosages.set(row, target, p1, p2, least + random.nextFloat() * (Math.min(p1, p2) - least));
            }
        }
        return dosages;
    }

    /** Index of an unordered genotype in the order of the VCF specification. */
    private static int genotype(String gt) {
        int a = Integer.parseInt(gt.substring(0, 1));
        int b = Integer.parseInt(gt.substring(2));
        return Math.max(a, b) * (Math.max(a, b) + 1) / 2 + Math.min(a, b);
    }

    @Test
    void fieldsOfEveryRecordAgreeWithEachOther() throws IOException {
        HaplotypePanel panel = TinyPanels.mosaicPanel(20, 60, 6, 0.4, 8);
        TypedHaplotypes typed = new TypedHaplotypes(new int[0], new byte[2 * TARGETS][0]);
        for (long seed = 0; seed < 5; seed++) {
            List<Line> lines = write(panel, typed, random(panel, seed));
            assertThat(lines).hasSize(60);
            for (Line line : lines) {
                for (int target = 0; target < TARGETS; target++) assertAgree(line, target);
                assertThat(line.columns()[7]).contains("IMPUTED").doesNotContain("TYPED");
            }
        }
    }

    private static void assertAgree(Line line, int target) {
        double[] gp = line.gp(target);
        double[] ds = line.ds(target);
        double[] hds = line.hds(target);
        String where = line.columns()[1] + " " + line.columns()[9 + target];
        assertThat(Arrays.stream(gp).sum()).as(where).isCloseTo(1, within(0.004));
        assertThat(gp[genotype(line.gt(target))])
                .as("GT is the argmax of GP: " + where)
                .isGreaterThanOrEqualTo(Arrays.stream(gp).max().orElseThrow() - 0.0011);
        for (int a = 0; a < ds.length; a++) {
            assertThat(ds[a]).as(where).isCloseTo(hds[2 * a] + hds[2 * a + 1], within(0.0021));
            double fromGp = 0;
            for (int g = 0, high = 0; high <= ds.length; high++) {
                for (int low = 0; low <= high; low++, g++) {
                    fromGp += gp[g] * ((low == a + 1 ? 1 : 0) + (high == a + 1 ? 1 : 0));
                }
            }
            assertThat(fromGp).as(where).isCloseTo(ds[a], within(0.006));
        }
    }

    @Test
    void aHeterozygotesAltIsOnTheHaplotypeWithTheHigherDosage() throws IOException {
        Dosages dosages = new Dosages(PANEL.alleleRowCount(), TARGETS);
        dosages.set(1, 0, 0.9f, 0.2f, 0.15f);
        dosages.set(1, 1, 0.1f, 0.95f, 0.08f);
        dosages.set(1, 2, 0.9f, 0.95f, 0.88f);
        Line line = write(PANEL, TYPED, dosages).get(1);
        assertThat(line.gt(0)).isEqualTo("1|0");
        assertThat(line.gt(1)).isEqualTo("0|1");
        assertThat(line.gt(2)).isEqualTo("1|1");
        assertThat(line.gp(0)).containsExactly(0.05, 0.8, 0.15);
        assertThat(line.ds(0)).containsExactly(1.1);
        assertThat(line.hds(1)).containsExactly(0.1, 0.95);
    }

    @Test
    void theBestGuessOfAMultiAllelicSiteIsTheLikeliestGenotype() throws IOException {
        Dosages dosages = new Dosages(PANEL.alleleRowCount(), TARGETS);
        int row = PANEL.firstRow(2);
        // Each haplotype alone is likeliest REF, but one REF and one ALT is likelier than none.
        dosages.set(row, 0, 0.45f, 0.46f, 0.2f);
        dosages.set(row, 1, 0.9f, 0.05f, 0.04f);
        dosages.set(row + 1, 1, 0.05f, 0.9f, 0.04f);
        dosages.set(row, 2, 0.1f, 0.1f, 0.01f);
        dosages.set(row + 1, 2, 0.85f, 0.9f, 0.8f);
        Line line = write(PANEL, TYPED, dosages).get(2);
        assertThat(line.gt(0)).isEqualTo("0|1");
        assertThat(line.gt(1)).isEqualTo("1|2");
        assertThat(line.gt(2)).isEqualTo("2|2");
        for (int target = 0; target < TARGETS; target++) assertAgree(line, target);
    }

    @Test
    void altsOfOneHaplotypeNeverPassOneTogether() throws IOException {
        Dosages dosages = new Dosages(PANEL.alleleRowCount(), TARGETS);
        int row = PANEL.firstRow(2);
        dosages.set(row, 0, 0.9f, 0, 0);
        dosages.set(row + 1, 0, 0.6f, 0, 0);
        Line line = write(PANEL, TYPED, dosages).get(2);
        assertThat(line.hds(0)[0]).isCloseTo(0.6, within(1e-9));
        assertThat(line.hds(0)[2]).isCloseTo(0.4, within(1e-9));
        assertAgree(line, 0);
    }

    @Test
    void observedAllelesStandAsTheyWereObservedAndMissingOnesAsImputed() throws IOException {
        Dosages wrong = random(PANEL, 4);
        wrong.set(0, 1, 0.7f, 0.1f, 0.05f);
        List<Line> lines = write(PANEL, TYPED, wrong);
        Line biallelic = lines.get(0);
        assertThat(biallelic.columns()[7]).contains("TYPED").doesNotContain("IMPUTED");
        assertThat(biallelic.gt(0)).isEqualTo("0|1");
        assertThat(biallelic.gp(0)).containsExactly(0, 1, 0);
        assertThat(biallelic.hds(0)).containsExactly(0, 1);
        assertThat(biallelic.gt(2)).isEqualTo("1|1");
        assertThat(biallelic.ds(2)).containsExactly(2);
        assertThat(biallelic.gt(1)).as("missing").isEqualTo("1|0");
        assertThat(biallelic.hds(1)).containsExactly(0.7, 0.1);
        Line twoAlts = lines.get(3);
        assertThat(twoAlts.columns()[4]).contains(",");
        assertThat(twoAlts.gt(0)).isEqualTo("1|2");
        assertThat(twoAlts.ds(0)).containsExactly(1, 1);
        assertThat(twoAlts.gp(0)).containsExactly(0, 0, 0, 0, 1, 0);
        assertThat(twoAlts.gt(2)).isEqualTo("0|0");
        assertAgree(twoAlts, 1);
    }

    @Test
    void frequencyAndR2AreThoseOfTheWrittenProbabilities() throws IOException {
        Dosages dosages = new Dosages(PANEL.alleleRowCount(), TARGETS);
        double[] p = {0.9, 0.1, 0.2, 1, 0, 0};
        for (int target = 0; target < TARGETS; target++) {
            dosages.set(1, target, (float) p[2 * target], (float) p[2 * target + 1], 0);
        }
        Line line = write(PANEL, TYPED, dosages).get(1);
        double sum = 2.2;
        double squares = 0.81 + 0.01 + 0.04 + 1;
        double r2 = (squares - sum * sum / 6) / (sum - sum * sum / 6);
        assertThat(Double.parseDouble(line.info("AF"))).isCloseTo(sum / 6, within(1e-4));
        assertThat(Double.parseDouble(line.info("R2"))).isCloseTo(r2, within(1e-3));
    }
}
