package org.haprag.io;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Site;

/** Turns the numbers of an imputed record into its line. Stateless, shared by the threads. */
final class RecordFormat {
    /** "127|127" */
    private static final int GT_CHARS = 7;

    private final int samples;
    private final Set<OutputField> fields;
    private final String formatColumn;

    RecordFormat(int samples, Set<OutputField> fields) {
        this.samples = samples;
        this.fields = Set.copyOf(fields);
        this.formatColumn = Arrays.stream(OutputField.values())
                .filter(f -> f != OutputField.LDS && fields.contains(f))
                .map(Enum::name)
                .collect(Collectors.joining(":"));
    }

    boolean writes(OutputField field) {
        return fields.contains(field);
    }

    int probabilityCount(Site site) {
        return 2 * samples * site.alts().size();
    }

    int gpCount(Site site) {
        return samples * GenotypeOrder.count(2, site.alts().size());
    }

    int codeCount() {
        return writes(OutputField.GT) ? 2 * samples : 0;
    }

    /** Appends the line of a record; each array is read from its offset on, gp and lds may be null. NaN in p: a sample has no call. */
    void record(
            TextBlock out,
            Site site,
            String info,
            float[] p,
            int pAt,
            float[] gp,
            int gpAt,
            byte[] gt,
            int gtAt,
            float[] lds) {
        int alts = site.alts().size();
        out.beginRecord(site.contig(), site.pos(), site.pos() + site.ref().length() - 1);
        out.append(site.contig() + "\t" + site.pos() + "\t" + site.id() + "\t" + site.ref() + "\t"
                + String.join(",", site.alts()) + "\t.\tPASS\t" + info + "\t" + formatColumn
                + (lds == null ? "" : ":LDS"));
        out.ensure(Math.multiplyExact(samples, charsPerSample(alts)) + 1);
        boolean withGt = writes(OutputField.GT);
        boolean withDs = writes(OutputField.DS);
        boolean withGp = writes(OutputField.GP);
        boolean withHds = writes(OutputField.HDS);
        GenotypeOrder genotypes = GenotypeOrder.diploid(alts);
        for (int s = 0; s < samples; s++) {
            if (Float.isNaN(p[pAt + 2 * s])) {
                missing(out);
                continue;
            }
            int separator = '\t';
            if (withGt) {
                out.put(separator);
                out.putCode(gt[gtAt + 2 * s]);
                out.put('|');
                out.putCode(gt[gtAt + 2 * s + 1]);
                separator = ':';
            }
            if (withDs) {
                dosages(out, separator, p, pAt + 2 * s, alts);
                separator = ':';
            }
            if (withGp) {
                if (gp == null) products(out, separator, p, pAt + 2 * s, genotypes, alts);
                else given(out, separator, gp, gpAt + genotypes.count() * s, genotypes.count());
                separator = ':';
            }
            if (withHds) haplotypes(out, separator, p, pAt + 2 * s, alts);
            if (lds != null) haplotypes(out, ':', lds, 2 * s, alts);
        }
        out.put('\n');
    }

    /** Each field of a sample without a call. */
    private void missing(TextBlock out) {
        out.put('\t');
        for (int field = 0; field < fields.size(); field++) {
            if (field > 0) out.put(':');
            out.put('.');
            if (field > 0 || !writes(OutputField.GT)) continue;
            out.put('|');
            out.put('.');
        }
    }

    private int charsPerSample(int alts) {
        int numbers = (writes(OutputField.DS) ? alts : 0)
                + (writes(OutputField.GP) ? GenotypeOrder.count(2, alts) : 0)
                + (writes(OutputField.HDS) ? 2 * alts : 0)
                + (writes(OutputField.LDS) ? 2 * alts : 0);
        return 1 + GT_CHARS + numbers * (1 + Thousandths.MAX_CHARS);
    }

    private void dosages(TextBlock out, int first, float[] p, int at, int alts) {
        int separator = first;
        for (int a = 0, i = at; a < alts; a++, i += 2 * samples) {
            out.put(separator);
            out.putPacked(Thousandths.packed(p[i] + p[i + 1]));
            separator = ',';
        }
    }

    private void haplotypes(TextBlock out, int first, float[] p, int at, int alts) {
        int separator = first;
        for (int a = 0, i = at; a < alts; a++, i += 2 * samples) {
            out.put(separator);
            out.putPacked(Thousandths.packed(p[i]));
            out.put(',');
            out.putPacked(Thousandths.packed(p[i + 1]));
            separator = ',';
        }
    }

    private static void given(TextBlock out, int first, float[] gp, int at, int genotypes) {
        int separator = first;
        for (int g = 0; g < genotypes; g++) {
            out.put(separator);
            out.putPacked(Thousandths.packed(gp[at + g]));
            separator = ',';
        }
    }

    /** Genotype j/k has the probability of j on one haplotype and k on the other. */
    private void products(TextBlock out, int first, float[] p, int at, GenotypeOrder genotypes, int alts) {
        int separator = first;
        for (int g = 0; g < genotypes.count(); g++) {
            int j = genotypes.lower(g);
            int k = genotypes.higher(g);
            float both = allele(p, at, j, alts) * allele(p, at + 1, k, alts);
            if (j != k) both += allele(p, at, k, alts) * allele(p, at + 1, j, alts);
            out.put(separator);
            out.putPacked(Thousandths.packed(both));
            separator = ',';
        }
    }

    private float allele(float[] p, int at, int allele, int alts) {
        if (allele > 0) return p[at + (allele - 1) * 2 * samples];
        float ref = 1;
        for (int a = 0; a < alts; a++) ref -= p[at + a * 2 * samples];
        return Math.max(0, ref);
    }
}
