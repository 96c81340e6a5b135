package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.io.hpanel.PanelFileWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same panel gives the same records, whatever the form of its file. */
class VariantSourceTest {
    /** More than one block of an {@code .hpanel}. */
    private static final int SITES = 9000;

    private static final List<String> ALTS = List.of("C", "<DEL>", "*");

    @TempDir
    private Path folder;

    private Path vcf;
    private Path hpanel;

    /** A record as a source gives it; the bits only where it packs. */
    private record Seen(Site site, int altCount, String alleles, boolean phased, String call, String bits) {}

    @BeforeEach
    void writeAPanelInBothForms() {
        vcf = panel(37, SITES).bgzip(folder.resolve("p.vcf.gz"));
        hpanel = folder.resolve("p.hpanel");
        PanelFileWriter.write(PanelReader.read(vcf, PanelReadOptions.defaults()).panel(), hpanel);
    }

    private static VcfText panel(int samples, int sites) {
        String[] names = new String[samples];
        Arrays.setAll(names, s -> "S" + s);
        VcfText text = VcfText.of(names).meta("##contig=<ID=chr20>");
        SplittableRandom random = new SplittableRandom(7);
        int pos = 1;
        for (int i = 0; i < sites; i++) {
            int alts = random.nextInt(6) == 0 ? 1 + random.nextInt(ALTS.size()) : 1;
            double af = random.nextDouble();
            String[] calls = new String[samples];
            Arrays.setAll(calls, s -> code(random, af, alts) + "|" + code(random, af, alts));
            text.calls("chr20", pos, "A", String.join(",", ALTS.subList(0, alts)), calls);
            pos += random.nextInt(3);
        }
        return text;
    }

    private static int code(SplittableRandom random, double af, int alts) {
        return random.nextDouble() < af ? 1 + random.nextInt(alts) : 0;
    }

    private static List<Seen> records(Path path, Optional<Region> region) {
        List<Seen> seen = new ArrayList<>();
        try (VariantSource source = VariantSource.open(path, region)) {
            byte[] codes = new byte[source.haplotypes().count()];
            while (source.next()) {
                long[] words = new long[1 + (codes.length + 63) / 64];
                boolean packed = source.pack(words, 1);
                source.alleles(codes);
                seen.add(new Seen(
                        source.site(),
                        source.altCount(),
                        Arrays.toString(codes),
                        source.phased(),
                        source.callText(36),
                        packed ? Arrays.toString(words) : "not packed"));
            }
            assertThat(source.next()).isFalse();
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({"chr20:1-100000", "20:2000-2500", "20:8190-8200", "chr20:9000-2147483647", "21", "20:100000-200000"})
    void bothFormsGiveTheSameRecordsOfARegion(String text) {
        Optional<Region> region = Optional.of(Region.parse(text));
        assertThat(records(hpanel, region)).isEqualTo(records(vcf, region));
    }

    @Test
    void bothFormsGiveTheSameSamplesContigsAndRecords() {
        List<Seen> records = records(hpanel, Optional.empty());
        assertThat(records).hasSize(SITES).isEqualTo(records(vcf, Optional.empty()));
        assertThat(records)
                .anyMatch(r -> r.bits().equals("not packed"))
                .anyMatch(r -> r.bits().startsWith("[0, "));
        try (VariantSource a = VariantSource.open(vcf);
                VariantSource b = VariantSource.open(hpanel)) {
            assertThat(b.samples()).isEqualTo(a.samples());
            assertThat(b.contigs()).isEqualTo(a.contigs()).containsExactly("chr20");
            assertThat(b.contigsWithRecords()).containsExactly("chr20");
            assertThat(a.contigsWithRecords()).as("there is no index").isEmpty();
            assertThat(a.headerLines()).contains("##contig=<ID=chr20>");
            assertThat(b.headerLines()).isEmpty();
        }
    }

    @Test
    void theFormIsToldByTheFirstBytes() throws Exception {
        Path disguised = Files.copy(hpanel, folder.resolve("panel.vcf.gz"));
        assertThat(records(disguised, Optional.empty())).isEqualTo(records(hpanel, Optional.empty()));
        assertThatThrownBy(() -> VariantSource.open(Files.writeString(folder.resolve("x"), "neither\n")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("this is not a VCF of version 4");
    }

    @Test
    void targetsAreReadFromBothForms() {
        Optional<Region> region = Optional.of(Region.parse("20:1000-1200"));
        TargetGenotypes a = TargetReader.read(vcf, region);
        TargetGenotypes b = TargetReader.read(hpanel, region);
        assertThat(b.samples()).isEqualTo(a.samples());
        assertThat(b.sites()).isEqualTo(a.sites());
        for (int site = 0; site < a.sites().size(); site++) {
            for (int hap = 0; hap < a.haplotypes().count(); hap++) {
                assertThat(b.allele(site, hap)).isEqualTo(a.allele(site, hap));
            }
        }
    }

    @Test
    void aPlaceInAPanelFileIsNamedByItsPosition() {
        try (VariantSource source = VariantSource.open(hpanel, Optional.of(Region.parse("20:2000-")))) {
            assertThat(source.next()).isTrue();
            assertThat(source.where())
                    .isEqualTo(hpanel + ", chr20:" + source.site().pos());
        }
    }

    @Test
    void onlyAVcfHasInfoAndFormat() {
        Path file = VcfText.of("A")
                .line("20\t5\t.\tA\tC\t.\t.\tAF=0.5;IMP\tGT:DS\t0|1:.75")
                .plain(folder.resolve("i.vcf"));
        try (VariantSource source = VariantSource.open(file)) {
            AnnotatedSource annotated = source.annotated();
            assertThat(source.next()).isTrue();
            assertThat(source.info("AF")).contains("0.5");
            assertThat(source.info("IMP")).contains("");
            assertThat(source.info("A")).isEmpty();
            float[] ds = new float[1];
            annotated.formatFloats("DS", ds, 1);
            assertThat(ds).containsExactly(.75f);
        }
        try (VariantSource source = VariantSource.open(hpanel)) {
            assertThat(source.next()).isTrue();
            assertThat(source.info("AF")).isEmpty();
            assertThatThrownBy(source::annotated)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("p.hpanel: this is a panel file (.hpanel) where only a VCF can be read");
        }
        assertThatThrownBy(() -> VcfScanner.open(hpanel))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("give the VCF that the panel file was made from");
    }

    @Test
    void anAlleleWhoseCodeIsNoByteIsRefusedWhereItIsCarried() {
        List<String> alts = new ArrayList<>();
        for (int i = 1; i <= 130; i++) alts.add("A".repeat(i) + "C");
        BitMatrix alleles = new BitMatrix(260, 2);
        alleles.set(126, 0);
        alleles.set(130 + 127, 1);
        List<Site> sites = List.of(new Site("20", 1, ".", "A", alts), new Site("20", 2, ".", "A", alts));
        Path file = folder.resolve("many.hpanel");
        PanelFileWriter.write(new HaplotypePanel(new Samples(List.of("S")), sites, alleles), file);
        byte[] codes = new byte[2];
        try (VariantSource source = VariantSource.open(file)) {
            assertThat(source.next()).isTrue();
            source.alleles(codes);
            assertThat(codes).containsExactly(127, 0);
            assertThat(source.next()).isTrue();
            assertThatThrownBy(() -> source.alleles(codes))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("20:2: ALT is malformed; found 130 alleles, expected at most 127");
        }
    }
}
