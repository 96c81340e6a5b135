package org.haprag.io;

import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;

/**
 * How many haplotypes each sample of a file has: as many as its first call with an allele. A call that is missing in full says
 * nothing of it, as programs write {@code ./.} for haploids and {@code .} for diploids, too.
 */
final class Ploidies {
    /** So far a file is looked through for a call of each sample. */
    static final int MOST_BYTES = 1 << 26;

    private static final int UNKNOWN = 0;

    private final int[] ploidies;
    private int unknown;
    private boolean anyDiploid;

    Ploidies(int samples) {
        ploidies = new int[samples];
        unknown = samples;
    }

    /** Whether a call of each sample was seen. */
    boolean complete() {
        return unknown == 0;
    }

    /** Takes in a call. @param alleles how many it has, at least one of them known */
    void see(int sample, int alleles) {
        if (ploidies[sample] != UNKNOWN) return;
        ploidies[sample] = alleles == 1 ? 1 : 2;
        anyDiploid |= alleles != 1;
        unknown--;
    }

    /** Whether each sample of which a call was seen has as many haplotypes there. */
    boolean fit(Haplotypes others) {
        for (int s = 0; s < ploidies.length; s++) {
            if (ploidies[s] != UNKNOWN && ploidies[s] != others.ploidy(s)) return false;
        }
        return true;
    }

    /** What was seen; samples without a call are diploid, or haploid where all others are. */
    Haplotypes haplotypes() {
        if (!anyDiploid && unknown < ploidies.length) return Haplotypes.of(filled(1));
        return unknown == ploidies.length ? Haplotypes.diploid(ploidies.length) : Haplotypes.of(filled(2));
    }

    private int[] filled(int ofUnknown) {
        int[] out = ploidies.clone();
        for (int s = 0; s < out.length; s++) if (out[s] == UNKNOWN) out[s] = ofUnknown;
        return out;
    }

    /**
     * What the user is told of a call with another number of alleles than the sample's first one.
     *
     * @param where names the record
     * @param call as the file has it
     */
    static InputException changed(String where, String sample, String call, int ploidy) {
        return new InputException(
                where,
                "the number of alleles of sample " + sample + " changes within what is read",
                VcfFileHeader.quote(call),
                ploidy == 1 ? "one allele, as in its first call" : "two alleles, as in its first call",
                "where this is the border of a pseudo-autosomal region, take one side at a time with --region, and join the"
                        + " outputs with imputer ligate; elsewhere bcftools +fixploidy makes calls alike");
    }

    /** What the user is told of a call with more than two alleles. */
    static InputException tooMany(String where, String sample, String call) {
        return new InputException(
                where,
                "a call of sample " + sample + " has more than two alleles",
                VcfFileHeader.quote(call),
                "one allele or two: the model of copying is one of haploid and diploid samples",
                "leave polyploid samples out (bcftools view -s ^SAMPLE); copy numbers are no genotypes");
    }
}
