package org.haprag.io;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small BCFs for tests, byte by byte, by the specification and not by our writer. */
final class BcfBytes {
    static final int MISSING_FLOAT = 0x7F800001;
    static final int END_FLOAT = 0x7F800002;

    /** An 8-bit value that pads a vector. */
    static final int END = -127;

    static final int MISSING = -128;

    private final List<String> header = new ArrayList<>(List.of("##fileformat=VCFv4.2"));
    private final List<String> samples;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private int minorVersion = 2;

    private BcfBytes(List<String> samples) {
        this.samples = samples;
    }

    static BcfBytes of(String... samples) {
        return new BcfBytes(List.of(samples));
    }

    BcfBytes line(String headerLine) {
        header.add(headerLine);
        return this;
    }

    BcfBytes minorVersion(int minor) {
        minorVersion = minor;
        return this;
    }

    /** A typed value: its type byte and its bytes. */
    record Value(int key, byte[] typed) {}

    private static byte[] typed(int length, int type, byte[] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (length < 15) {
            out.write(length << 4 | type);
        } else {
            out.write(15 << 4 | type);
            out.write(1 << 4 | 1);
            out.write(length);
        }
        out.writeBytes(values);
        return out.toByteArray();
    }

    /** 8-bit integers. @param perSample how many a sample has, or INFO */
    static Value bytes(int key, int perSample, int... values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) out[i] = (byte) values[i];
        return new Value(key, typed(perSample, 1, out));
    }

    static Value shorts(int key, int perSample, int... values) {
        ByteBuffer out = little(2 * values.length);
        for (int v : values) out.putShort((short) v);
        return new Value(key, typed(perSample, 2, out.array()));
    }

    static Value ints(int key, int perSample, int... values) {
        ByteBuffer out = little(4 * values.length);
        for (int v : values) out.putInt(v);
        return new Value(key, typed(perSample, 3, out.array()));
    }

    /** Floats by their bits. */
    static Value floats(int key, int perSample, int... bits) {
        ByteBuffer out = little(4 * bits.length);
        for (int v : bits) out.putInt(v);
        return new Value(key, typed(perSample, 5, out.array()));
    }

    static Value text(int key, int perSample, String text) {
        return new Value(key, typed(perSample, 7, text.getBytes(StandardCharsets.UTF_8)));
    }

    static Value flag(int key) {
        return new Value(key, new byte[] {0});
    }

    static int bits(double value) {
        return Float.floatToIntBits((float) value);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A record. @param alleles REF and ALTs, separated by commas */
    BcfBytes record(int contig, int pos, String id, String alleles, List<Value> info, List<Value> format) {
        String[] texts = alleles.split(",");
        ByteArrayOutputStream shared = new ByteArrayOutputStream();
        shared.writeBytes(little(24)
                .putInt(contig)
                .putInt(pos - 1)
                .putInt(texts[0].length())
                .putInt(MISSING_FLOAT)
                .putInt(texts.length << 16 | info.size())
                .putInt(format.size() << 24 | samples.size())
                .array());
        shared.writeBytes(text(0, id.length(), id).typed());
        for (String allele : texts)
            shared.writeBytes(text(0, allele.length(), allele).typed());
        shared.writeBytes(new byte[] {0x11, 0});
        ByteArrayOutputStream ofSamples = new ByteArrayOutputStream();
        info.forEach(v -> keyed(shared, v));
        format.forEach(v -> keyed(ofSamples, v));
        records.writeBytes(
                little(8).putInt(shared.size()).putInt(ofSamples.size()).array());
        records.writeBytes(shared.toByteArray());
        records.writeBytes(ofSamples.toByteArray());
        return this;
    }

    private static void keyed(ByteArrayOutputStream out, Value value) {
        out.writeBytes(new byte[] {0x11, (byte) value.key()});
        out.writeBytes(value.typed());
    }

    byte[] plain() {
        String text = String.join("\n", header) + "\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"
                + (samples.isEmpty() ? "" : "\tFORMAT\t" + String.join("\t", samples)) + "\n\0";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'B', 'C', 'F', 2, (byte) minorVersion});
        out.writeBytes(
                little(4).putInt(text.getBytes(StandardCharsets.UTF_8).length).array());
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(records.toByteArray());
        return out.toByteArray();
    }

    Path plain(Path file) {
        return write(file, plain());
    }

    Path bgzip(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream blocks = new BlockCompressedOutputStream(out, (Path) null)) {
            blocks.write(plain());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(file, out.toByteArray());
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
