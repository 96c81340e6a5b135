package org.haprag.io;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Haplotypes;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source of X or Y in which males that are coded as homozygous diploids are haploid. A heterozygous call of a male is missing, and
 * counted; where many are, this is not what the file holds.
 */
final class HaploidMales implements VariantSource {
    private static final Logger LOG = LoggerFactory.getLogger(HaploidMales.class);

    /** Share of the males' calls that may be heterozygous by error. */
    private static final double MOST_HETEROZYGOUS = 0.02;

    private final VariantSource source;
    private final Haplotypes haplotypes;
    private final byte[] codes;
    private final boolean[] changed;
    private String checkedContig = "";
    private long calls;
    private long heterozygous;

    HaploidMales(VariantSource source, Males males) {
        this.source = source;
        Haplotypes inFile = source.haplotypes();
        this.codes = new byte[inFile.count()];
        this.changed = new boolean[inFile.sampleCount()];
        for (int s = 0; s < changed.length; s++) {
            changed[s] = inFile.ploidy(s) == 2
                    && males.names().contains(source.samples().name(s));
        }
        this.haplotypes = Haplotypes.of(IntStream.range(0, changed.length)
                .map(s -> changed[s] ? 1 : inFile.ploidy(s))
                .toArray());
    }

    @Override
    public Samples samples() {
        return source.samples();
    }

    @Override
    public Haplotypes haplotypes() {
        return haplotypes;
    }

    @Override
    public List<String> contigs() {
        return source.contigs();
    }

    @Override
    public List<String> contigsWithRecords() {
        return source.contigsWithRecords();
    }

    @Override
    public ContigDescription contig(String name) {
        return source.contig(name);
    }

    @Override
    public List<String> headerLines() {
        return source.headerLines();
    }

    @Override
    public boolean next() {
        boolean there = source.next();
        if (!there) finish();
        return there;
    }

    private void finish() {
        if (heterozygous > MOST_HETEROZYGOUS * calls) {
            throw new InputException(
                    "--sex",
                    "males are heterozygous at too many sites to be haploid there",
                    heterozygous + " of " + calls + " calls",
                    "at most " + Math.round(100 * MOST_HETEROZYGOUS) + " in 100",
                    "leave pseudo-autosomal regions out with --region and read them without --sex; or the sexes are not those of"
                            + " these samples");
        }
        if (heterozygous > 0) {
            LOG.warn("{} heterozygous calls of males, of {}, are taken as missing", heterozygous, calls);
        }
        heterozygous = 0;
    }

    @Override
    public Site site() {
        return source.site();
    }

    @Override
    public Optional<RecordFlaw> flaw() {
        return source.flaw();
    }

    @Override
    public boolean hasGenotypes() {
        return source.hasGenotypes();
    }

    @Override
    public FlawedRecord flawed(RecordFlaw flaw, int before) {
        return source.flawed(flaw, before);
    }

    @Override
    public int altCount() {
        return source.altCount();
    }

    @Override
    public String where() {
        return source.where();
    }

    @Override
    public void alleles(byte[] out) {
        Haplotypes inFile = source.haplotypes();
        source.alleles(codes);
        if (source.flaw().isEmpty()) checkContig();
        for (int s = 0; s < changed.length; s++) {
            byte first = codes[inFile.first(s)];
            byte second = codes[inFile.end(s) - 1];
            if (!changed[s]) {
                out[haplotypes.first(s)] = first;
                out[haplotypes.end(s) - 1] = second;
                continue;
            }
            if (first >= 0 && second >= 0) calls++;
            if (first >= 0 && second >= 0 && first != second) heterozygous++;
            out[haplotypes.first(s)] = first == second ? first : -1;
        }
    }

    private void checkContig() {
        String contig = source.site().contig();
        if (contig.equals(checkedContig)) return;
        checkedContig = contig;
        if (Contigs.sexChromosome(contig)) return;
        throw new InputException(
                "--sex",
                "males are haploid on X and Y only",
                "contig " + contig,
                "X or Y",
                "leave --sex out, or choose X with --region");
    }

    @Override
    public boolean pack(long[] words, int offset) {
        return false;
    }

    @Override
    public boolean ploidyFits() {
        return source.ploidyFits();
    }

    @Override
    public int firstUnphasedSample() {
        return IntStream.range(0, changed.length)
                .filter(this::unphased)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public boolean unphased(int sample) {
        return !changed[sample] && source.unphased(sample);
    }

    @Override
    public int phaseSet(int sample) {
        return source.phaseSet(sample);
    }

    @Override
    public String callText(int sample) {
        return source.callText(sample);
    }

    @Override
    public Optional<String> info(String key) {
        return source.info(key);
    }

    @Override
    public String coverage() {
        return source.coverage();
    }

    @Override
    public AnnotatedSource annotated() {
        throw new IllegalStateException("the fields of imputed records are read as they stand");
    }

    /** Read record by record: who is haploid is not in the file. */
    @Override
    public Optional<HaplotypePanel> panel() {
        return Optional.empty();
    }

    @Override
    public void close() {
        source.close();
    }
}
