package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContigFilesTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "x");
    }

    private ContigFiles named(String name) {
        return new ContigFiles("--panel", folder.resolve(name));
    }

    @Test
    void aPatternStandsForOneFileAContigInTheirOrder() throws IOException {
        Path ten = file("p.chr10.vcf.gz");
        Path two = file("p.chr2.vcf.gz");
        Path x = file("p.chrX.vcf.gz");
        file("p.chr2.vcf.gz.tbi");
        file("p.chr.vcf.gz");
        assertThat(named("p.chr{}.vcf.gz").files()).containsExactly(two, ten, x);
        assertThat(named("p.chr{}.vcf.gz").of("chr10")).contains(ten);
        assertThat(named("p.{}.vcf.gz").of("10")).contains(ten);
        assertThat(named("p.chr{}.vcf.gz").of("21")).isEmpty();
    }

    @Test
    void aNameWithoutAPlaceForAContigAndAFileOfSuchANameAreOneFile() throws IOException {
        assertThat(named("p.vcf.gz").files()).containsExactly(folder.resolve("p.vcf.gz"));
        Path odd = file("p{}.vcf");
        assertThat(named("p{}.vcf").files()).containsExactly(odd);
        assertThat(named("p{}.vcf").of("1")).isEqualTo(Optional.of(odd));
    }

    @Test
    void aContigsNameLeadsToNoOtherFolder() {
        assertThat(named("p.{}.hpanel").toWrite("chr20")).isEqualTo(folder.resolve("p.chr20.hpanel"));
        assertThatThrownBy(() -> named("p.{}.hpanel").toWrite("../../x"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the name of a contig cannot be part of a file's name; found ../../x");
    }

    @Test
    void aPatternFindsXByItsNumber() throws IOException {
        Path x = file("t.chr23.vcf.gz");
        assertThat(named("t.chr{}.vcf.gz").of("chrX")).contains(x);
        assertThat(named("t.chr{}.vcf.gz").of("Y")).isEmpty();
        Path letter = file("t.chrX.vcf.gz");
        assertThat(named("t.chr{}.vcf.gz").of("chrX")).contains(letter);
    }

    @Test
    void aPatternThatFitsNoFileIsRefused() {
        assertThatThrownBy(() -> named("p.chr{}.vcf.gz").files())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file has such a name with a contig in the place of {}")
                .hasMessageContaining("p.chr20.vcf.gz");
    }

    @Test
    void contigsAreKnownFromAnIndexElseTheFirstOneIs() throws IOException {
        VcfText two = VcfText.of("A")
                .meta("##contig=<ID=20,length=63025520>")
                .meta("##contig=<length=5,ID=21,assembly=\"b37\">")
                .calls("20", 7, "A", "C", "0|1")
                .calls("21", 3, "A", "C", "0|1");
        Path plain = two.plain(folder.resolve("p.vcf"));
        assertThat(KnownContigs.of(plain).complete()).isFalse();
        assertThat(KnownContigs.of(plain).contigs())
                .extracting(ContigLine::name)
                .containsExactly("20");
        assertThat(KnownContigs.byReading(plain))
                .extracting(ContigLine::toString)
                .containsExactly("##contig=<ID=20,length=63025520>", "##contig=<ID=21,length=5>");
        Path indexed = two.indexed(folder.resolve("p.vcf.gz"));
        assertThat(KnownContigs.of(indexed).complete()).isTrue();
        assertThat(KnownContigs.of(indexed).contigs()).hasSize(2);
        assertThat(KnownContigs.of(indexed).mayHave("chr21")).isTrue();
        assertThat(KnownContigs.of(indexed).mayHave("22")).isFalse();
        try (VariantSource source = VariantSource.open(plain)) {
            assertThat(source.contig("21").reference()).contains("b37");
            assertThat(source.contig("22")).isEqualTo(ContigDescription.NONE);
        }
    }

    @Test
    void aMapTellsItsContigs() throws IOException {
        Path map = Files.writeString(folder.resolve("m.txt"), "pos chr cM\n1 20 0\n5 20 1\n1 chrX 0\n");
        GeneticMapFile file = new GeneticMapFile(Optional.of(map));
        assertThat(file.missing(List.of("chr20", "X", "MT"))).containsExactly("MT");
        assertThatThrownBy(() -> file.missing(List.of("20", "21")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the genetic map has no points for contig 21");
        Path one =
                Files.writeString(folder.resolve("one.txt"), "position COMBINED_rate(cM/Mb) Genetic_Map(cM)\n1 1 0\n");
        assertThatThrownBy(() -> new GeneticMapFile(Optional.of(one)).missing(List.of("20")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the genetic map does not say of which contig it is, and there are several");
    }
}
