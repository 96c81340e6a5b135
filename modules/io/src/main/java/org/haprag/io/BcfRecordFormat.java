package org.haprag.io;

import java.util.List;
import java.util.Set;
import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;

/** Turns imputed sites into records of BCF 2.2, which say what the lines of {@link RecordFormat} say, to the same digits. */
final class BcfRecordFormat implements RecordEncoder {
    private static final byte[] MAGIC = {'B', 'C', 'F', 2, 2};

    /** The highest allele code that fits a byte of GT. */
    private static final int MOST_BYTE_ALLELE = (Byte.MAX_VALUE >> 1) - 1;

    private static final byte MISSING_BYTE = (byte) 0x80;
    private static final byte BYTE_END = (byte) 0x81;
    private static final int SHORT_END = 0x8001;

    private final String header;
    private final BcfDictionary dictionary;
    private final Set<OutputField> fields;

    BcfRecordFormat(ImputedVcfHeader header) {
        this.dictionary = BcfDictionary.of(header.text().lines().toList());
        this.header = String.join("\n", dictionary.numberedLines()) + "\n\0";
        this.fields = header.fields();
    }

    @Override
    public RecordIndex index() {
        return CsiIndex.ofBcf(dictionary.contigs());
    }

    @Override
    public void header(TextBlock out) {
        byte[] text = RawText.encode(header);
        out.append(MAGIC);
        out.ensure(Integer.BYTES);
        out.putInt32(text.length);
        out.append(text);
    }

    @Override
    public void record(TextBlock out, ImputedSite imputed) {
        Site site = imputed.site();
        out.beginRecord(site.contig(), site.pos(), site.endBp());
        int start = out.length();
        out.ensure(8);
        out.putInt32(0);
        out.putInt32(0);
        shared(out, imputed);
        int ofSamples = out.length();
        formats(out, imputed);
        out.setInt32(start, ofSamples - start - 8);
        out.setInt32(start + 4, out.length() - ofSamples);
    }

    private void shared(TextBlock out, ImputedSite imputed) {
        Site site = imputed.site();
        int alts = site.alts().size();
        boolean r2 = imputed.r2().isPresent();
        boolean er2 =
                imputed.leftOut().isPresent() && imputed.leftOut().get().r2().isPresent();
        boolean longer = site.endBp() >= site.pos() + site.ref().length();
        int infos = (longer ? 4 : 3) + (r2 ? 1 : 0) + (er2 ? 1 : 0);
        out.ensure(64 + 16 * alts);
        out.putInt32(dictionary.contigs().indexOf(site.contig()));
        out.putInt32(site.pos() - 1);
        out.putInt32(site.endBp() - site.pos() + 1);
        out.putInt32(BcfValue.MISSING_FLOAT);
        out.putInt32(alts + 1 << 16 | infos);
        out.putInt32(formatCount(imputed) << 24 | imputed.genotypes().sampleCount());
        text(out, site.id().equals(".") ? "" : site.id());
        text(out, site.ref());
        site.alts().forEach(alt -> text(out, alt));
        out.ensure(64 + 16 * alts);
        type(out, 1, BcfValue.INT8);
        out.put(0); // PASS
        if (longer) {
            key(out, "END");
            integer(out, site.endBp());
        }
        key(out, "AF");
        type(out, alts, BcfValue.FLOAT);
        for (int a = 0; a < alts; a++) number(out, imputed.frequency(a));
        key(out, "MAF");
        type(out, alts, BcfValue.FLOAT);
        for (int a = 0; a < alts; a++) {
            number(out, Math.min(imputed.frequency(a), 1 - imputed.frequency(a)));
        }
        if (r2) {
            key(out, "R2");
            type(out, 1, BcfValue.FLOAT);
            number(out, imputed.r2().getAsDouble());
        }
        if (er2) {
            key(out, "ER2");
            type(out, 1, BcfValue.FLOAT);
            number(out, imputed.leftOut().get().r2().getAsDouble());
        }
        key(out, imputed.origin().name());
        out.put(0); // a flag
    }

    /** With the decimals that VCF has. */
    private static void number(TextBlock out, double value) {
        out.putInt32(Float.floatToRawIntBits(Float.parseFloat(InfoColumn.number(value))));
    }

    private static void text(TextBlock out, String text) {
        byte[] bytes = RawText.encode(text);
        out.ensure(8);
        type(out, bytes.length, BcfValue.CHAR);
        out.append(bytes);
    }

    /** The type of so many values. */
    private static void type(TextBlock out, int length, int type) {
        if (length < BcfValue.LONG_LENGTH) {
            out.put(length << 4 | type);
            return;
        }
        out.put(BcfValue.LONG_LENGTH << 4 | type);
        integer(out, length);
    }

    private static void integer(TextBlock out, int value) {
        if (value <= Byte.MAX_VALUE) {
            out.put(1 << 4 | BcfValue.INT8);
            out.put(value);
        } else if (value <= Short.MAX_VALUE) {
            out.put(1 << 4 | BcfValue.INT16);
            out.putInt16(value);
        } else {
            out.put(1 << 4 | BcfValue.INT32);
            out.putInt32(value);
        }
    }

    private void key(TextBlock out, String key) {
        integer(out, dictionary.keyNumber(key));
    }

    private int formatCount(ImputedSite imputed) {
        int count = fields.size();
        if (fields.contains(OutputField.LDS) && imputed.leftOut().isEmpty()) count--;
        if (imputed.phase().isPresent()) return count;
        for (OutputField field : List.of(OutputField.PQ, OutputField.PS, OutputField.FL)) {
            if (fields.contains(field)) count--;
        }
        return count;
    }

    private void formats(TextBlock out, ImputedSite imputed) {
        ImputedGenotypes genotypes = imputed.genotypes();
        Haplotypes haplotypes = genotypes.haplotypes();
        int alts = imputed.site().alts().size();
        int ploidy = haplotypes.count() > haplotypes.sampleCount() ? 2 : 1;
        if (fields.contains(OutputField.GT)) genotypes(out, genotypes, alts, ploidy);
        if (fields.contains(OutputField.DS)) {
            begin(out, OutputField.DS, alts, haplotypes.sampleCount());
            dosages(out, genotypes, alts);
        }
        if (fields.contains(OutputField.GP)) {
            int room = GenotypeOrder.count(ploidy, alts);
            begin(out, OutputField.GP, room, haplotypes.sampleCount());
            posteriors(out, genotypes, alts, room);
        }
        if (fields.contains(OutputField.HDS)) {
            begin(out, OutputField.HDS, ploidy * alts, haplotypes.sampleCount());
            haplotypes(out, genotypes, genotypes::altProbability, alts, ploidy);
        }
        if (imputed.leftOut().isPresent()) {
            begin(out, OutputField.LDS, ploidy * alts, haplotypes.sampleCount());
            haplotypes(out, genotypes, imputed.leftOut().get()::altProbability, alts, ploidy);
        }
        imputed.phase().ifPresent(phase -> phase(out, phase, haplotypes.sampleCount()));
    }

    private void phase(TextBlock out, ImputedSite.PhaseCalls phase, int samples) {
        if (fields.contains(OutputField.PQ)) {
            beginBytes(out, OutputField.PQ, samples);
            for (int s = 0; s < samples; s++) {
                byte quality = phase.quality(s);
                out.put(quality == ImputedSite.PhaseCalls.NO_QUALITY ? MISSING_BYTE : quality);
            }
        }
        if (fields.contains(OutputField.PS)) {
            out.ensure(Math.addExact(16, Math.multiplyExact(4, samples)));
            key(out, OutputField.PS.name());
            type(out, 1, BcfValue.INT32);
            for (int s = 0; s < samples; s++) {
                int set = phase.set(s);
                out.putInt32(set == ImputedSite.PhaseCalls.NO_SET ? BcfValue.MISSING : set);
            }
        }
        if (fields.contains(OutputField.FL)) {
            beginBytes(out, OutputField.FL, samples);
            for (int s = 0; s < samples; s++) out.put(phase.filled(s) ? 1 : 0);
        }
    }

    /** The key and type of a field of one byte a sample, and room for them. */
    private void beginBytes(TextBlock out, OutputField field, int samples) {
        out.ensure(Math.addExact(16, samples));
        key(out, field.name());
        type(out, 1, BcfValue.INT8);
    }

    /** The key and type of a field of floats, and room for them. */
    private void begin(TextBlock out, OutputField field, int perSample, int samples) {
        out.ensure(Math.addExact(16, Math.multiplyExact(4 * perSample, samples)));
        key(out, field.name());
        type(out, perSample, BcfValue.FLOAT);
    }

    private void genotypes(TextBlock out, ImputedGenotypes genotypes, int alts, int ploidy) {
        Haplotypes haplotypes = genotypes.haplotypes();
        boolean bytes = alts <= MOST_BYTE_ALLELE;
        out.ensure(Math.addExact(16, Math.multiplyExact(2 * ploidy, haplotypes.sampleCount())));
        key(out, OutputField.GT.name());
        type(out, ploidy, bytes ? BcfValue.INT8 : BcfValue.INT16);
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            int first = haplotypes.first(s);
            int end = haplotypes.end(s);
            for (int h = first; h < first + ploidy; h++) {
                int value = (h < end ? genotypes.allele(h) + 1 << 1 : 0) | (h > first && genotypes.phased(s) ? 1 : 0);
                if (bytes) out.put(h < end ? value : BYTE_END);
                else out.putInt16(h < end ? value : SHORT_END);
            }
        }
    }

    private static void dosages(TextBlock out, ImputedGenotypes genotypes, int alts) {
        Haplotypes haplotypes = genotypes.haplotypes();
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            if (!genotypes.called(s)) {
                none(out, alts);
                continue;
            }
            for (int a = 0; a < alts; a++) {
                float dosage = 0;
                for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) dosage += genotypes.altProbability(a, h);
                out.putInt32(Thousandths.bits(dosage));
            }
        }
    }

    private static void posteriors(TextBlock out, ImputedGenotypes genotypes, int alts, int room) {
        Haplotypes haplotypes = genotypes.haplotypes();
        GenotypeOrder haploid = GenotypeOrder.haploid(alts);
        GenotypeOrder diploid = GenotypeOrder.diploid(alts);
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            if (!genotypes.called(s)) {
                none(out, room);
                continue;
            }
            GenotypeOrder order = haplotypes.ploidy(s) == 1 ? haploid : diploid;
            for (int g = 0; g < order.count(); g++) {
                out.putInt32(Thousandths.bits(genotypes.posterior(s, order.lower(g), order.higher(g))));
            }
            pad(out, room - order.count());
        }
    }

    /** P(a haplotype carries an ALT). */
    @FunctionalInterface
    private interface AltProbability {
        float of(int alt, int haplotype);
    }

    private static void haplotypes(
            TextBlock out, ImputedGenotypes genotypes, AltProbability probability, int alts, int ploidy) {
        Haplotypes haplotypes = genotypes.haplotypes();
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            if (!genotypes.called(s)) {
                none(out, ploidy * alts);
                continue;
            }
            for (int a = 0; a < alts; a++) {
                for (int h = haplotypes.first(s); h < haplotypes.end(s); h++) {
                    out.putInt32(Thousandths.bits(probability.of(a, h)));
                }
            }
            pad(out, (ploidy - haplotypes.ploidy(s)) * alts);
        }
    }

    /** A field of a sample without a call. */
    private static void none(TextBlock out, int room) {
        out.putInt32(BcfValue.MISSING_FLOAT);
        pad(out, room - 1);
    }

    private static void pad(TextBlock out, int count) {
        for (int i = 0; i < count; i++) out.putInt32(BcfValue.END_OF_VECTOR_FLOAT);
    }
}
