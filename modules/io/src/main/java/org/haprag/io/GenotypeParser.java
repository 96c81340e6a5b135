package org.haprag.io;

import java.util.Set;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;

/** Turns the GT fields of one record into allele codes; knows every form of GT that VCF 4.1 to 4.4 allow for diploids. */
final class GenotypeParser {
    /** Here males, and mitochondria, have one copy, and VCFs say so by calls of one allele. */
    private static final Set<String> HAPLOID_CONTIGS = Set.of("X", "Y", "MT", "23", "24", "26");

    private static final int MAX_ALLELE = Byte.MAX_VALUE;

    private final RecordLine record;
    private final Haplotypes haplotypes;
    private final boolean[] unphasedSamples;
    private int firstUnphased;

    // the call that was parsed last
    private int firstAllele;
    private int secondAllele;
    private boolean unphased;

    /** @param haplotypes of the record's samples; a haploid one's call counts by its last allele */
    GenotypeParser(RecordLine record, Haplotypes haplotypes) {
        this.record = record;
        this.haplotypes = haplotypes;
        this.unphasedSamples = new boolean[haplotypes.sampleCount()];
    }

    /** Sample with the first unphased heterozygous (or half-missing) call of the record, -1 if there is none. */
    int firstUnphased() {
        return firstUnphased;
    }

    /** Whether a sample's call is heterozygous (or half-missing) and unphased. */
    boolean unphased(int sample) {
        return unphasedSamples[sample];
    }

    /** @param out (haplotypes) codes: 0 REF, i the i-th ALT, -1 missing */
    void parse(byte[] out) {
        int gt = record.formatIndex("GT");
        if (gt < 0)
            throw record.error(
                    "the record has no genotypes",
                    "FORMAT " + VcfFileHeader.quote(record.column(RecordLine.FORMAT)),
                    "FORMAT with GT",
                    "drop the record, or use a file with called genotypes");
        firstUnphased = -1;
        byte[] b = record.bytes();
        int end = record.end();
        int p = record.callsStart();
        int samples = record.samples().count();
        int alts = record.altCount();
        for (int s = 0; s < samples; s++) {
            if (p > end) throw record.tooFewColumns(s);
            int from = p;
            while (p < end && b[p] != '\t') p++;
            int to = p++;
            if (!simple(b, from, to, gt, alts)) call(s, from, to, gt, alts);
            out[haplotypes.first(s)] = (byte) firstAllele;
            out[haplotypes.end(s) - 1] = (byte) secondAllele;
            unphasedSamples[s] = unphased && firstAllele != secondAllele;
            if (unphasedSamples[s] && firstUnphased < 0) firstUnphased = s;
        }
        if (p <= end) throw record.tooManyColumns();
    }

    /** Calls of one digit on both sides, where GT comes first: nearly all there are. */
    private boolean simple(byte[] b, int from, int to, int gt, int alts) {
        if (gt != 0 || to - from < 3 || (to - from > 3 && b[from + 3] != ':')) return false;
        int first = b[from] - '0';
        int second = b[from + 2] - '0';
        int most = Math.min(alts, 9);
        if (first < 0 || first > most || second < 0 || second > most) return false;
        byte separator = b[from + 1];
        if (separator != '|' && separator != '/') return false;
        unphased = separator == '/';
        firstAllele = first;
        secondAllele = second;
        return true;
    }

    private void call(int sample, int columnFrom, int columnTo, int gt, int alts) {
        byte[] b = record.bytes();
        int from = columnFrom;
        for (int skip = gt; skip > 0; skip--) {
            while (from < columnTo && b[from] != ':') from++;
            if (from == columnTo) throw malformed(sample, columnFrom, columnTo, "as many fields as FORMAT up to GT");
            from++;
        }
        int to = from;
        while (to < columnTo && b[to] != ':') to++;
        if (to - from > 1 && (b[from] == '|' || b[from] == '/'))
            from++; // VCF 4.4 may say the phase of the first allele
        int separator = from;
        while (separator < to && b[separator] != '|' && b[separator] != '/') separator++;
        firstAllele = allele(sample, from, separator, alts, columnTo);
        unphased = separator < to && b[separator] == '/';
        secondAllele = separator < to ? allele(sample, separator + 1, to, alts, columnTo) : single(sample, from, to);
    }

    /** The second allele of a call that has only one: missing with the first, or the same on a haploid contig. */
    private int single(int sample, int from, int to) {
        if (firstAllele < 0) return firstAllele;
        if (!HAPLOID_CONTIGS.contains(Contigs.plain(record.contig()))) {
            throw malformed(sample, from, to, "two alleles, such as 0|1 (haploid calls are read on X, Y and MT only)");
        }
        return firstAllele;
    }

    private int allele(int sample, int from, int to, int alts, int callEnd) {
        byte[] b = record.bytes();
        if (to - from == 1 && b[from] == '.') return -1;
        int code = 0;
        for (int p = from; p < to; p++) {
            int digit = b[p] - '0';
            if (digit < 0 || digit > 9 || p - from > 4)
                throw malformed(sample, from, callEnd, "a diploid call such as 0|1, or .|.");
            code = 10 * code + digit;
        }
        if (from == to) throw malformed(sample, from, callEnd, "a diploid call such as 0|1, or .|.");
        if (code > alts)
            throw malformed(
                    sample, from, callEnd, "allele codes 0 to " + alts + ", as the record has " + alts + " ALT");
        if (code > MAX_ALLELE) throw malformed(sample, from, callEnd, "at most " + MAX_ALLELE + " ALT alleles");
        return code;
    }

    private InputException malformed(int sample, int from, int to, String expected) {
        int start = from;
        while (start > record.callsStart() && record.bytes()[start - 1] != '\t') start--;
        return record.error(
                "GT of sample " + record.samples().name(sample) + " is malformed",
                VcfFileHeader.quote(record.text(start, to)),
                expected,
                "mend or drop the record: bcftools view finds it at " + record.contig() + ":" + record.pos());
    }
}
