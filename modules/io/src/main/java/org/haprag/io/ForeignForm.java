package org.haprag.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haprag.genotype.InputException;

/** Forms of files that people have and give where a VCF or a list is read, so that a message can name what it is. */
enum ForeignForm {
    PLINK_BED(
            "a PLINK .bed of binary genotypes",
            "plink2 --bfile PREFIX --export vcf bgz --out OUT",
            bytes(0x6c, 0x1b, 0x01)),
    PLINK_PGEN("a PLINK 2 .pgen", "plink2 --pfile PREFIX --export vcf bgz --out OUT", bytes(0x6c, 0x1b)),
    BREF3(
            "a Beagle panel (.bref3)",
            "java -jar unbref3.jar PANEL.bref3 | bgzip > PANEL.vcf.gz",
            bytes(0x7a, 0x88, 0x74, 0xf4)),
    BAM("aligned reads (BAM)", "call genotypes first, then give their VCF", bytes('B', 'A', 'M', 1)),
    CRAM("aligned reads (CRAM)", "call genotypes first, then give their VCF", bytes('C', 'R', 'A', 'M')),
    ZIP("a ZIP archive", "unpack it and give the VCF that is in it", bytes('P', 'K', 3, 4)),
    BZIP2("a file compressed by bzip2", "bunzip2 -c IN | bgzip > OUT.vcf.gz", bytes('B', 'Z', 'h')),
    XZ("a file compressed by xz", "xz -dc IN | bgzip > OUT.vcf.gz", bytes(0xfd, '7', 'z', 'X', 'Z')),
    ZSTD(
            "a file compressed by zstd, as Minimac4's .msav is",
            "of a plain file: zstd -dc IN | bgzip > OUT.vcf.gz; of .msav: the VCF that it was made from",
            bytes(0x28, 0xb5, 0x2f, 0xfd)),
    BGEN("a BGEN", "plink2 --bgen IN ref-first --export vcf bgz --out OUT", "(?s)(?!\\x00{20}).{16}(bgen|\\x00{4}).*"),
    M3VCF("a Minimac3 panel (.m3vcf)", "give the VCF that it was made from", "(?s)##fileformat=M3VCF.*"),
    FASTA("sequences (FASTA)", "give a file of genotypes", "(?s)>.*"),
    FASTQ("reads (FASTQ or SAM)", "give a file of genotypes", "(?s)@.*"),
    HTML(
            "a web page, perhaps of a download that failed",
            "download the file again",
            "(?is)\\s*<(!doctype|html|\\?xml).*"),
    ARRAY_EXPORT(
            "an export of a testing company (rsid, chromosome, position, genotype)",
            "bcftools convert --tsv2vcf IN -f REFERENCE.fa -s NAME -Oz -o OUT.vcf.gz",
            "(?is)#(?!#|chrom).{0,400}?(rsid|ancestrydna|23andme).*"),
    INTERVALS(
            "intervals (BED text)",
            "give a file of genotypes; a list of sites goes where one is asked for",
            "(?s)(track|browser|[A-Za-z0-9_.]+\\t[0-9]+\\t[0-9]+(\\t|\\r?\\n|$)).*");

    private static final int HEAD_BYTES = 512;

    private final String description;
    private final String fix;
    private final Pattern head;

    ForeignForm(String description, String fix, byte[] magic) {
        this(description, fix, "(?s)" + Pattern.quote(new String(magic, StandardCharsets.ISO_8859_1)) + ".*");
    }

    ForeignForm(String description, String fix, String head) {
        this.description = description;
        this.fix = fix;
        this.head = Pattern.compile(head);
    }

    private static byte[] bytes(int... values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) out[i] = (byte) values[i];
        return out;
    }

    /** What a plain file is, by its first bytes; empty if that is none of these. A pipe is not looked into. */
    static Optional<ForeignForm> of(Path path) {
        if (!Files.isRegularFile(path)) return Optional.empty();
        try (InputStream text = CompressedInput.open(path).text()) {
            String head = new String(text.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
            return Arrays.stream(values())
                    .filter(form -> form.head.matcher(head).matches())
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            throw e instanceof InputException known ? known : CompressedInput.damaged(path, e);
        }
    }

    /** Such as "a BGEN". */
    String description() {
        return description;
    }

    /** How the user comes to a file that is read. */
    String fix() {
        return fix;
    }
}
