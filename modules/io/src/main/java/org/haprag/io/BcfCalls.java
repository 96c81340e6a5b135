package org.haprag.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;

/** Turns GT of a BCF record into allele codes. An allele a is (a + 1) << 1, plus 1 where it is phased with the one before. */
final class BcfCalls {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bits that neither of the phased alleles 0 and 1, 2 to 5, has. */
    private static final long OTHER_BITS = 0xF8F8_F8F8_F8F8_F8F8L;

    private static final long LOWEST_BITS = 0x0101_0101_0101_0101L;

    /** The phase bits of second alleles. */
    private static final long PHASED = 0x0100_0100_0100_0100L;

    /** Moves bit 8 i to bit 56 + i. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private final Samples samples;
    private final Haplotypes haplotypes;
    private final boolean[] unphased;
    private int firstUnphased;

    /** @param haplotypes of the samples */
    BcfCalls(Samples samples, Haplotypes haplotypes) {
        this.samples = samples;
        this.haplotypes = haplotypes;
        this.unphased = new boolean[samples.count()];
    }

    /** Sample with the first unphased heterozygous (or half-missing) call of the record, -1 if there is none. */
    int firstUnphased() {
        return firstUnphased;
    }

    /** Whether a sample's call is heterozygous (or half-missing) and unphased. */
    boolean unphased(int sample) {
        return unphased[sample];
    }

    /**
     * @param gt the record's FORMAT field
     * @param out (haplotypes) codes: 0 REF, i the i-th ALT, -1 missing
     * @param where names the record
     */
    void parse(BcfRecord record, int gt, byte[] out, Supplier<String> where) {
        firstUnphased = -1;
        byte[] b = record.bytes();
        int type = record.formatType(gt);
        int width = BcfValue.width(type);
        int room = record.formatLength(gt);
        int most = Math.min(record.altCount(), Byte.MAX_VALUE);
        int at = record.formatStart(gt);
        for (int s = 0; s < samples.count(); s++, at += room * width) {
            int alleles = alleles(b, at, type, room);
            int first = alleles == 0 ? -1 : code(record, gt, s, BcfValue.integer(b, at, type), most, where);
            int second = first;
            unphased[s] = false;
            if (alleles > 1) {
                int value = BcfValue.integer(b, at + width, type);
                second = code(record, gt, s, value, most, where);
                unphased[s] = (value & 1) == 0 && first != second;
                if (unphased[s] && firstUnphased < 0) firstUnphased = s;
            }
            int ploidy = haplotypes.ploidy(s);
            if (alleles != ploidy && (first & second) >= 0 || alleles > 2) {
                String call = text(record, gt, s);
                if (alleles > 2) throw Ploidies.tooMany(where.get(), samples.name(s), call);
                throw Ploidies.changed(where.get(), samples.name(s), call, ploidy);
            }
            out[haplotypes.first(s)] = (byte) first;
            out[haplotypes.end(s) - 1] = (byte) second;
        }
    }

    private int code(BcfRecord record, int gt, int sample, int value, int most, Supplier<String> where) {
        int code = value == BcfValue.MISSING ? -1 : (value >> 1) - 1;
        if (code >= -1 && code <= most) return code;
        String what = "GT of sample " + samples.name(sample) + " is malformed";
        String expected = code > Byte.MAX_VALUE && code <= record.altCount()
                ? "at most " + Byte.MAX_VALUE + " ALT alleles"
                : "allele codes 0 to " + record.altCount() + ", as the record has " + record.altCount() + " ALT";
        throw new InputException(
                where.get(),
                what,
                VcfFileHeader.quote(text(record, gt, sample)),
                expected,
                "correct or drop the record: bcftools view finds it");
    }

    /** How many alleles a call has before its room ends or is padded. */
    private static int alleles(byte[] b, int at, int type, int room) {
        int width = BcfValue.width(type);
        for (int i = 0; i < room; i++) {
            if (BcfValue.integer(b, at + i * width, type) == BcfValue.END_OF_VECTOR) return i;
        }
        return room;
    }

    /** Tells how many alleles the calls of a record have. */
    static void survey(BcfRecord record, int gt, Ploidies ploidies, int samples) {
        byte[] b = record.bytes();
        int type = record.formatType(gt);
        int width = BcfValue.width(type);
        int room = record.formatLength(gt);
        int at = record.formatStart(gt);
        for (int s = 0; s < samples; s++, at += room * width) {
            int alleles = alleles(b, at, type, room);
            for (int i = 0; i < alleles; i++) {
                if (BcfValue.integer(b, at + i * width, type) >> 1 > 0) ploidies.see(s, alleles);
            }
        }
    }

    /** A sample's call as VCF writes it. */
    static String text(BcfRecord record, int gt, int sample) {
        byte[] b = record.bytes();
        int type = record.formatType(gt);
        int width = BcfValue.width(type);
        int room = record.formatLength(gt);
        int at = record.formatStart(gt) + sample * room * width;
        StringBuilder out = new StringBuilder();
        int alleles = alleles(b, at, type, room);
        for (int i = 0; i < alleles; i++) {
            int value = BcfValue.integer(b, at + i * width, type);
            if (i > 0) out.append((value & 1) == 0 ? '/' : '|');
            if (value == BcfValue.MISSING || value >> 1 == 0) out.append('.');
            else out.append((value >> 1) - 1);
        }
        return out.length() == 0 ? "." : out.toString();
    }

    /**
     * Packs the calls of a record into words, haplotype h to bit h, eight bytes to eight bits at a time.
     *
     * @return false if a call is anything but two phased alleles 0 and 1; the words are then undefined
     */
    static boolean pack(BcfRecord record, int gt, int samples, long[] words, int offset) {
        if (record.formatType(gt) != BcfValue.INT8 || record.formatLength(gt) != 2 || samples == 0) return false;
        byte[] b = record.bytes();
        int from = record.formatStart(gt);
        int haplotypes = 2 * samples;
        int p = 0;
        long word = 0;
        for (; p <= haplotypes - 8; p += 8) {
            long x = (long) LONG.get(b, from + p);
            long bits = x >>> 2 & LOWEST_BITS;
            long wrong = x & OTHER_BITS | ((x >>> 1 & LOWEST_BITS) ^ bits ^ LOWEST_BITS) | ~x & PHASED;
            if (wrong != 0) return false;
            word |= bits * GATHER >>> 56 << p;
            if ((p & 63) == 56) {
                words[offset + (p >>> 6)] = word;
                word = 0;
            }
        }
        for (; p < haplotypes; p++) {
            int value = b[from + p];
            if (value < 2 || value > 5 || (p & 1) != 0 && (value & 1) == 0) return false;
            word |= (long) (value >> 2) << p;
        }
        if ((haplotypes & 63) != 0) words[offset + (haplotypes >>> 6)] = word;
        return true;
    }
}
