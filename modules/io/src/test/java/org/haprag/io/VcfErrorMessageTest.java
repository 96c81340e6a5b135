package org.haprag.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.io.PanelReadOptions.MissingCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user reads when a VCF cannot be used. Records begin at line 8 of the VCFs made here. */
class VcfErrorMessageTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("x.vcf");
    }

    private void panelError(VcfText vcf, String message) {
        Path path = vcf.plain(file());
        error(() -> PanelReader.read(path, PanelReadOptions.defaults()), message);
    }

    private void targetError(VcfText vcf, String message) {
        Path path = vcf.plain(file());
        error(() -> TargetReader.read(path, Optional.empty()), message);
    }

    private void error(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(InputException.class)
                .hasMessage(message.replace("FILE", file().toString()));
    }

    private static VcfText two(String... calls) {
        return VcfText.of("A", "B").calls("20", 7, "A", "C", "0|1", "1|1").calls("20", 9, "A", "C", calls);
    }

    @Test
    void aMalformedGenotypeNamesLineSampleAndText() {
        panelError(
                two("0|0", "0|x"),
                "FILE:9: GT of sample B is malformed; found '0|x', expected a call such as 0|1, or 1 of a haploid sample. Fix: correct or drop the record: bcftools view finds it at 20:9");
    }

    @Test
    void anEmptyGenotypeIsMalformedNotMissing() {
        targetError(
                two("", "0|0"),
                "FILE:9: GT of sample A is malformed; found '', expected a call such as 0|1, or 1 of a haploid sample. Fix: correct or drop the record: bcftools view finds it at 20:9");
    }

    @Test
    void anAlleleThatTheRecordLacksIsNamed() {
        targetError(
                two("0|0", "0|2"),
                "FILE:9: GT of sample B is malformed; found '0|2', expected allele codes 0 to 1, as the record has 1 ALT. Fix: correct or drop the record: bcftools view finds it at 20:9");
    }

    @Test
    void aPloidyThatChangesNamesBothAndTheFix() {
        targetError(
                two("0|0", "1"),
                "FILE:9: the number of alleles of sample B changes within what is read; found '1', expected two alleles, as in its first call. Fix: where this is the border of a pseudo-autosomal region, take one side at a time with --region, and join the outputs with imputer ligate; elsewhere bcftools +fixploidy makes calls alike");
        panelError(
                VcfText.of("A", "B").calls("X", 7, "A", "C", "0|1", "1").calls("X", 9, "A", "C", "0|1", "0|1"),
                "FILE:9: the number of alleles of sample B changes within what is read; found '0|1', expected one allele, as in its first call. Fix: where this is the border of a pseudo-autosomal region, take one side at a time with --region, and join the outputs with imputer ligate; elsewhere bcftools +fixploidy makes calls alike");
    }

    @Test
    void aTriploidCallIsRefused() {
        targetError(
                two("0|0", "0|1|1"),
                "FILE:9: a call of sample B has more than two alleles; found '0|1|1', expected one allele or two: the model of copying is one of haploid and diploid samples. Fix: leave polyploid samples out (bcftools view -s ^SAMPLE); copy numbers are no genotypes");
    }

    @Test
    void anUnphasedPanelSaysHowToPhase() {
        panelError(
                two("0/0", "0/1"),
                "FILE:9: GT of panel sample B is unphased; found '0/1', expected a phased call such as 0|1. Fix: phase the panel first, with Beagle, SHAPEIT or Eagle");
    }

    @Test
    void aMissingPanelCallIsRefusedUnlessItsSiteMayBeDropped() {
        panelError(
                two("0|0", ".|1"),
                "FILE:9: GT of panel sample B is missing; found '.|1', expected a panel without missing alleles. Fix: leave such records out with --drop-missing, or phase the panel with a program that fills them in");
    }

    @Test
    void droppingEverySiteLeavesNoPanel() {
        Path path = VcfText.of("A")
                .calls("20", 7, "A", "C", ".|.")
                .calls("20", 8, "A", ".", "0|0")
                .plain(file());
        PanelReadOptions drop = new PanelReadOptions(Optional.empty(), MissingCalls.DROP_SITE, ReadProgress.SILENT);
        error(
                () -> PanelReader.read(path, drop),
                "FILE: the panel has no sites; found only records left out: {a missing allele=1, no ALT allele=1}, expected at least one record with an ALT allele. Fix: give a panel with records that can be used");
    }

    @Test
    void aRegionWithoutSitesIsNamed() {
        Path path = two("0|0", "0|1").plain(file());
        PanelReadOptions far =
                new PanelReadOptions(Optional.of(new Region("20", 100, 200)), MissingCalls.REFUSE, ReadProgress.SILENT);
        error(
                () -> PanelReader.read(path, far),
                "FILE, 20:100-200: the panel has no sites; found no records, expected at least one record with an ALT allele. Fix: choose a --region that the panel covers");
        error(
                () -> TargetReader.read(path, far.region()),
                "FILE, 20:100-200: the target file has no records here; found 0 records, expected at least one typed site. Fix: check that targets and panel are of the same contig and genome build");
    }

    @Test
    void severalContigsWithoutARegionAreListed() {
        VcfText vcf = two("0|0", "0|1").calls("21", 3, "A", "C", "0|0", "0|0");
        panelError(
                vcf,
                "FILE:10: the panel holds several contigs; found 20, 21, expected one contig at a time. Fix: choose one with --region, such as --region 20");
        Path gz = vcf.indexed(folder.resolve("x.vcf.gz"));
        assertThatThrownBy(() -> PanelReader.read(gz, PanelReadOptions.defaults()))
                .hasMessage(
                        gz
                                + ": the panel holds several contigs; found 20, 21, expected one contig at a time. Fix: choose one with --region, such as --region 20");
    }

    @Test
    void unsortedPositionsSayHowToSort() {
        targetError(
                two("0|0", "0|0").calls("20", 8, "A", "C", "0|0", "0|0"),
                "FILE:10: the records are not sorted; found 20:8 after 20:9, expected positions that do not decrease, and each contig in one piece. Fix: bcftools sort -Oz -o SORTED.vcf.gz FILE");
    }

    @Test
    void aContigInTwoPiecesIsUnsorted() {
        targetError(
                two("0|0", "0|0").calls("21", 8, "A", "C", "0|0", "0|0").calls("20", 10, "A", "C", "0|0", "0|0"),
                "FILE:11: the records are not sorted; found 20:10 after contig 21, expected positions that do not decrease, and each contig in one piece. Fix: bcftools sort -Oz -o SORTED.vcf.gz FILE");
    }

    @Test
    void tooFewAndTooManyColumnsAreCounted() {
        targetError(
                two("0|0"),
                "FILE:9: the record has too few columns; found 1 genotypes, expected 2 genotypes, as the header has samples. Fix: the file may have been cut off or edited: write it again");
        targetError(
                two("0|0", "0|0", "0|0"),
                "FILE:9: the record has too many columns; found more than 2 genotypes, expected 2 genotypes, as the header has samples. Fix: write the file again; a tab at the end of the line counts as a column");
        targetError(
                VcfText.of("A").line("20\t7\t.\tA"),
                "FILE:8: the record has too few columns; found 4 columns, expected 10 columns separated by tabs. Fix: the file may have been cut off or edited: write it again");
    }

    @Test
    void positionsAndAllelesAreChecked() {
        targetError(
                VcfText.of("A").line("20\t7x\t.\tA\tC\t.\t.\t.\tGT\t0|0"),
                "FILE:8: POS is malformed; found '7x', expected a position from 0 to 2147483647. Fix: correct or drop the record");
        targetError(
                VcfText.of("A").calls("", 7, "A", "C", "0|0"),
                "FILE:8: CHROM is empty; found '', expected the name of a contig. Fix: drop the record");
    }

    @Test
    void aRecordWithoutGenotypesHasNoAlleles() {
        Path path = VcfText.of("A").line("20\t7\t.\tA\tC\t.\t.\t.\tDS\t0.5").plain(file());
        try (VariantSource source = VariantSource.open(path)) {
            assertThat(source.next()).isTrue();
            error(
                    () -> source.alleles(new byte[2]),
                    "FILE:8: the record has no genotypes; found FORMAT 'DS', expected FORMAT with GT. Fix: drop the record, or use a file with called genotypes");
        }
    }

    @Test
    void filesWithoutSamplesAreRefused() {
        VcfText sites = VcfText.of().line("20\t7\t.\tA\tC\t.\t.\t.");
        panelError(
                sites,
                "FILE: the panel has no samples; found 0 sample columns, expected at least one phased sample. Fix: use a VCF with genotypes");
        targetError(
                sites,
                "FILE: the target file has no samples; found 0 sample columns, expected at least one sample. Fix: use a VCF with genotypes");
    }

    @Test
    void repeatedSamplesAreRefused() {
        panelError(
                VcfText.of("A", "B", "A"),
                "FILE:7: two samples have the same name; found A in columns 10 and 12, expected each sample once. Fix: rename or drop one: bcftools reheader -s NAMES, or bcftools view -s");
    }

    @Test
    void dosagesOfAnotherNumberOrFormAreRefused() {
        Path path = VcfText.of("A", "B")
                .line("20\t7\t.\tA\tC\t.\t.\t.\tGT:DS\t0|0:0.1\t0|0:0.1,0.2")
                .line("20\t8\t.\tA\tC\t.\t.\t.\tGT:DS\t0|0:nan\t0|0:1")
                .plain(file());
        try (VcfScanner vcf = VcfScanner.open(path)) {
            vcf.next();
            error(
                    () -> vcf.formatFloats("DS", new float[2], 1),
                    "FILE:8: DS of sample B is malformed; found '0.1,0.2', expected 1 numbers. Fix: correct or drop the record, or write the file again");
            error(
                    () -> vcf.formatFloats("GP", new float[6], 3),
                    "FILE:8: the record has no GP; found FORMAT 'GT:DS', expected FORMAT with GP. Fix: write the file with GP");
            vcf.next();
            error(
                    () -> vcf.formatFloats("DS", new float[2], 1),
                    "FILE:9: DS of sample A is malformed; found 'nan', expected a number or '.'. Fix: correct or drop the record, or write the file again");
        }
    }

    @Test
    void whatIsNoVcfIsRefused() {
        VcfText.write(file(), "BCF\2\2xxx\n".getBytes(StandardCharsets.ISO_8859_1));
        error(
                () -> VcfScanner.open(file()),
                "FILE: this is a BCF where only a VCF can be read, as the text of its records is copied; found a BCF, expected a VCF, plain, gzipped or bgzipped. Fix: bcftools view -Oz -o OUT.vcf.gz FILE");
        VcfText.write(file(), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        error(
                () -> VcfScanner.open(file()),
                "FILE:1: this is not a VCF of version 4; found 'a,b', expected ##fileformat=VCFv4.1 to VCFv4.5. Fix: check that this is the VCF you meant; bcftools view prints what others make of it");
        VcfText.write(file(), "##fileformat=VCFv4.2\n20\t7\n".getBytes(StandardCharsets.UTF_8));
        error(
                () -> VcfScanner.open(file()),
                "FILE:2: the VCF header does not end; found no #CHROM line, expected a line that starts with #CHROM. Fix: check that this is the VCF you meant; bcftools view prints what others make of it");
        VcfText.write(file(), "##fileformat=VCFv4.2\n#CHROM POS\n".getBytes(StandardCharsets.UTF_8));
        error(
                () -> VcfScanner.open(file()),
                "FILE:2: the #CHROM line is malformed; found '#CHROM POS', expected #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT and the samples, separated by tabs. Fix: bcftools view prints a correct one");
    }

    @Test
    void filesThatCannotBeReadSayWhy() {
        error(
                () -> VcfScanner.open(file()),
                "FILE: the file cannot be read; found no such file, expected a readable file. Fix: check the path and the permissions");
        VcfText.write(file(), new byte[0]);
        error(
                () -> VcfScanner.open(file()),
                "FILE: the file is empty; found 0 bytes, expected text. Fix: check that the file was written or copied completely");
        assertThatThrownBy(() -> VcfScanner.open(folder))
                .hasMessage(
                        folder
                                + ": the file cannot be read; found a folder, expected a readable file. Fix: check the path and the permissions");
    }

    @Test
    void aCutOffBgzfIsRefusedAtOnce() throws Exception {
        byte[] whole = Files.readAllBytes(two("0|0", "0|1").bgzip(file()));
        String message =
                "FILE: the file is cut off; found a BGZF block that does not end, expected a complete bgzipped file. Fix: copy or write the file again";
        for (int less : new int[] {1, 27, 40}) {
            VcfText.write(file(), Arrays.copyOf(whole, whole.length - less));
            error(() -> VcfScanner.open(file()), message);
        }
    }

    @Test
    void filesOfOtherFormsAreNamed() {
        namedAs(new byte[] {0x6c, 0x1b, 0x01, 0x55}, "a PLINK .bed of binary genotypes");
        namedAs("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0bgen".getBytes(StandardCharsets.UTF_8), "a BGEN");
        assertThat(ForeignForm.of(VcfText.write(folder.resolve("zeros"), new byte[64])))
                .isEmpty();
        namedAs(">20\nACGT\n".getBytes(StandardCharsets.UTF_8), "sequences (FASTA)");
        namedAs("20\t61097\t61098\n".getBytes(StandardCharsets.UTF_8), "intervals (BED text)");
        namedAs("<!DOCTYPE html>\n".getBytes(StandardCharsets.UTF_8), "a web page, perhaps of a download that failed");
        namedAs("##fileformat=M3VCF\n".getBytes(StandardCharsets.UTF_8), "a Minimac3 panel (.m3vcf)");
        namedAs(
                "# rsid\tchromosome\tposition\tgenotype\n".getBytes(StandardCharsets.UTF_8),
                "an export of a testing company (rsid, chromosome, position, genotype)");
        namedAs(VcfText.gzipped(">20\nACGT\n"), "sequences (FASTA)");
    }

    private void namedAs(byte[] bytes, String description) {
        VcfText.write(file(), bytes);
        assertThatThrownBy(() -> VcfScanner.open(file()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file() + ": this is not a VCF; found " + description + ", expected a VCF");
    }

    @Test
    void damagedCompressionIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(two("0|0", "0|1").bgzip(file()));
        whole[60] ^= 0x55;
        VcfText.write(file(), whole);
        assertThatThrownBy(() -> TargetReader.read(file(), Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file() + ": the compressed data is damaged or cut off; found ")
                .hasMessageEndingWith("Fix: copy or write the file again; gzip -t tells whether it is whole");
        byte[] gzip = VcfText.gzipped(two("0|0", "0|1").text());
        VcfText.write(file(), Arrays.copyOf(gzip, gzip.length - 20));
        assertThatThrownBy(() -> TargetReader.read(file(), Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file() + ": the compressed data is damaged or cut off; found EOFException");
    }

    @Test
    void anIndexThatIsEmptyOrCutOffIsNamedAsTheIndex() {
        Path gz = two("0|0", "0|1").indexed(folder.resolve("x.vcf.gz"));
        Path index = folder.resolve("x.vcf.gz.tbi");
        byte[] whole = VcfText.bgzipped("TBI\1\1");
        for (int bytes : new int[] {0, whole.length / 2}) {
            VcfText.write(index, java.util.Arrays.copyOf(whole, bytes));
            assertThatThrownBy(() -> VcfScanner.open(gz, Optional.of(new Region("20", 1, 9))))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(index + ": the index is damaged; found it is empty or cut off");
        }
    }

    @Test
    void aDamagedIndexIsRefused() {
        Path gz = two("0|0", "0|1").indexed(folder.resolve("x.vcf.gz"));
        Path index = folder.resolve("x.vcf.gz.tbi");
        VcfText.write(index, VcfText.bgzipped("TBI\1\1"));
        assertThatThrownBy(() -> VcfScanner.open(gz, Optional.of(new Region("20", 1, 9))))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        index
                                + ": the index is damaged; found it ends too early, expected a tabix or CSI index. Fix: make it again with tabix -f -p vcf, or remove it");
    }
}
