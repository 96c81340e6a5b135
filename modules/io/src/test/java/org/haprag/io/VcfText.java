package org.haprag.io;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import htsjdk.tribble.index.IndexFactory;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.variant.vcf.VCFCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small VCFs for tests, line by line. */
final class VcfText {
    private final List<String> meta = new ArrayList<>(List.of(
            "##fileformat=VCFv4.2",
            "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">",
            "##FORMAT=<ID=DS,Number=A,Type=Float,Description=\"Dosage\">",
            "##FORMAT=<ID=GP,Number=G,Type=Float,Description=\"Probabilities\">",
            "##INFO=<ID=AF,Number=A,Type=Float,Description=\"Frequency\">",
            "##INFO=<ID=END,Number=1,Type=Integer,Description=\"End\">"));
    private final List<String> records = new ArrayList<>();
    private final List<String> samples;
    private String lineEnd = "\n";

    private VcfText(List<String> samples) {
        this.samples = samples;
    }

    static VcfText of(String... samples) {
        return new VcfText(List.of(samples));
    }

    VcfText version(String version) {
        meta.set(0, "##fileformat=VCFv" + version);
        return this;
    }

    VcfText meta(String line) {
        meta.add(line);
        return this;
    }

    VcfText crlf() {
        lineEnd = "\r\n";
        return this;
    }

    /** A record with FORMAT GT. */
    VcfText calls(String contig, int pos, String ref, String alt, String... calls) {
        return line(contig + "\t" + pos + "\t.\t" + ref + "\t" + alt + "\t.\tPASS\t.\tGT\t" + String.join("\t", calls));
    }

    VcfText line(String line) {
        records.add(line);
        return this;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        meta.forEach(line -> out.append(line).append(lineEnd));
        out.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO");
        if (!samples.isEmpty()) out.append("\tFORMAT\t").append(String.join("\t", samples));
        out.append(lineEnd);
        records.forEach(line -> out.append(line).append(lineEnd));
        return out.toString();
    }

    Path plain(Path file) {
        return write(file, text().getBytes(StandardCharsets.UTF_8));
    }

    Path gzip(Path file) {
        return write(file, gzipped(text()));
    }

    /** Bgzipped, without an index. */
    Path bgzip(Path file) {
        return write(file, bgzipped(text()));
    }

    /** Bgzipped, with a tabix index. */
    Path indexed(Path file) {
        bgzip(file);
        try {
            IndexFactory.createTabixIndex(file, new VCFCodec(), TabixFormat.VCF, null)
                    .write(file.resolveSibling(file.getFileName() + ".tbi"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }

    static byte[] gzipped(String text) {
        return compressed(text, false);
    }

    static byte[] bgzipped(String text) {
        return compressed(text, true);
    }

    private static byte[] compressed(String text, boolean blocks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                blocks ? new BlockCompressedOutputStream(bytes, (Path) null) : new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
