package org.haprag.io;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;

/**
 * Turns imputed sites into variants of BGEN 1.2 (https://www.chg.ox.ac.uk/~gav/bgen_format, layout 2, zlib). The first allele is
 * REF. One a thread.
 */
final class BgenRecordFormat {
    private static final int LEVEL = 5;

    /** Set in the byte of a sample's ploidy where nothing is known of it. */
    private static final int MISSING = 0x80;

    private final BgenEncoding encoding;
    private final int whole;
    private final Deflater deflater = new Deflater(LEVEL);
    private byte[] plain = new byte[1 << 16];
    private byte[] out = new byte[1 << 16];
    private int plainLength;
    private int length;
    private double[] probabilities = new double[3];
    private int[] units = new int[3];
    private double[] rests = new double[3];

    BgenRecordFormat(BgenEncoding encoding) {
        this.encoding = encoding;
        this.whole = (1 << encoding.precision().bits()) - 1;
    }

    /** The bytes of a variant. A copy. */
    byte[] variant(ImputedSite imputed) {
        length = 0;
        Site site = imputed.site();
        String place = site.contig() + ":" + site.pos() + ":" + site.ref() + ":" + String.join(",", site.alts());
        text(place, 2);
        text(site.id().equals(".") ? place : site.id(), 2);
        text(site.contig(), 2);
        number(site.pos(), 4);
        number(site.alts().size() + 1, 2);
        text(site.ref(), 4);
        site.alts().forEach(alt -> text(alt, 4));
        probabilities(imputed.genotypes(), site.alts().size());
        number(0, 4);
        number(plainLength, 4);
        int from = length;
        deflate();
        int behind = length;
        length = from - 8;
        number(behind - from + 4, 4);
        return Arrays.copyOf(out, behind);
    }

    /** Length-prefixed; what is too long for its length is cut, which only names without use are. */
    private void text(String text, int lengthBytes) {
        byte[] bytes = RawText.encode(text);
        int count = lengthBytes == 2 ? Math.min(bytes.length, 0xFFFF) : bytes.length;
        number(count, lengthBytes);
        ensure(count);
        System.arraycopy(bytes, 0, out, length, count);
        length += count;
    }

    private void number(int value, int bytes) {
        ensure(bytes);
        for (int i = 0; i < bytes; i++) out[length++] = (byte) (value >>> 8 * i);
    }

    private void ensure(int more) {
        if (out.length - length < more) out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
    }

    private void deflate() {
        deflater.reset();
        deflater.setInput(plain, 0, plainLength);
        deflater.finish();
        while (!deflater.finished()) {
            ensure(1 << 12);
            length += deflater.deflate(out, length, out.length - length);
        }
    }

    /** The probabilities of all samples, not yet compressed. */
    private void probabilities(ImputedGenotypes genotypes, int alts) {
        Haplotypes haplotypes = genotypes.haplotypes();
        int samples = haplotypes.sampleCount();
        boolean phased = encoding.phasing() == BgenEncoding.Phasing.PHASED;
        int perSample = phased ? 2 * alts : GenotypeOrder.count(2, alts) - 1;
        int bytes = encoding.precision().bits() / 8;
        int needed = Math.addExact(10 + samples, Math.multiplyExact(samples, perSample * bytes));
        if (plain.length < needed) plain = new byte[needed];
        int room = GenotypeOrder.count(2, alts);
        if (probabilities.length < room) {
            probabilities = new double[room];
            units = new int[room];
            rests = new double[room];
        }
        plainLength = 0;
        put(samples, 4);
        put(alts + 1, 2);
        put(haplotypes.count() == 2 * samples ? 2 : 1, 1);
        put(haplotypes.count() == samples ? 1 : 2, 1);
        for (int s = 0; s < samples; s++) put(haplotypes.ploidy(s) | (genotypes.called(s) ? 0 : MISSING), 1);
        put(phased ? 1 : 0, 1);
        put(encoding.precision().bits(), 1);
        GenotypeOrder haploid = GenotypeOrder.haploid(alts);
        GenotypeOrder diploid = GenotypeOrder.diploid(alts);
        for (int s = 0; s < samples; s++) {
            if (phased) {
                for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) haplotype(genotypes, s, h, alts, bytes);
            } else {
                genotype(genotypes, s, haplotypes.ploidy(s) == 1 ? haploid : diploid, bytes);
            }
        }
    }

    private void haplotype(ImputedGenotypes genotypes, int sample, int haplotype, int alts, int bytes) {
        boolean called = genotypes.called(sample);
        double ref = 1;
        for (int a = 0; a < alts; a++) {
            probabilities[a + 1] = called ? Math.min(1, Math.max(0, genotypes.altProbability(a, haplotype))) : 0;
            ref -= probabilities[a + 1];
        }
        probabilities[0] = Math.max(0, ref);
        putAllButLast(alts + 1, called, bytes);
    }

    private void genotype(ImputedGenotypes genotypes, int sample, GenotypeOrder order, int bytes) {
        boolean called = genotypes.called(sample);
        for (int g = 0; called && g < order.count(); g++) {
            probabilities[g] = Math.max(0, genotypes.posterior(sample, order.lower(g), order.higher(g)));
        }
        putAllButLast(order.count(), called, bytes);
    }

    /**
     * Puts probabilities as whole numbers of units whose sum is that of 1, each off by less than a unit: as the format has it,
     * what rounding down leaves goes to those that lost most.
     */
    private void putAllButLast(int count, boolean called, int bytes) {
        if (called) round(count);
        for (int i = 0; i < count - 1; i++) put(called ? units[i] : 0, bytes);
    }

    private void round(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) sum += probabilities[i];
        int left = whole;
        for (int i = 0; i < count; i++) {
            double exact = probabilities[i] / sum * whole;
            units[i] = (int) exact;
            rests[i] = exact - units[i];
            left -= units[i];
        }
        for (; left > 0; left--) {
            int most = 0;
            for (int i = 1; i < count; i++) if (rests[i] > rests[most]) most = i;
            units[most]++;
            rests[most] = -1;
        }
    }

    private void put(int value, int bytes) {
        for (int i = 0; i < bytes; i++) plain[plainLength++] = (byte) (value >>> 8 * i);
    }

    /** Frees what the deflater holds outside the heap. */
    void end() {
        deflater.end();
    }
}
