package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;

import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our scanner and htsjdk's typed API read the same from generated VCFs. */
class ScannerAgainstHtsjdkPropertyTest {
    private static final String[] BASES = {"A", "C", "G", "T"};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void sitesAllelesPhaseAndDosagesAreThoseOfVariantContext(long seed) {
        Random random = new Random(seed);
        String[] samples = new String[1 + random.nextInt(80)];
        for (int s = 0; s < samples.length; s++) samples[s] = "S" + s;
        VcfText vcf = VcfText.of(samples);
        if (random.nextBoolean()) vcf.crlf();
        int pos = 0;
        for (int i = 0; i < 60; i++)
            vcf.line(record(random, samples.length, pos += random.nextInt(50) + (i == 0 ? 1 : 0)));
        Path file = folder.resolve("x.vcf");
        Path read = random.nextBoolean() ? vcf.bgzip(folder.resolve("x.vcf.gz")) : vcf.plain(file);
        compare(vcf.plain(file), read);
    }

    private static void compare(Path forHtsjdk, Path forUs) {
        int records = 0;
        try (VCFFileReader typed = new VCFFileReader(forHtsjdk, false);
                VcfScanner scanner = VcfScanner.open(forUs)) {
            assertThat(scanner.samples().names()).isEqualTo(typed.getHeader().getGenotypeSamples());
            byte[] codes = new byte[scanner.haplotypes().count()];
            for (VariantContext expected : typed) {
                assertThat(scanner.next()).isTrue();
                compareSite(expected, scanner);
                scanner.alleles(codes);
                compareCalls(expected, scanner, codes);
                if (scanner.hasFormat("DS")) compareDosages(expected, scanner);
                records++;
            }
            assertThat(scanner.next()).isFalse();
        }
        assertThat(records).isEqualTo(60);
    }

    private static void compareSite(VariantContext expected, VcfScanner scanner) {
        var site = scanner.site();
        assertThat(site.contig()).isEqualTo(expected.getContig());
        assertThat(site.pos()).isEqualTo(expected.getStart());
        assertThat(site.id()).isEqualTo(expected.getID());
        assertThat(site.ref()).isEqualTo(expected.getReference().getBaseString());
        assertThat(site.alts())
                .isEqualTo(expected.getAlternateAlleles().stream()
                        .map(Allele::getDisplayString)
                        .toList());
        assertThat(scanner.info("AF")).isEqualTo(Optional.ofNullable(expected.getAttributeAsString("AF", null)));
    }

    private static void compareCalls(VariantContext expected, VcfScanner scanner, byte[] codes) {
        boolean phased = true;
        for (int s = 0; s < codes.length / 2; s++) {
            Genotype genotype = expected.getGenotype(s);
            List<Allele> alleles = genotype.getAlleles();
            for (int h = 0; h < 2; h++) {
                Allele allele = alleles.size() == 2 ? alleles.get(h) : Allele.NO_CALL;
                int code = allele.isNoCall() ? -1 : expected.getAlleleIndex(allele);
                assertThat((int) codes[2 * s + h])
                        .as("%s of %s", genotype, expected)
                        .isEqualTo(code);
            }
            phased &= genotype.isPhased() || codes[2 * s] == codes[2 * s + 1];
        }
        assertThat(scanner.phased()).as(expected.toString()).isEqualTo(phased);
    }

    private static void compareDosages(VariantContext expected, VcfScanner scanner) {
        int alts = expected.getAlternateAlleles().size();
        float[] dosages = new float[scanner.samples().count() * alts];
        scanner.formatFloats("DS", dosages, alts);
        for (int s = 0; s < scanner.samples().count(); s++) {
            Object found = expected.getGenotype(s).getExtendedAttribute("DS");
            String[] texts = found == null
                    ? new String[0]
                    : found.toString().replaceAll("[\\[\\] ]", "").split(",");
            for (int a = 0; a < alts; a++) {
                boolean missing = texts.length <= a || texts[a].equals(".");
                float expectedDosage = missing ? Float.NaN : Float.parseFloat(texts[a]);
                assertThat(dosages[s * alts + a]).isEqualTo(Float.valueOf(expectedDosage));
            }
        }
    }

    private static String record(Random random, int samples, int pos) {
        String ref = BASES[random.nextInt(4)] + (random.nextInt(4) == 0 ? "ACGT".substring(random.nextInt(4)) : "");
        int alts = random.nextInt(5) == 0 ? 2 + random.nextInt(11) : 1;
        StringBuilder alt = new StringBuilder();
        for (int a = 0; a < alts; a++) alt.append(a == 0 ? "" : ",").append(ref).append("G".repeat(a + 1));
        if (alts == 1 && random.nextInt(8) == 0) alt = new StringBuilder("<DEL>");
        boolean clean = random.nextInt(3) == 0;
        boolean withDs = !clean && random.nextBoolean();
        StringBuilder line =
                new StringBuilder("20\t" + pos + "\trs" + pos + "\t" + ref + "\t" + alt + "\t.\tPASS\tAF=0.5;DB\tGT");
        if (withDs) line.append(":DS");
        for (int s = 0; s < samples; s++) {
            line.append('\t').append(clean ? random.nextInt(2) + "|" + random.nextInt(2) : call(random, alts));
            if (withDs && random.nextInt(6) > 0) line.append(':').append(dosages(random, alts));
        }
        return line.toString();
    }

    private static String call(Random random, int alts) {
        int kind = random.nextInt(12);
        if (kind == 0) return "./.";
        if (kind == 1) return ".|.";
        if (kind == 2) return "0|.";
        String separator = kind == 3 ? "/" : "|";
        return random.nextInt(alts + 1) + separator + random.nextInt(alts + 1);
    }

    private static String dosages(Random random, int alts) {
        if (random.nextInt(10) == 0) return ".";
        StringBuilder out = new StringBuilder();
        String[] forms = {"0", "1", "2", "0.5", "1.25", "0.013", "1e-3", "0.0123456789", ".5", "1.", "2E+0"};
        for (int a = 0; a < alts; a++) out.append(a == 0 ? "" : ",").append(forms[random.nextInt(forms.length)]);
        return out.toString();
    }
}
