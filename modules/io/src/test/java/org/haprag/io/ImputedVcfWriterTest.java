package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImputedVcfWriterTest {
    private static final Set<OutputField> ALL = EnumSet.allOf(OutputField.class);

    @TempDir
    Path folder;

    private static ImputedVcfHeader header(int samples, Set<OutputField> fields) {
        Samples names =
                new Samples(IntStream.range(0, samples).mapToObj(s -> "S" + s).toList());
        return new ImputedVcfHeader(
                names,
                List.of(new ContigLine("20", OptionalInt.of(63025520))),
                List.of("##haprag_version=test"),
                fields);
    }

    private static Site site(int pos, String ref, String... alts) {
        return new Site("20", pos, "rs" + pos, ref, List.of(alts));
    }

    /** An imputed site whose haplotypes are independent. */
    private static ImputedSite imputed(Site site, float[] p, byte[] gt, double[] af, double r2) {
        return ImputedSite.imputed(
                site,
                ImputedGenotypes.independent(Haplotypes.diploid(gt.length / 2), p, gt),
                af,
                OptionalDouble.of(r2));
    }

    private List<String> records(Path path) {
        List<String> out = new ArrayList<>();
        try (LineReader lines = LineReader.open(path, ReadProgress.SILENT)) {
            while (lines.next()) if (!lines.text().startsWith("#")) out.add(lines.text());
        }
        return out;
    }

    @Test
    void aRecordHasItsFieldsInTheirOrder() {
        Path path = folder.resolve("out.vcf.gz");
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(2, ALL), 1)) {
            float[] p = {0.25f, 0.9996f, 0, 1};
            byte[] gt = {0, 1, 0, 1};
            out.write(imputed(site(7, "A", "C"), p, gt, new double[] {0.5625}, 0.98765));
            float[] gp = {0, .1234f, .8766f, 1, 0, 0};
            double[] rare = {0.00001234};
            float[] lds = {0.5f, 0.125f, 1, 0};
            out.write(ImputedSite.typed(
                            site(8, "A", "C"),
                            ImputedGenotypes.joint(Haplotypes.diploid(2), p, gp, gt),
                            rare,
                            OptionalDouble.empty())
                    .withLeftOut(new ImputedSite.LeftOut(4, lds, OptionalDouble.of(0.5))));
            out.commit();
        }
        assertThat(records(path))
                .containsExactly(
                        "20\t7\trs7\tA\tC\t.\tPASS\tAF=0.5625;MAF=0.4375;R2=0.9877;IMPUTED\tGT:DS:GP:HDS\t0|1:1.25:0,0.75,0.25:0.25,1\t0|1:1:0,1,0:0,1",
                        "20\t8\trs8\tA\tC\t.\tPASS\tAF=0.0000123;MAF=0.0000123;ER2=0.5;TYPED\tGT:DS:GP:HDS:LDS\t0|1:1.25:0,0.123,0.877:0.25,1:0.5,0.125\t0|1:1:1,0,0:0,1:1,0");
    }

    @Test
    void aMultiAllelicRecordHasOneDosageAnAltAndGenotypesInVcfOrder() {
        Path path = folder.resolve("out.vcf.gz");
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(1, ALL), 1)) {
            float[] p = {0.5f, 0, 0.5f, 0.1f};
            out.write(imputed(site(7, "A", "C", "<DEL>"), p, new byte[] {1, 0}, new double[] {0.25, 0.3}, 1));
            out.commit();
        }
        assertThat(records(path))
                .containsExactly(
                        "20\t7\trs7\tA\tC,<DEL>\t.\tPASS\tAF=0.25,0.3;MAF=0.25,0.3;R2=1;IMPUTED\tGT:DS:GP:HDS\t"
                                + "1|0:0.5,0.6:0,0.45,0,0.45,0.05,0.05:0.5,0,0.5,0.1");
    }

    @Test
    void aHaploidSampleHasOneAlleleOneHaplotypeDosageAndAPosteriorAnAllele() {
        Path path = folder.resolve("out.vcf.gz");
        Haplotypes mixed = Haplotypes.of(1, 2, 1);
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(3, ALL), 1)) {
            float[] p = {0.75f, 0.25f, 1, 0};
            byte[] gt = {1, 0, 1, 0};
            float[] gp = {0.25f, 0.75f, 0, 0, 0.75f, 0.25f, 1, 0, 0};
            out.write(ImputedSite.typed(
                            site(7, "A", "C"),
                            ImputedGenotypes.joint(mixed, p, gp, gt),
                            new double[] {0.5},
                            OptionalDouble.empty())
                    .withLeftOut(new ImputedSite.LeftOut(4, new float[] {0.5f, 0.125f, 1, 0}, OptionalDouble.empty())));
            float[] twoAlts = {0.5f, 0.25f, 0, 0, 0.25f, 0, 0.5f, 1};
            out.write(ImputedSite.imputed(
                    site(8, "A", "C", "G"),
                    ImputedGenotypes.independent(mixed, twoAlts, new byte[] {1, 0, 2, 2}),
                    new double[2],
                    OptionalDouble.empty()));
            out.commit();
        }
        assertThat(records(path).stream().map(line -> line.split("\t", 10)[9]))
                .containsExactly(
                        "1:0.75:0.25,0.75:0.75:0.5\t0|1:1.25:0,0.75,0.25:0.25,1:0.125,1\t0:0:1,0:0:0",
                        "1:0.5,0.25:0.25,0.5,0.25:0.5,0.25\t0|2:0.25,0.5:0.375,0.125,0,0.375,0.125,0:0.25,0,0,0.5\t2:0,1:0,0,1:0,1");
    }

    /** What a file of either form says of each record, through the readers. */
    private static List<String> told(Path path, int samples) {
        List<String> out = new ArrayList<>();
        try (AnnotatedSource source = VariantSource.open(path).annotated()) {
            while (source.next()) {
                int alts = source.altCount();
                StringBuilder record =
                        new StringBuilder(source.site() + " " + source.site().id());
                for (String key : List.of("AF", "MAF", "R2", "ER2")) {
                    record.append(' ')
                            .append(source.info(key)
                                    .map(text -> Stream.of(text.split(","))
                                            .map(Float::valueOf)
                                            .toList()));
                }
                for (String flag : List.of("TYPED", "IMPUTED", "TARGET_ONLY")) record.append(source.info(flag));
                for (int s = 0; s < samples; s++)
                    record.append(' ').append(source.callText(s).split(":")[0]);
                byte[] codes = new byte[source.haplotypes().count()];
                source.alleles(codes);
                record.append(Arrays.toString(codes));
                for (OutputField field : List.of(OutputField.DS, OutputField.GP, OutputField.HDS, OutputField.LDS)) {
                    int perSample = field == OutputField.DS
                            ? alts
                            : field == OutputField.GP ? (alts + 1) * (alts + 2) / 2 : 2 * alts;
                    float[] numbers = new float[samples * perSample];
                    if (source.hasFormat(field.name())) source.formatFloats(field.name(), numbers, perSample);
                    record.append(source.hasFormat(field.name())).append(Arrays.toString(numbers));
                }
                out.add(record.toString());
            }
        }
        return out;
    }

    @Test
    void aBcfSaysWhatTheVcfSays() {
        Random random = new Random(11);
        Haplotypes mixed = Haplotypes.of(1, 2, 1, 2);
        Path vcf = folder.resolve("out.vcf.gz");
        Path bcf = folder.resolve("out.bcf");
        List<ImputedSite> sites = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int alts = 1 + random.nextInt(i % 50 == 0 ? 70 : 3);
            String[] names = new String[alts];
            for (int a = 0; a < alts; a++) names[a] = "C" + "G".repeat(a);
            Site site = site(i + 1, "A", names);
            float[] p = new float[6 * alts];
            for (int h = 0; h < p.length; h++) p[h] = random.nextFloat() / alts;
            byte[] gt = new byte[6];
            for (int h = 0; h < 6; h++) gt[h] = (byte) random.nextInt(alts + 1);
            double[] af = new double[alts];
            for (int a = 0; a < alts; a++) af[a] = random.nextDouble() * (random.nextBoolean() ? 1 : 1e-5);
            ImputedGenotypes genotypes = ImputedGenotypes.independent(mixed, p, gt);
            int kind = i % 3;
            if (kind == 0) sites.add(ImputedSite.imputed(site, genotypes, af, OptionalDouble.of(random.nextDouble())));
            if (kind == 1) {
                sites.add(ImputedSite.typed(site, genotypes, af, OptionalDouble.empty())
                        .withLeftOut(new ImputedSite.LeftOut(6, p.clone(), OptionalDouble.of(random.nextDouble()))));
            }
            if (kind == 2) {
                byte[] observed = {1, -1, -1, (byte) -1, 0, 1};
                sites.add(ImputedSite.targetOnly(site, mixed, observed, new BitSet()));
            }
        }
        for (Path path : List.of(vcf, bcf)) {
            try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(4, ALL), 2)) {
                sites.forEach(out::write);
                out.commit();
            }
        }
        assertThat(told(bcf, 4)).hasSize(200).isEqualTo(told(vcf, 4));
    }

    @Test
    void typedSitesTellHowSureTheirPhaseIsAndWhatWasFilled() {
        Set<OutputField> fields = EnumSet.of(OutputField.GT, OutputField.PQ, OutputField.PS, OutputField.FL);
        BitSet filled = new BitSet();
        filled.set(1);
        ImputedSite typed = ImputedSite.typed(
                        site(9, "A", "C"),
                        ImputedGenotypes.independent(
                                Haplotypes.diploid(3), new float[] {0, 1, 0, 0, 1, 0}, new byte[] {0, 1, 0, 0, 1, 0}),
                        new double[] {1 / 3.0},
                        OptionalDouble.empty())
                .withPhase(new ImputedSite.PhaseCalls(new byte[] {60, -1, 7}, filled, new int[] {2_000_000_000, 0, 9}));
        BitSet unphased = new BitSet();
        unphased.set(0);
        ImputedSite own = ImputedSite.targetOnly(
                site(11, "A", "C"), Haplotypes.diploid(3), new byte[] {0, 1, 0, 1, -1, 1}, unphased);
        for (String name : List.of("out.vcf.gz", "out.bcf")) {
            try (ImputedVcfWriter out = ImputedVcfWriter.open(folder.resolve(name), header(3, fields), 1)) {
                out.write(typed);
                out.write(own);
                out.commit();
            }
        }
        List<String> records = records(folder.resolve("out.vcf.gz"));
        assertThat(records.get(0)).endsWith("\tGT:PQ:PS:FL\t0|1:60:2000000000:0\t0|0:.:.:1\t1|0:7:9:0");
        assertThat(records.get(1)).endsWith("\tGT\t0/1\t0|1\t.|1");
        try (VariantSource bcf = VariantSource.open(folder.resolve("out.bcf"))) {
            bcf.next();
            assertThat(List.of(bcf.phaseSet(0), bcf.phaseSet(1), bcf.phaseSet(2)))
                    .containsExactly(2_000_000_000, 0, 9);
        }
    }

    @Test
    void aHaploidSampleWithoutACallHasOneMissingAllele() {
        Path path = folder.resolve("out.vcf.gz");
        Set<OutputField> fields = EnumSet.of(OutputField.GT, OutputField.DS, OutputField.GP);
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(3, fields), 1)) {
            out.write(ImputedSite.targetOnly(
                    site(9, "A", "C"), Haplotypes.of(1, 2, 1), new byte[] {-1, -1, -1, 1}, new BitSet()));
            out.commit();
        }
        assertThat(records(path)).hasSize(1).first().asString().endsWith("\tGT:DS:GP\t.:.:.\t.|.:.:.\t1:1:0,1");
    }

    @Test
    void aSampleWithoutACallHasAsManyFieldsAsTheRecordWhichHasNoLds() {
        Path path = folder.resolve("out.vcf.gz");
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(2, ALL), 1)) {
            out.write(ImputedSite.targetOnly(
                    site(9, "A", "C"), Haplotypes.diploid(2), new byte[] {-1, -1, 0, 1}, new BitSet()));
            out.commit();
        }
        assertThat(records(path)).hasSize(1).first().asString().endsWith("\tGT:DS:GP:HDS\t.|.:.:.:.\t0|1:1:0,1,0:0,1");
    }

    @Test
    void aHalfMissingCallIsWrittenAsItWas() {
        Path path = folder.resolve("out.vcf.gz");
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(3, ALL), 1)) {
            byte[] alleles = {0, -1, -1, 1, 0, 1};
            out.write(ImputedSite.targetOnly(site(9, "A", "C"), Haplotypes.diploid(3), alleles, new BitSet()));
            out.commit();
        }
        assertThat(records(path))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("\tGT:DS:GP:HDS\t0|.:.:.:.\t.|1:.:.:.\t0|1:1:0,1,0:0,1");
    }

    @Test
    void onlyTheFieldsAskedForAreWritten() {
        Path path = folder.resolve("out.vcf.gz");
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(1, Set.of(OutputField.DS)), 1)) {
            out.write(imputed(site(7, "A", "C"), new float[] {1, 1}, new byte[2], new double[] {1}, 0));
            out.commit();
        }
        assertThat(records(path)).containsExactly("20\t7\trs7\tA\tC\t.\tPASS\tAF=1;MAF=0;R2=0;IMPUTED\tDS\t2");
    }

    private void writeMany(Path path, int threads, int records, int samples, Set<OutputField> fields) {
        Random random = new Random(7);
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(samples, fields), threads)) {
            int pos = 1;
            for (int r = 0; r < records; r++) {
                Site site = r % 50 == 0 ? site(pos += 20, "AC", "A", "ACG") : site(pos += 20, "A", "T");
                int alts = site.alts().size();
                float[] p = new float[alts * 2 * samples];
                for (int i = 0; i < p.length; i++) p[i] = random.nextFloat() / alts;
                byte[] gt = new byte[2 * samples];
                for (int i = 0; i < gt.length; i++) gt[i] = (byte) random.nextInt(alts + 1);
                double[] af = new double[alts];
                ImputedGenotypes genotypes = ImputedGenotypes.independent(Haplotypes.diploid(gt.length / 2), p, gt);
                OptionalDouble r2 = OptionalDouble.of(random.nextDouble());
                out.write(
                        r % 10 == 0
                                ? ImputedSite.typed(site, genotypes, af, r2)
                                : ImputedSite.imputed(site, genotypes, af, r2));
            }
            out.commit();
        }
    }

    @Test
    void bytesDoNotDependOnTheNumberOfThreads() throws IOException {
        for (int threads : new int[] {1, 2, 5}) writeMany(folder.resolve(threads + ".vcf.gz"), threads, 4000, 50, ALL);
        byte[] one = Files.readAllBytes(folder.resolve("1.vcf.gz"));
        byte[] index = Files.readAllBytes(folder.resolve("1.vcf.gz.tbi"));
        for (int threads : new int[] {2, 5}) {
            assertThat(Files.readAllBytes(folder.resolve(threads + ".vcf.gz"))).isEqualTo(one);
            assertThat(Files.readAllBytes(folder.resolve(threads + ".vcf.gz.tbi")))
                    .isEqualTo(index);
        }
    }

    @Test
    void theScannerReadsBackWhatWasWritten() {
        int samples = 40;
        Path path = folder.resolve("out.vcf.gz");
        writeMany(path, 2, 500, samples, ALL);
        Random random = new Random(7);
        byte[] codes = new byte[2 * samples];
        try (VcfScanner vcf = VcfScanner.open(path)) {
            assertThat(vcf.headerLines()).contains("##contig=<ID=20,length=63025520>");
            assertThat(vcf.headerLines()).contains("##haprag_version=test");
            for (int r = 0; r < 500; r++) {
                assertThat(vcf.next()).isTrue();
                int alts = vcf.altCount();
                float[] ds = new float[alts * samples];
                float[] hds = new float[2 * alts * samples];
                float[] gp = new float[samples * (alts + 1) * (alts + 2) / 2];
                vcf.formatFloats("DS", ds, alts);
                vcf.formatFloats("HDS", hds, 2 * alts);
                vcf.formatFloats("GP", gp, (alts + 1) * (alts + 2) / 2);
                float[] p = new float[alts * 2 * samples];
                for (int i = 0; i < p.length; i++) p[i] = random.nextFloat() / alts;
                for (int s = 0; s < samples; s++) {
                    for (int a = 0; a < alts; a++) {
                        float first = p[a * 2 * samples + 2 * s];
                        float second = p[a * 2 * samples + 2 * s + 1];
                        assertThat(ds[s * alts + a]).isCloseTo(first + second, within(0.00051f));
                        assertThat(hds[s * 2 * alts + 2 * a]).isCloseTo(first, within(0.00051f));
                        assertThat(hds[s * 2 * alts + 2 * a + 1]).isCloseTo(second, within(0.00051f));
                    }
                }
                double sum = 0;
                for (float g : gp) sum += g;
                assertThat(sum).isCloseTo(samples, within(0.003 * samples));
                vcf.alleles(codes);
                for (byte code : codes) assertThat((int) code).isEqualTo(random.nextInt(alts + 1));
                double r2 = random.nextDouble();
                assertThat(Double.parseDouble(vcf.info("R2").orElseThrow())).isCloseTo(r2, within(0.000051));
                assertThat(vcf.info("TYPED")).isEqualTo(r % 10 == 0 ? Optional.of("") : Optional.empty());
            }
            assertThat(vcf.next()).isFalse();
        }
    }

    @Test
    void theIndexLeadsToEveryRecord() {
        Path path = folder.resolve("out.vcf.gz");
        writeMany(path, 3, 5000, 60, ALL);
        List<String> all = records(path);
        Random random = new Random(3);
        try (VCFFileReader typed = new VCFFileReader(path, true)) {
            for (int i = 0; i < 30; i++) {
                int start = 1 + random.nextInt(100_000);
                int end = start + random.nextInt(3000);
                List<Integer> found = new ArrayList<>();
                try (var query = typed.query("20", start, end)) {
                    while (query.hasNext()) {
                        VariantContext record = query.next();
                        if (record.getStart() >= start) found.add(record.getStart());
                    }
                }
                List<Integer> expected = all.stream()
                        .map(line -> Integer.parseInt(line.split("\t", 3)[1]))
                        .filter(pos -> pos >= start && pos <= end)
                        .toList();
                assertThat(found).isEqualTo(expected);
                List<Integer> ours = new ArrayList<>();
                try (VcfScanner vcf = VcfScanner.open(path, Optional.of(new Region("20", start, end)))) {
                    while (vcf.next()) ours.add(vcf.site().pos());
                    assertThat(vcf.where()).as("the index is used").startsWith(path + ", 20:");
                }
                assertThat(ours).isEqualTo(expected);
            }
        }
    }

    @Test
    void aFileWithoutRecordsIsWholeAndIndexed() {
        Path path = folder.resolve("out.vcf.gz");
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(1, ALL), 1)) {
            out.commit();
        }
        assertThat(records(path)).isEmpty();
        assertThat(folder.resolve("out.vcf.gz.tbi")).exists();
        try (VcfScanner vcf = VcfScanner.open(path, Optional.of(new Region("20", 1, 10)))) {
            assertThat(vcf.next()).isFalse();
        }
    }

    @Test
    void withoutCommitNothingIsLeft() throws IOException {
        Path path = folder.resolve("out.vcf.gz");
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(1, ALL), 2)) {
            out.write(imputed(site(7, "A", "C"), new float[] {1, 1}, new byte[2], new double[] {1}, 0));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void nothingIsWrittenBehindTheEnd() {
        try (ImputedVcfWriter out = ImputedVcfWriter.open(folder.resolve("out.vcf.gz"), header(1, ALL), 1)) {
            out.commit();
            assertThatThrownBy(out::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is complete or closed");
        }
    }

    @Test
    void whatStoodUnderTheNameStaysUntilCommit() throws IOException {
        Path path = VcfText.write(folder.resolve("out.vcf.gz"), new byte[] {1, 2, 3});
        try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(1, ALL), 2)) {
            out.write(imputed(site(7, "A", "C"), new float[] {1, 1}, new byte[2], new double[] {1}, 0));
            assertThat(Files.size(path)).isEqualTo(3);
            out.commit();
        }
        assertThat(records(path)).hasSize(1);
        assertThat(files()).containsExactly("out.vcf.gz", "out.vcf.gz.tbi");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anErrorInAFormattingThreadReachesTheCallerAndLeavesNothing() throws IOException {
        Path path = folder.resolve("out.vcf.gz");
        assertThatThrownBy(() -> {
                    try (ImputedVcfWriter out = ImputedVcfWriter.open(path, header(1, ALL), 2)) {
                        out.write(imputed(
                                site(7, "A", "C"), new float[] {1, Float.NaN}, new byte[2], new double[] {1}, 0));
                        out.commit();
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("probability or dosage out of [0, 2]: NaN");
        assertThat(files()).isEmpty();
    }

    @Test
    void arraysOfAnotherShapeAreOurBug() {
        assertThatThrownBy(() -> imputed(site(7, "A", "C"), new float[3], new byte[2], new double[1], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("20:7 A>C: 1 ALT and 2 haplotypes on 20 do not fit 3 probabilities, no GP, 2 GT, 1 AF");
    }

    @Test
    void aSiteOfOtherSamplesOrAnotherContigOrWithUnexpectedDosagesIsOurBug() {
        ImputedSite two = imputed(site(7, "A", "C"), new float[4], new byte[4], new double[1], 0);
        Site elsewhere = new Site("21", 7, ".", "A", List.of("C"));
        try (ImputedVcfWriter out =
                ImputedVcfWriter.open(folder.resolve("out.vcf.gz"), header(1, Set.of(OutputField.DS)), 1)) {
            assertThatThrownBy(() -> out.write(two)).hasMessageContaining("2 samples, expected 1 on 20");
            assertThatThrownBy(() -> out.write(imputed(elsewhere, new float[2], new byte[2], new double[1], 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected 1 on 20");
            ImputedSite left = ImputedSite.typed(
                            site(7, "A", "C"),
                            ImputedGenotypes.independent(Haplotypes.diploid(1), new float[2], new byte[2]),
                            new double[1],
                            OptionalDouble.empty())
                    .withLeftOut(new ImputedSite.LeftOut(2, new float[2], OptionalDouble.empty()));
            assertThatThrownBy(() -> out.write(left)).hasMessageContaining("no LDS in the header");
        }
    }

    @Test
    void aFolderThatDoesNotExistIsTheUsersToMend() {
        Path path = folder.resolve("none/out.vcf.gz");
        assertThatThrownBy(() -> ImputedVcfWriter.open(path, header(1, ALL), 1))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        path
                                + ": the file cannot be written; found no such folder, expected a folder that exists, may be written to and has space left. Fix: make room or choose another place");
    }

    @Test
    void fieldListsAreParsedAndCheckedByName() {
        assertThat(OutputField.parse("gp, GT")).containsExactly(OutputField.GT, OutputField.GP);
        assertThatThrownBy(() -> OutputField.parse("GT,XX"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "--format: unknown output field; found 'XX', expected some of GT,DS,GP,HDS,PQ. Fix: write the list in that form");
    }
}
