package org.haprag.imputation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.FrequencyComparison;
import org.haprag.genotype.GenomeBuild;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Samples;
import org.haprag.genotype.Site;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.SiteAlignment.Fate;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.ContigDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether panel and targets belong together, by counts of sites, samples, calls and frequencies. */
final class InputChecks {
    private static final Logger LOG = LoggerFactory.getLogger(InputChecks.class);

    /** With fewer, nothing but allele frequencies can come out. */
    private static final int LEAST_TYPED = 2;

    /** Of the targets' sites between the panel's first and last; arrays share 70 % and more, whole genomes 20 %. */
    private static final double LEAST_SHARED = 0.05;

    /** Below so many sites a share says nothing. */
    private static final int ENOUGH_SITES = 50;

    /** Of the substitutions at shared positions; chance alone fits a third of them. */
    private static final double LEAST_FITTING = 0.5;

    /** Of a sample's typed sites, and of a site's samples. */
    private static final double LEAST_CALLED = 0.1;

    /** Between frequencies; other continents still have 0.8. */
    private static final double LEAST_CORRELATION = 0.5;

    /** Below so many haplotypes frequencies are too coarse to compare. */
    private static final int ENOUGH_HAPLOTYPES = 40;

    private final ImputeInputs inputs;
    private final HaplotypePanel panel;
    private final Samples samples;
    private final SiteAlignment alignment;
    private final TypedHaplotypes typed;
    private final FrequencyComparison frequencies;
    private final Set<Safeguard> accepted;

    /** The target sites between the panel's first and last. */
    private final int[] within;

    /** @param typed the sites of the alignment where any target has a call */
    InputChecks(
            ImputeInputs inputs,
            SiteAlignment alignment,
            TypedHaplotypes typed,
            FrequencyComparison frequencies,
            Set<Safeguard> accepted) {
        this.inputs = inputs;
        this.panel = inputs.panel().panel();
        this.samples = inputs.targets().samples();
        this.alignment = alignment;
        this.typed = typed;
        this.frequencies = frequencies;
        this.accepted = accepted;
        Site first = panel.site(0);
        Site last = panel.site(panel.siteCount() - 1);
        List<Site> sites = alignment.targetSites();
        within = IntStream.range(0, sites.size())
                .filter(t -> sites.get(t).pos() >= first.pos() && sites.get(t).pos() <= last.pos())
                .filter(t -> Contigs.same(sites.get(t).contig(), first.contig()))
                .toArray();
    }

    /**
     * Checks all of it.
     *
     * @param targetsInPanel how many of the targets are in the panel, too
     * @throws InputException at the first safeguard that holds and was not accepted
     */
    void run(int targetsInPanel) {
        exchanged();
        int targets = typed.haplotypes().sampleCount();
        require(
                targetsInPanel < targets,
                Safeguard.TARGETS_IN_PANEL,
                "all targets are in the panel",
                targetsInPanel + " of " + targets,
                "targets that are not known yet",
                "give a panel without them");
        build();
        overlap();
        require(
                typed.typedCount() >= LEAST_TYPED,
                Safeguard.FEW_SITES,
                "hardly any site of the panel is typed",
                typed.typedCount() + " of " + panel.siteCount(),
                "at least " + LEAST_TYPED,
                "give targets with more sites here, or a larger --region");
        calls();
        frequencies();
    }

    private void exchanged() {
        boolean exchanged = typed.haplotypes().sampleCount() > panel.samples().count()
                && within.length > 2 * panel.siteCount()
                && typed.typedCount() > 0.9 * panel.siteCount();
        require(
                !exchanged,
                Safeguard.EXCHANGED,
                "panel and targets look exchanged",
                within.length + " target sites of " + typed.haplotypes().sampleCount() + " samples, "
                        + panel.siteCount() + " panel sites of "
                        + panel.samples().count(),
                "a panel with more sites than the targets",
                "exchange --panel and --target");
    }

    private void build() {
        int shared = 0;
        int fitting = 0;
        for (int t : within) {
            Fate fate = alignment.fate(t);
            if (fate == Fate.NOT_IN_PANEL || !alignment.targetSites().get(t).snv()) continue;
            shared++;
            if (fate != Fate.ALLELES_DIFFER) fitting++;
        }
        require(
                shared < ENOUGH_SITES || fitting >= LEAST_FITTING * shared,
                Safeguard.WRONG_BUILD,
                "positions are shared, alleles are not: this looks like another genome build",
                percent(fitting, shared) + " of " + shared
                        + " substitutions at shared positions have the panel's alleles" + builds(),
                "at least " + percent(LEAST_FITTING),
                "lift the targets over to the panel's build, such as with bcftools +liftover");
    }

    /** What the headers of both files tell of the genome builds. */
    private String builds() {
        String contig = panel.site(0).contig();
        String ofPanel = build(contig, inputs.panel().description());
        String ofTargets = build(contig, inputs.reading().description());
        if (ofPanel.isEmpty() && ofTargets.isEmpty()) return "";
        return "; by the headers the panel is " + (ofPanel.isEmpty() ? "of a build that is not told" : ofPanel)
                + ", the targets are " + (ofTargets.isEmpty() ? "of a build that is not told" : ofTargets);
    }

    /** Such as {@code GRCh38 (hg38), by the length of 20}; empty if nothing is told. */
    private static String build(String contig, ContigDescription description) {
        if (description.lengthBp().isPresent()) {
            int lengthBp = description.lengthBp().getAsInt();
            return GenomeBuild.of(contig, lengthBp)
                    .map(build -> build + ", by the length of " + contig)
                    .orElse("of a build with " + lengthBp + " bp of " + contig);
        }
        return description.reference().map(text -> "of " + text).orElse("");
    }

    private void overlap() {
        int used = 0;
        for (int t : within) if (alignment.fate(t).used()) used++;
        require(
                within.length < ENOUGH_SITES || used >= LEAST_SHARED * within.length,
                Safeguard.LOW_OVERLAP,
                "the panel lacks nearly all of the targets' sites",
                percent(used, within.length) + " of " + within.length + " target sites are used",
                "at least " + percent(LEAST_SHARED),
                "check that panel and targets are of one genome build, and the table of sites");
    }

    private void calls() {
        int[] ofSample = new int[samples.count()];
        int[] ofSite = new int[typed.typedCount()];
        for (int s = 0; s < ofSample.length; s++) {
            byte[] row = typed.row(typed.haplotypes().first(s));
            for (int t = 0; t < ofSite.length; t++) {
                if (row[t] < 0) continue;
                ofSample[s]++;
                ofSite[t]++;
            }
        }
        int[] few = IntStream.range(0, ofSample.length)
                .filter(s -> ofSample[s] < LEAST_CALLED * ofSite.length)
                .toArray();
        require(
                few.length == 0,
                Safeguard.SAMPLE_CALLS,
                "samples have hardly any calls",
                few.length + " with less than " + percent(LEAST_CALLED) + " of " + ofSite.length + " typed sites"
                        + (few.length == 0 ? "" : ", such as " + samples.name(few[0])),
                "calls at most typed sites",
                "leave them out: bcftools view -S ^NAMES");
        long sites = IntStream.of(ofSite)
                .filter(n -> n < LEAST_CALLED * ofSample.length)
                .count();
        if (sites > 0) {
            LOG.warn("{} typed sites have calls of less than {} of the samples", sites, percent(LEAST_CALLED));
        }
    }

    private void frequencies() {
        double r = frequencies.correlation();
        require(
                typed.typedCount() < ENOUGH_SITES
                        || typed.haplotypeCount() < ENOUGH_HAPLOTYPES
                        || !(r < LEAST_CORRELATION),
                Safeguard.FREQUENCIES,
                "the targets' allele frequencies do not follow the panel's",
                String.format(Locale.ROOT, "a correlation of %.2f over %d sites", r, typed.typedCount()),
                "at least " + LEAST_CORRELATION,
                "check strand and REF of the targets, and that the panel is of their species and ancestry");
    }

    private void require(boolean sound, Safeguard safeguard, String what, String found, String expected, String fix) {
        if (sound) return;
        if (accepted.contains(safeguard)) {
            LOG.warn("{}{}: {}; accepted", inputs.several() ? inputs.name() + ": " : "", what, found);
            return;
        }
        throw new InputException(
                inputs.where("--target"), what, found, expected, fix + "; or go on with --accept " + safeguard);
    }

    private static String percent(int part, int whole) {
        return percent(whole == 0 ? 0 : part / (double) whole);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
