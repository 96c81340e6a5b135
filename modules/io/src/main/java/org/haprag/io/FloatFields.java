package org.haprag.io;

import org.haprag.genotype.InputException;

/** Numbers of a FORMAT key, such as DS or GP, of all samples of one record. */
final class FloatFields {
    private static final float[] POWERS_OF_TEN = {1, 10, 100, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f};

    /** So many digits of a decimal fit an int. */
    private static final int MAX_DIGITS = 9;

    private final RecordLine record;

    FloatFields(RecordLine record) {
        this.record = record;
    }

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
        for (int s = 0; s < samples; s++) {
            if (p > end) throw record.tooFewColumns(s);
            int from = p;
            while (p < end && b[p] != '\t') p++;
            field(key, s, index, from, p, out, perSample);
            p++;
        }
        if (p <= end) throw record.tooManyColumns();
    }

    private void field(String key, int sample, int index, int columnFrom, int columnTo, float[] out, int perSample) {
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
            if (i < perSample) out[at + i] = number(key, sample, start, p);
            p++;
        }
        if (i != perSample) throw malformed(key, sample, from, to, perSample + " numbers");
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
                "mend or drop the record, or write the file again");
    }
}
