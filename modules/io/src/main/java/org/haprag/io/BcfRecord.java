package org.haprag.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The current record of a BCF: where its fields stand in a buffer. Every length is checked against the record's end before
 * anything is read by it.
 */
final class BcfRecord {
    /** CHROM, POS, rlen, QUAL, numbers of INFO and alleles, of FORMAT and samples. */
    private static final int FIXED_BYTES = 24;

    private final int samples;
    private byte[] b = new byte[0];
    private int at;
    private int end;

    private int contig;
    private int pos;
    private int alleleCount;
    private int[] alleleStart = new int[4];
    private int[] alleleEnd = new int[4];
    private int idStart;
    private int idEnd;
    private int infoStart;
    private int infoCount;
    private int sharedEnd;
    private int formatCount;
    private int[] formatKey = new int[4];
    private int[] formatType = new int[4];
    private int[] formatLength = new int[4];
    private int[] formatStart = new int[4];

    // the type that was read last
    private int type;
    private int length;

    /** What is wrong with a record. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** @param samples how many the header has */
    BcfRecord(int samples) {
        this.samples = samples;
    }

    /**
     * Takes a record.
     *
     * @param from where its shared part begins in the bytes
     * @param sharedBytes length of that part
     * @param sampleBytes length of the part with the genotypes, which follows
     * @throws Malformed if it makes no sense
     */
    void read(byte[] bytes, int from, int sharedBytes, int sampleBytes) {
        b = bytes;
        at = from;
        end = from + sharedBytes;
        sharedEnd = end;
        if (sharedBytes < FIXED_BYTES) throw new Malformed("a record of " + sharedBytes + " bytes");
        contig = BcfValue.int32(b, at);
        pos = BcfValue.int32(b, at + 4) + 1;
        int counts = BcfValue.int32(b, at + 16);
        infoCount = counts & 0xffff;
        alleleCount = counts >>> 16;
        int format = BcfValue.int32(b, at + 20);
        formatCount = format >>> 24;
        at += FIXED_BYTES;
        if ((format & 0xffffff) != samples && formatCount > 0) {
            throw new Malformed((format & 0xffffff) + " samples where the header has " + samples);
        }
        readTexts();
        infoStart = at;
        at = sharedEnd;
        end = sharedEnd + sampleBytes;
        for (int i = 0; i < formatCount; i++) readFormat(i);
        if (at != end) throw new Malformed((end - at) + " bytes too many");
    }

    private void readTexts() {
        if (alleleCount == 0) throw new Malformed("a record without REF");
        if (alleleCount > alleleStart.length) {
            alleleStart = new int[2 * alleleCount];
            alleleEnd = new int[2 * alleleCount];
        }
        for (int i = -1; i < alleleCount; i++) {
            readType();
            if (type != BcfValue.CHAR && length > 0) throw new Malformed("an ID or allele that is no text");
            int start = at;
            skip(length);
            int stop = start + length;
            while (stop > start && b[stop - 1] == 0) stop--;
            if (i < 0) {
                idStart = start;
                idEnd = stop;
            } else {
                alleleStart[i] = start;
                alleleEnd[i] = stop;
            }
        }
        readType(); // FILTER
        skip((long) length * BcfValue.width(type));
    }

    private void readFormat(int i) {
        if (i == formatKey.length) {
            formatKey = Arrays.copyOf(formatKey, 2 * i);
            formatType = Arrays.copyOf(formatType, 2 * i);
            formatLength = Arrays.copyOf(formatLength, 2 * i);
            formatStart = Arrays.copyOf(formatStart, 2 * i);
        }
        formatKey[i] = oneInteger();
        readType();
        formatType[i] = type;
        formatLength[i] = length;
        formatStart[i] = at;
        skip((long) length * BcfValue.width(type) * samples);
    }

    private void readType() {
        if (at >= end) throw new Malformed("a record that ends too early");
        int code = b[at++] & 0xff;
        type = code & 0xf;
        length = code >>> 4;
        if (length == BcfValue.LONG_LENGTH) {
            int ofValues = type;
            int count = oneInteger();
            type = ofValues;
            length = count;
        }
        if (length < 0 || length > 0 && BcfValue.width(type) == 0) throw new Malformed("a value of an unknown type");
    }

    /** An integer with its type. */
    private int oneInteger() {
        if (at >= end) throw new Malformed("a record that ends too early");
        int code = b[at++] & 0xff;
        int ofInteger = code & 0xf;
        if (code >>> 4 != 1 || !BcfValue.isInteger(ofInteger)) throw new Malformed("no integer where one is needed");
        int start = at;
        skip(BcfValue.width(ofInteger));
        return BcfValue.integer(b, start, ofInteger);
    }

    private void skip(long bytes) {
        if (bytes > end - at) throw new Malformed("a record that ends too early");
        at += (int) bytes;
    }

    /** The number of CHROM. */
    int contig() {
        return contig;
    }

    /** POS, 1-based; 0 where there is no place, less where it is malformed. */
    int pos() {
        return pos;
    }

    int altCount() {
        return alleleCount - 1;
    }

    String id() {
        return idStart == idEnd ? "." : text(idStart, idEnd);
    }

    String ref() {
        return text(alleleStart[0], alleleEnd[0]);
    }

    List<String> alts() {
        List<String> alts = new ArrayList<>(alleleCount - 1);
        for (int i = 1; i < alleleCount; i++) alts.add(text(alleleStart[i], alleleEnd[i]));
        return alts;
    }

    private String text(int from, int to) {
        return RawText.decode(b, from, to);
    }

    byte[] bytes() {
        return b;
    }

    /** Number of FORMAT fields. */
    int formatCount() {
        return formatCount;
    }

    /** Which FORMAT field has a key of this number, -1 if none. */
    int format(int key) {
        for (int i = 0; i < formatCount; i++) if (formatKey[i] == key) return i;
        return -1;
    }

    int formatType(int format) {
        return formatType[format];
    }

    /** How many values of a FORMAT field each sample has room for. */
    int formatLength(int format) {
        return formatLength[format];
    }

    /** Where a FORMAT field's values begin: those of the first sample, then those of the next. */
    int formatStart(int format) {
        return formatStart[format];
    }

    /**
     * The value of an INFO key as VCF writes it, "" for a flag.
     *
     * @throws Malformed if INFO is
     */
    Optional<String> info(int key) {
        at = infoStart;
        end = sharedEnd;
        for (int i = 0; i < infoCount; i++) {
            int found = oneInteger();
            readType();
            int start = at;
            skip((long) length * BcfValue.width(type));
            if (found == key) return Optional.of(values(start));
        }
        return Optional.empty();
    }

    private String values(int start) {
        if (type == BcfValue.CHAR) return text(start, start + length).replace("\0", "");
        StringJoiner out = new StringJoiner(",");
        for (int i = 0; i < length; i++) {
            int from = start + i * BcfValue.width(type);
            int value = BcfValue.integer(b, from, type == BcfValue.FLOAT ? BcfValue.INT32 : type);
            if (type == BcfValue.FLOAT) {
                if (value == BcfValue.END_OF_VECTOR_FLOAT) break;
                out.add(value == BcfValue.MISSING_FLOAT ? "." : decimal(Float.intBitsToFloat(value)));
            } else {
                if (value == BcfValue.END_OF_VECTOR) break;
                out.add(value == BcfValue.MISSING ? "." : Integer.toString(value));
            }
        }
        return out.toString();
    }

    private static String decimal(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? String.format(Locale.ROOT, "%.0f", value)
                : Float.toString(value);
    }
}
