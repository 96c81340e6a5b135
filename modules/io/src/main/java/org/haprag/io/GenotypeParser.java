package org.haprag.io;

import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;

/**
 * Turns the GT fields of one record into allele codes; knows every form of GT that VCF 4.1 to 4.5 allow for haploid and diploid
 * samples.
 */
final class GenotypeParser {
    private static final int MAX_ALLELE = Byte.MAX_VALUE;

    private final RecordLine record;
    private final Haplotypes haplotypes;
    private final boolean[] unphasedSamples;
    private final int[] phaseSets;
    private int firstUnphased;

    // the call that was parsed last
    private int firstAllele;
    private int secondAllele;
    private int alleles;
    private boolean unphased;

    /** @param haplotypes of the record's samples */
    GenotypeParser(RecordLine record, Haplotypes haplotypes) {
        this.record = record;
        this.haplotypes = haplotypes;
        this.unphasedSamples = new boolean[haplotypes.sampleCount()];
        this.phaseSets = new int[haplotypes.sampleCount()];
    }

    /** Sample with the first unphased heterozygous (or half-missing) call of the record, -1 if there is none. */
    int firstUnphased() {
        return firstUnphased;
    }

    /** Whether a sample's call is heterozygous (or half-missing) and unphased. */
    boolean unphased(int sample) {
        return unphasedSamples[sample];
    }

    /** Whether the record has genotypes at all. */
    boolean present() {
        return genotypeIndex() >= 0;
    }

    /** The number of the phase set (PS) of a sample's call; 0 where the record does not name one. */
    int phaseSet(int sample) {
        return phaseSets[sample];
    }

    /** @param out (haplotypes) codes: 0 REF, i the i-th ALT, -1 missing */
    void parse(byte[] out) {
        int gt = genotypeIndex();
        if (gt < 0)
            throw record.error(
                    "the record has no genotypes",
                    "FORMAT " + VcfFileHeader.quote(record.column(RecordLine.FORMAT)),
                    "FORMAT with GT",
                    "drop the record, or use a file with called genotypes");
        firstUnphased = -1;
        int phaseSet = record.formatIndex("PS");
        int localAlleles = record.formatIndex("GT") < 0 ? record.formatIndex("LAA") : -1;
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
            if (localAlleles >= 0) {
                firstAllele = global(firstAllele, s, from, to, localAlleles);
                secondAllele = global(secondAllele, s, from, to, localAlleles);
            }
            int first = haplotypes.first(s);
            int last = haplotypes.end(s) - 1;
            if (last - first + 1 != alleles && (firstAllele & secondAllele) >= 0) {
                throw Ploidies.changed(
                        record.where(), record.samples().name(s), record.text(from, to), last - first + 1);
            }
            out[first] = (byte) firstAllele;
            out[last] = (byte) secondAllele;
            phaseSets[s] = phaseSet < 0 ? 0 : phaseSet(from, to, phaseSet);
            unphasedSamples[s] = unphased && firstAllele != secondAllele;
            if (unphasedSamples[s] && firstUnphased < 0) firstUnphased = s;
        }
        if (p <= end) throw record.tooManyColumns();
    }

    /** Where the genotype stands in FORMAT: GT, or LGT of VCF 4.5, which counts the alleles that LAA of the sample lists. */
    private int genotypeIndex() {
        int gt = record.formatIndex("GT");
        return gt >= 0 || record.formatIndex("LAA") < 0 ? gt : record.formatIndex("LGT");
    }

    /** By number; what is no number counts by the hash of its text. */
    private int phaseSet(int columnFrom, int columnTo, int index) {
        byte[] b = record.bytes();
        int from = columnFrom;
        for (int skip = index; skip > 0; skip--) {
            while (from < columnTo && b[from] != ':') from++;
            if (from++ >= columnTo) return 0;
        }
        int to = from;
        while (to < columnTo && b[to] != ':') to++;
        return PhaseSetText.number(b, from, to);
    }

    /** The code of an allele that is one of those which a sample lists. @param laa where its list stands in FORMAT */
    private int global(int local, int sample, int columnFrom, int columnTo, int laa) {
        if (local <= 0) return local;
        String[] fields = record.text(columnFrom, columnTo).split(":", -1);
        String[] listed = laa < fields.length ? fields[laa].split(",") : new String[0];
        String code = local <= listed.length ? listed[local - 1] : "";
        int global = code.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(code) : 0;
        if (global >= 1 && global <= Math.min(record.altCount(), MAX_ALLELE)) return global;
        throw malformed(sample, columnFrom, columnTo, "LGT of alleles that LAA lists, and LAA of numbers of ALTs");
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
        alleles = 2;
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
        boolean prefixed = to - from > 1 && (b[from] == '|' || b[from] == '/');
        unphased = prefixed && b[from] == '/'; // since VCF 4.4 the first allele's phase may be told, too
        if (prefixed) from++;
        int separator = from;
        while (separator < to && b[separator] != '|' && b[separator] != '/') separator++;
        firstAllele = allele(sample, from, separator, alts, columnTo);
        alleles = separator < to ? 2 : 1;
        secondAllele = firstAllele;
        if (alleles == 1) return;
        unphased |= b[separator] == '/';
        for (int p = separator + 1; p < to; p++) {
            if (b[p] == '|' || b[p] == '/')
                throw Ploidies.tooMany(
                        record.where(), record.samples().name(sample), record.text(columnFrom, columnTo));
        }
        secondAllele = allele(sample, separator + 1, to, alts, columnTo);
    }

    /** Whether the calls of the record have as many alleles as the samples have haplotypes. */
    boolean fits() {
        Ploidies here = new Ploidies(haplotypes.sampleCount());
        survey(here);
        return here.fit(haplotypes);
    }

    /** Tells how many alleles the calls of the record have; what is malformed is left to {@link #parse}. */
    void survey(Ploidies ploidies) {
        int gt = genotypeIndex();
        if (gt < 0) return;
        byte[] b = record.bytes();
        int end = record.end();
        int p = record.callsStart();
        for (int s = 0; s < record.samples().count() && p <= end; s++, p++) {
            int fields = 0;
            int separators = 0;
            boolean known = false;
            int from = p;
            for (; p < end && b[p] != '\t'; p++) {
                if (b[p] == ':') {
                    fields++;
                    if (fields <= gt) from = p + 1;
                } else if (fields == gt) {
                    if (p > from && (b[p] == '|' || b[p] == '/')) separators++;
                    known |= b[p] >= '0' && b[p] <= '9';
                }
            }
            if (known) ploidies.see(s, separators + 1);
        }
    }

    private int allele(int sample, int from, int to, int alts, int callEnd) {
        byte[] b = record.bytes();
        if (to - from == 1 && b[from] == '.') return -1;
        int code = 0;
        for (int p = from; p < to; p++) {
            int digit = b[p] - '0';
            if (digit < 0 || digit > 9 || p - from > 4)
                throw malformed(sample, from, callEnd, "a call such as 0|1, or 1 of a haploid sample");
            code = 10 * code + digit;
        }
        if (from == to) throw malformed(sample, from, callEnd, "a call such as 0|1, or 1 of a haploid sample");
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
                "correct or drop the record: bcftools view finds it at " + record.contig() + ":" + record.pos());
    }
}
