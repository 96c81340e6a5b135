package org.haprag.io;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Site;

/** Turns an imputed site into its line. Stateless, shared by the threads. */
final class RecordFormat {
    /** "127|127" */
    private static final int GT_CHARS = 7;

    private final Set<OutputField> fields;
    private final String formatColumn;

    RecordFormat(Set<OutputField> fields) {
        this.fields = Set.copyOf(fields);
        this.formatColumn = Arrays.stream(OutputField.values())
                .filter(f -> f != OutputField.LDS && fields.contains(f))
                .map(Enum::name)
                .collect(Collectors.joining(":"));
    }

    boolean writes(OutputField field) {
        return fields.contains(field);
    }

    /** Appends the line of a record. */
    void record(TextBlock out, ImputedSite imputed) {
        Site site = imputed.site();
        int alts = site.alts().size();
        out.beginRecord(site.contig(), site.pos(), site.pos() + site.ref().length() - 1);
        out.append(site.contig() + "\t" + site.pos() + "\t" + site.id() + "\t" + site.ref() + "\t"
                + String.join(",", site.alts()) + "\t.\tPASS\t" + InfoColumn.text(imputed) + "\t" + formatColumn
                + (imputed.leftOut().isPresent() ? ":LDS" : ""));
        ImputedGenotypes genotypes = imputed.genotypes();
        int samples = genotypes.sampleCount();
        out.ensure(Math.multiplyExact(samples, charsPerSample(alts)) + 1);
        boolean withGt = writes(OutputField.GT);
        boolean withDs = writes(OutputField.DS);
        boolean withGp = writes(OutputField.GP);
        boolean withHds = writes(OutputField.HDS);
        boolean withLds = imputed.leftOut().isPresent();
        for (int s = 0; s < samples; s++) {
            if (!genotypes.called(s)) {
                missing(out);
                continue;
            }
            int separator = '\t';
            if (withGt) {
                out.put(separator);
                out.putCode(genotypes.allele(2 * s));
                out.put('|');
                out.putCode(genotypes.allele(2 * s + 1));
                separator = ':';
            }
            if (withDs) {
                dosages(out, separator, genotypes, s, alts);
                separator = ':';
            }
            if (withGp) {
                posteriors(out, separator, genotypes, s, alts);
                separator = ':';
            }
            if (withHds) haplotypes(out, separator, genotypes, s, alts);
            if (withLds) leftOut(out, imputed.leftOut().get(), s, alts);
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

    private static void dosages(TextBlock out, int first, ImputedGenotypes genotypes, int sample, int alts) {
        int separator = first;
        for (int a = 0; a < alts; a++) {
            float dosage = genotypes.altProbability(a, 2 * sample) + genotypes.altProbability(a, 2 * sample + 1);
            out.put(separator);
            out.putPacked(Thousandths.packed(dosage));
            separator = ',';
        }
    }

    private static void haplotypes(TextBlock out, int first, ImputedGenotypes genotypes, int sample, int alts) {
        int separator = first;
        for (int a = 0; a < alts; a++) {
            out.put(separator);
            out.putPacked(Thousandths.packed(genotypes.altProbability(a, 2 * sample)));
            out.put(',');
            out.putPacked(Thousandths.packed(genotypes.altProbability(a, 2 * sample + 1)));
            separator = ',';
        }
    }

    private static void leftOut(TextBlock out, ImputedSite.LeftOut left, int sample, int alts) {
        int separator = ':';
        for (int a = 0; a < alts; a++) {
            out.put(separator);
            out.putPacked(Thousandths.packed(left.altProbability(a, 2 * sample)));
            out.put(',');
            out.putPacked(Thousandths.packed(left.altProbability(a, 2 * sample + 1)));
            separator = ',';
        }
    }

    /** In VCF order: 0/0, 0/1, 1/1, 0/2, ... */
    private static void posteriors(TextBlock out, int first, ImputedGenotypes genotypes, int sample, int alts) {
        GenotypeOrder order = GenotypeOrder.diploid(alts);
        int separator = first;
        for (int g = 0; g < order.count(); g++) {
            out.put(separator);
            out.putPacked(Thousandths.packed(genotypes.posterior(sample, order.lower(g), order.higher(g))));
            separator = ',';
        }
    }
}
