package org.haprag.evaluation.input;

import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.io.AnnotatedSource;

/**
 * The numbers of one record's FORMAT, for records with a certain number of ALT alleles. Each sample has as much room as a
 * diploid needs; a haploid one's numbers are the first of its room.
 */
final class ImputedFields {
    /** What rounding to three decimals may add to a probability. */
    private static final float TOLERANCE = 0.002f;

    private final int alts;
    private final Haplotypes haplotypes;
    private final GenotypeOrder haploid;
    private final GenotypeOrder diploid;
    private final float[] ds;
    private final float[] gp;
    private final float[] hds;
    private final float[] loo;
    private final float[] oneHaplotype;
    private boolean hasDs;
    private boolean hasGp;
    private boolean hasHds;
    private boolean hasAp;
    private boolean hasLoo;

    /** @param haplotypes of all samples of the file */
    ImputedFields(int alts, Haplotypes haplotypes) {
        int samples = haplotypes.sampleCount();
        this.alts = alts;
        this.haplotypes = haplotypes;
        this.haploid = GenotypeOrder.haploid(alts);
        this.diploid = GenotypeOrder.diploid(alts);
        this.ds = new float[alts * samples];
        this.gp = new float[diploid.count() * samples];
        this.hds = new float[2 * alts * samples];
        this.loo = new float[2 * alts * samples];
        this.oneHaplotype = new float[alts * samples];
    }

    int alts() {
        return alts;
    }

    void read(AnnotatedSource source) {
        hasDs = read(source, "DS", ds, alts, 2);
        hasGp = read(source, "GP", gp, diploid.count(), 1);
        hasHds = read(source, "HDS", hds, 2 * alts, 1);
        hasAp = !hasHds && source.hasFormat("AP1") && source.hasFormat("AP2");
        if (hasAp) {
            readHaplotype(source, "AP1", 0);
            readHaplotype(source, "AP2", 1);
        }
        hasLoo = read(source, "LDS", loo, 2 * alts, 1);
    }

    private boolean read(AnnotatedSource source, String key, float[] into, int perSample, float most) {
        if (!source.hasFormat(key)) return false;
        source.formatFloats(key, into, perSample);
        for (int i = 0; i < into.length; i++) {
            if (into[i] < -TOLERANCE || into[i] > most + TOLERANCE) {
                throw new InputException(
                        source.where(),
                        key + " of sample " + source.samples().name(i / perSample) + " is out of range",
                        Float.toString(into[i]),
                        "a number from 0 to " + (int) most,
                        "write the file again; probabilities must be plain, not phred-scaled");
            }
        }
        return true;
    }

    private void readHaplotype(AnnotatedSource source, String key, int haplotype) {
        read(source, key, oneHaplotype, alts, 1);
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            if (haplotype >= haplotypes.ploidy(s)) continue;
            for (int a = 0; a < alts; a++) hds[at(s, a) + haplotype] = oneHaplotype[s * alts + a];
        }
    }

    /** Where the numbers of a sample's haplotypes for one ALT allele begin. */
    private int at(int sample, int alt) {
        return 2 * alts * sample + haplotypes.ploidy(sample) * alt;
    }

    private GenotypeOrder genotypes(int sample) {
        return haplotypes.ploidy(sample) == 1 ? haploid : diploid;
    }

    String dosageSource() {
        if (hasDs) return "DS";
        if (hasGp) return "GP";
        if (hasHds) return "HDS";
        return hasAp ? "AP1+AP2" : "GT";
    }

    String posteriorSource() {
        if (hasGp) return "GP";
        if (hasHds) return "HDS";
        return hasAp ? "AP1+AP2" : "";
    }

    /** Whether dosages come from a field other than GT. */
    boolean hasDosages() {
        return hasDs || hasGp || hasHds || hasAp;
    }

    boolean hasPosteriors() {
        return hasGp || hasHds || hasAp;
    }

    /** The dosage of one ALT allele in one sample, NaN if missing. */
    float dosage(int alt, int sample) {
        if (hasDs) return ds[sample * alts + alt];
        if (hasGp) return expected(alt, sample);
        int at = at(sample, alt);
        float sum = 0;
        for (int i = 0; i < haplotypes.ploidy(sample); i++) sum += hds[at + i];
        return sum;
    }

    private float expected(int alt, int sample) {
        float sum = 0;
        GenotypeOrder genotypes = genotypes(sample);
        int at = sample * diploid.count();
        for (int g = 0; g < genotypes.count(); g++) sum += gp[at + g] * genotypes.copies(g, alt + 1);
        return sum;
    }

    /** Probabilities of 0, 1 and 2 copies of one ALT allele in one sample. */
    void posteriors(int alt, int sample, float[] out, int at) {
        if (!hasGp) {
            float p = hds[at(sample, alt)];
            float q = haplotypes.ploidy(sample) == 1 ? 0 : hds[at(sample, alt) + 1];
            out[at] = (1 - p) * (1 - q);
            out[at + 1] = p * (1 - q) + q * (1 - p);
            out[at + 2] = p * q;
            return;
        }
        out[at] = 0;
        out[at + 1] = 0;
        out[at + 2] = 0;
        GenotypeOrder genotypes = genotypes(sample);
        int from = sample * diploid.count();
        for (int g = 0; g < genotypes.count(); g++) out[at + genotypes.copies(g, alt + 1)] += gp[from + g];
    }

    /** Dosages of one ALT allele on each haplotype of all samples; false if the record does not tell. */
    boolean haplotypes(int alt, float[] out) {
        return (hasHds || hasAp) && column(hds, alt, out);
    }

    /** Minimac4's LDS, the dosages had the site not been typed; false if the record has none. */
    boolean leaveOneOut(int alt, float[] out) {
        return hasLoo && column(loo, alt, out);
    }

    private boolean column(float[] values, int alt, float[] out) {
        for (int s = 0; s < haplotypes.sampleCount(); s++) {
            int first = haplotypes.first(s);
            for (int h = first; h < haplotypes.end(s); h++) out[h] = values[at(s, alt) + h - first];
        }
        return true;
    }
}
