package org.haprag.io;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.haprag.genotype.GenotypeOrder;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.Site;

/** Turns imputed sites into lines of VCF. */
final class RecordFormat implements RecordEncoder {
    /** "127|127" */
    private static final int GT_CHARS = 7;

    /** ":60:2147483647:1" */
    private static final int PHASE_CHARS = 16;

    private static final Set<OutputField> COMMON = Set.of(OutputField.GT, OutputField.DS, OutputField.GP);

    private final Set<OutputField> fields;

    /** Those that every record has. */
    private final List<OutputField> always;

    private final String formatColumn;

    private final String header;

    RecordFormat(ImputedVcfHeader header) {
        this.header = header.text();
        this.fields = header.fields();
        this.always = Arrays.stream(OutputField.values())
                .filter(f -> !OutputField.AT_TYPED_SITES.contains(f) && fields.contains(f))
                .toList();
        this.formatColumn = always.stream().map(Enum::name).collect(Collectors.joining(":"));
    }

    @Override
    public RecordIndex index() {
        return new VcfIndex();
    }

    @Override
    public void header(TextBlock out) {
        out.append(header);
    }

    private boolean writes(OutputField field) {
        return fields.contains(field);
    }

    @Override
    public void record(TextBlock out, ImputedSite imputed) {
        Site site = imputed.site();
        int alts = site.alts().size();
        boolean withPq = writes(OutputField.PQ) && imputed.phase().isPresent();
        boolean withPs = writes(OutputField.PS) && imputed.phase().isPresent();
        boolean withFl = writes(OutputField.FL) && imputed.phase().isPresent();
        out.beginRecord(site.contig(), site.pos(), site.endBp());
        out.append(site.contig() + "\t" + site.pos() + "\t" + site.id() + "\t" + site.ref() + "\t"
                + String.join(",", site.alts()) + "\t.\tPASS\t" + InfoColumn.text(imputed) + "\t" + formatColumn
                + (imputed.leftOut().isPresent() ? ":LDS" : "")
                + (withPq ? ":PQ" : "")
                + (withPs ? ":PS" : "")
                + (withFl ? ":FL" : ""));
        out.ensure(Math.multiplyExact(imputed.genotypes().sampleCount(), charsPerSample(alts)) + 1);
        calls(out, imputed, columns(imputed, alts, withPq, withPs, withFl));
        out.put('\n');
    }

    private void calls(TextBlock out, ImputedSite imputed, Columns columns) {
        ImputedGenotypes genotypes = imputed.genotypes();
        Haplotypes haplotypes = genotypes.haplotypes();
        float[] posteriors = new float[3];
        for (int sample = 0; sample < haplotypes.sampleCount(); sample++) {
            if (!genotypes.called(sample)) missing(out, genotypes, sample);
            else if (columns.common && haplotypes.ploidy(sample) == 2) common(out, genotypes, posteriors, sample);
            else call(out, imputed, columns, sample);
        }
    }

    /** What a record's calls consist of. */
    private record Columns(
            boolean common,
            int alts,
            GenotypeOrder haploid,
            GenotypeOrder diploid,
            boolean gt,
            boolean ds,
            boolean gp,
            boolean hds,
            boolean lds,
            boolean pq,
            boolean ps,
            boolean fl) {}

    private Columns columns(ImputedSite imputed, int alts, boolean withPq, boolean withPs, boolean withFl) {
        boolean more = writes(OutputField.HDS) || imputed.leftOut().isPresent() || withPq || withPs || withFl;
        return new Columns(
                alts == 1 && !more && always.size() == COMMON.size() && fields.containsAll(COMMON),
                alts,
                GenotypeOrder.haploid(alts),
                GenotypeOrder.diploid(alts),
                writes(OutputField.GT),
                writes(OutputField.DS),
                writes(OutputField.GP),
                writes(OutputField.HDS),
                imputed.leftOut().isPresent(),
                withPq,
                withPs,
                withFl);
    }

    /**
     * The commonest column, GT:DS:GP of a diploid sample at a site with one ALT. {@link #call} writes the same, in loops that the JIT
     * takes half a second for.
     */
    private static void common(TextBlock out, ImputedGenotypes genotypes, float[] posteriors, int sample) {
        int first = genotypes.haplotypes().first(sample);
        out.put('\t');
        out.put('0' + genotypes.allele(first));
        out.put(between(genotypes, sample));
        out.put('0' + genotypes.allele(first + 1));
        out.put(':');
        out.putPacked(Thousandths.packed(genotypes.altProbability(0, first) + genotypes.altProbability(0, first + 1)));
        genotypes.posteriors(sample, posteriors);
        out.put(':');
        out.putPacked(Thousandths.packed(posteriors[0]));
        out.put(',');
        out.putPacked(Thousandths.packed(posteriors[1]));
        out.put(',');
        out.putPacked(Thousandths.packed(posteriors[2]));
    }

    /** One sample's column, whatever it consists of. */
    private static void call(TextBlock out, ImputedSite imputed, Columns columns, int sample) {
        ImputedGenotypes genotypes = imputed.genotypes();
        int first = genotypes.haplotypes().first(sample);
        int end = genotypes.haplotypes().end(sample);
        int separator = '\t';
        if (columns.gt) {
            for (int h = first; h < end; h++) {
                out.put(h == first ? separator : between(genotypes, sample));
                out.putCode(genotypes.allele(h));
            }
            separator = ':';
        }
        if (columns.ds) {
            dosages(out, separator, genotypes, first, end, columns.alts);
            separator = ':';
        }
        if (columns.gp) {
            posteriors(out, separator, genotypes, sample, end - first == 1 ? columns.haploid : columns.diploid);
            separator = ':';
        }
        if (columns.hds) haplotypes(out, separator, genotypes, first, end, columns.alts);
        if (columns.lds) leftOut(out, imputed.leftOut().get(), first, end, columns.alts);
        if (columns.pq) quality(out, imputed.phase().get().quality(sample));
        if (columns.ps) set(out, imputed.phase().get().set(sample));
        if (columns.fl) {
            out.put(':');
            out.putCode(imputed.phase().get().filled(sample) ? 1 : 0);
        }
    }

    /** GT of a sample whose call, or half of it, is missing, and the other fields without values. Such a site has no LDS. */
    private void missing(TextBlock out, ImputedGenotypes genotypes, int sample) {
        int first = genotypes.haplotypes().first(sample);
        int end = genotypes.haplotypes().end(sample);
        out.put('\t');
        for (int field = 0; field < always.size(); field++) {
            if (field > 0) out.put(':');
            if (always.get(field) != OutputField.GT) {
                out.put('.');
                continue;
            }
            for (int h = first; h < end; h++) {
                if (h > first) out.put(between(genotypes, sample));
                if (genotypes.allele(h) < 0) out.put('.');
                else out.putCode(genotypes.allele(h));
            }
        }
    }

    private static void quality(TextBlock out, byte quality) {
        out.put(':');
        if (quality == ImputedSite.PhaseCalls.NO_QUALITY) out.put('.');
        else out.putCode(quality);
    }

    private static void set(TextBlock out, int set) {
        out.put(':');
        out.append(set == ImputedSite.PhaseCalls.NO_SET ? "." : Integer.toString(set));
    }

    private static char between(ImputedGenotypes genotypes, int sample) {
        return genotypes.phased(sample) ? '|' : '/';
    }

    /** At most: those of a diploid sample. */
    private int charsPerSample(int alts) {
        int numbers = (writes(OutputField.DS) ? alts : 0)
                + (writes(OutputField.GP) ? GenotypeOrder.count(2, alts) : 0)
                + (writes(OutputField.HDS) ? 2 * alts : 0)
                + (writes(OutputField.LDS) ? 2 * alts : 0);
        return 1 + GT_CHARS + numbers * (1 + Thousandths.MAX_CHARS) + PHASE_CHARS;
    }

    private static void dosages(
            TextBlock out, int first, ImputedGenotypes genotypes, int firstHap, int endHap, int alts) {
        int separator = first;
        for (int a = 0; a < alts; a++) {
            float dosage = 0;
            for (int h = firstHap; h < endHap; h++) dosage += genotypes.altProbability(a, h);
            out.put(separator);
            out.putPacked(Thousandths.packed(dosage));
            separator = ',';
        }
    }

    private static void haplotypes(
            TextBlock out, int first, ImputedGenotypes genotypes, int firstHap, int endHap, int alts) {
        int separator = first;
        for (int a = 0; a < alts; a++) {
            for (int h = firstHap; h < endHap; h++) {
                out.put(separator);
                out.putPacked(Thousandths.packed(genotypes.altProbability(a, h)));
                separator = ',';
            }
        }
    }

    private static void leftOut(TextBlock out, ImputedSite.LeftOut left, int firstHap, int endHap, int alts) {
        int separator = ':';
        for (int a = 0; a < alts; a++) {
            for (int h = firstHap; h < endHap; h++) {
                out.put(separator);
                out.putPacked(Thousandths.packed(left.altProbability(a, h)));
                separator = ',';
            }
        }
    }

    private static void posteriors(
            TextBlock out, int first, ImputedGenotypes genotypes, int sample, GenotypeOrder order) {
        int separator = first;
        for (int g = 0; g < order.count(); g++) {
            out.put(separator);
            out.putPacked(Thousandths.packed(genotypes.posterior(sample, order.lower(g), order.higher(g))));
            separator = ',';
        }
    }
}
