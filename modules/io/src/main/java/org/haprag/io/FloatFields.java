package org.haprag.io;

import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;

/** Numbers of a FORMAT key, such as DS or GP, of all samples of one record. */
final class FloatFields {
    private static final float[] POWERS_OF_TEN = {1, 10, 100, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f};

    /** So many digits of a decimal fit an int. */
    private static final int MAX_DIGITS = 9;

    private final RecordLine record;
    private final Haplotypes haplotypes;

    /** @param haplotypes of the record's samples */
    FloatFields(RecordLine record, Haplotypes haplotypes) {
        this.record = record;
        this.haplotypes = haplotypes;
    }

    /** @param perSample as many numbers as a diploid sample has; where a haploid one has fewer, the rest is NaN */
    void parse(String key, float[] out, int perSample) {
        int index = record.formatIndex(key);
        if (index < 0) {
            throw record.error(
                    "the record has no " + key,
                    "FORMAT " + VcfFileHeader.quote(record.column(RecordLine.FORMAT)),
                    "FORMAT with " + key,
                    "write the file with " + key);
        }
        byte[] b = record.bytes();
        int end = record.end();
        int p = record.callsStart();
        int samples = record.samples().count();
        int perHaploid = perHaploid(perSample, record.altCount());
        for (int s = 0; s < samples; s++) {
            if (p > end) throw record.tooFewColumns(s);
            int from = p;
            while (p < end && b[p] != '\t') p++;
            field(key, s, index, from, p, out, perSample, haplotypes.ploidy(s) == 1 ? perHaploid : perSample);
            p++;
        }
        if (p <= end) throw record.tooManyColumns();
    }

    /** How many numbers a haploid sample has where a diploid one has so many: of genotypes, of haplotypes, or of alleles. */
    static int perHaploid(int perDiploid, int alts) {
        if (perDiploid == GenotypeOrder.count(2, alts)) return GenotypeOrder.count(1, alts);
        return perDiploid == 2 * alts ? alts : perDiploid;
    }

    private void field(
            String key, int sample, int index, int columnFrom, int columnTo, float[] out, int perSample, int expected) {
        byte[] b = record.bytes();
        int from = columnFrom;
        for (int skip = index; skip > 0 && from <= columnTo; skip--) {
            while (from < columnTo && b[from] != ':') from++;
            from++;
        }
        int at = sample * perSample;
        if (from > columnTo) { // trailing fields may be left out
            for (int i = 0; i < perSample; i++) out[at + i] = Float.NaN;
            return;
        }
        int to = from;
        while (to < columnTo && b[to] != ':') to++;
        if (to - from == 1 && b[from] == '.') {
            for (int i = 0; i < perSample; i++) out[at + i] = Float.NaN;
            return;
        }
        int i = 0;
        for (int p = from; p <= to; i++) {
            int start = p;
            while (p < to && b[p] != ',') p++;
            if (i < expected) out[at + i] = number(key, sample, start, p);
            p++;
        }
        if (i != expected) throw malformed(key, sample, from, to, expected + " numbers");
        for (; i < perSample; i++) out[at + i] = Float.NaN;
    }

    private float number(String key, int sample, int from, int to) {
        byte[] b = record.bytes();
        if (to - from == 1 && b[from] == '.') return Float.NaN;
        int value = 0;
        int digits = 0;
        int point = -1;
        for (int p = from; p < to; p++) {
            int digit = b[p] - '0';
            if (digit >= 0 && digit <= 9) {
                if (++digits > MAX_DIGITS) return slowNumber(key, sample, from, to);
                value = 10 * value + digit;
            } else if (b[p] == '.' && point < 0) {
                point = digits;
            } else {
                return slowNumber(key, sample, from, to);
            }
        }
        if (digits == 0) throw malformed(key, sample, from, to, "a number or '.'");
        return point < 0 ? value : (float) (value / (double) POWERS_OF_TEN[digits - point]);
    }

    /** Numbers with a sign, an exponent or many digits. */
    private float slowNumber(String key, int sample, int from, int to) {
        if (isNumber(record.bytes(), from, to)) return Float.parseFloat(record.text(from, to));
        throw malformed(key, sample, from, to, "a number or '.'");
    }

    /** Whether bytes are {@code [-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?}. */
    static boolean isNumber(byte[] b, int from, int to) {
        int p = afterSign(b, from, to);
        int point = afterDigits(b, p, to);
        int end = point < to && b[point] == '.' ? afterDigits(b, point + 1, to) : point;
        int digits = end - p - (end > point ? 1 : 0);
        if (digits == 0) return false;
        if (end == to) return true;
        if ((b[end] | 0x20) != 'e') return false;
        int exponent = afterSign(b, end + 1, to);
        int length = to - exponent;
        return length >= 1 && length <= 4 && afterDigits(b, exponent, to) == to;
    }

    private static int afterSign(byte[] b, int from, int to) {
        return from < to && (b[from] == '-' || b[from] == '+') ? from + 1 : from;
    }

    private static int afterDigits(byte[] b, int from, int to) {
        int p = from;
        while (p < to && b[p] >= '0' && b[p] <= '9') p++;
        return p;
    }

    private InputException malformed(String key, int sample, int from, int to, String expected) {
        return record.error(
                key + " of sample " + record.samples().name(sample) + " is malformed",
                VcfFileHeader.quote(record.text(from, to)),
                expected,
                "correct or drop the record, or write the file again");
    }
}
