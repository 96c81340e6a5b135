package org.haprag.genotype;

/**
 * The genotypes of a site in the order of VCF's fields with one number a genotype, such as GP (VCF 4.3, section 1.6.2,
 * "Genotype Ordering"): j/k, j at most k, stands at k (k + 1) / 2 + j; the haploid genotype of allele j stands at j.
 */
public final class GenotypeOrder {
    private final byte[] lower;
    private final byte[] higher;
    private final boolean haploid;

    private GenotypeOrder(int ploidy, int alts) {
        haploid = ploidy == 1;
        lower = new byte[count(ploidy, alts)];
        higher = new byte[lower.length];
        for (int k = 0; k <= alts; k++) {
            for (int j = haploid ? k : 0; j <= k; j++) {
                lower[index(j, k)] = (byte) j;
                higher[index(j, k)] = (byte) k;
            }
        }
    }

    /** The genotypes that a sample with two haplotypes can have. */
    public static GenotypeOrder diploid(int alts) {
        return new GenotypeOrder(2, alts);
    }

    /** The genotypes that a sample with one haplotype can have. */
    public static GenotypeOrder haploid(int alts) {
        return new GenotypeOrder(1, alts);
    }

    /** How many genotypes there are with so many haplotypes, 1 or 2, at a site with so many ALT alleles. */
    public static int count(int ploidy, int alts) {
        return ploidy == 1 ? alts + 1 : (alts + 1) * (alts + 2) / 2;
    }

    /** How many genotypes there are. */
    public int count() {
        return lower.length;
    }

    /** Where the genotype of two alleles, in any order, stands; of a haploid genotype both are its one allele. */
    public int index(int allele, int other) {
        return index(haploid ? 1 : 2, allele, other);
    }

    /** As above, with so many haplotypes, 1 or 2: where a genotype stands does not depend on how many ALT alleles there are. */
    public static int index(int ploidy, int allele, int other) {
        int k = Math.max(allele, other);
        return ploidy == 1 ? k : k * (k + 1) / 2 + Math.min(allele, other);
    }

    /** The lower allele code of a genotype: 0 for REF, i for the i-th ALT. */
    public int lower(int genotype) {
        return lower[genotype];
    }

    /** The higher allele code of a genotype. */
    public int higher(int genotype) {
        return higher[genotype];
    }

    /** How many copies of an allele a genotype has. */
    public int copies(int genotype, int allele) {
        int first = lower[genotype] == allele ? 1 : 0;
        return haploid || higher[genotype] != allele ? first : first + 1;
    }
}
